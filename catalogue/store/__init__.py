"""The database door and the catalogue's tables; the only SQL of the catalogue."""
