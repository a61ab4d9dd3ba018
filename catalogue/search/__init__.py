"""The course index."""
