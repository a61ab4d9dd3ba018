"""Pre-registrations as files: one registry of columns, one of formats, memory that does not grow."""
