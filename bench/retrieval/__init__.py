"""The search measured by itself: catalogues and queries of its own, written here, and the peers it is compared with."""
