"""What the pages of this room are told, as typed values; a file for each group of pages."""
