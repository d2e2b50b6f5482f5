"""The append-only list of who did what, when, to what."""
