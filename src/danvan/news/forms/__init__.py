"""What pages of this room are told."""
