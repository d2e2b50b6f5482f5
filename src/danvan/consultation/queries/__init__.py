"""What the pages of this room ask; a file for each group."""
