"""SQLite as Django's own backend has it, with writers that wait their turn."""
