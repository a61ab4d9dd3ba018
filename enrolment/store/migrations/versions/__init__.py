"""The schema's revisions, shipped inside the package."""
