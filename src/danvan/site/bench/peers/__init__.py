"""Other programs for the same job, each run by a Python of its own environment."""
