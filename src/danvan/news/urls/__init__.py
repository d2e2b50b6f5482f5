"""Addresses of the room: the public's, and those of officers."""
