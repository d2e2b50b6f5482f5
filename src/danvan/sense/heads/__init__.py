"""Trained heads that ship with the package, their training text, how they are made and kept."""
