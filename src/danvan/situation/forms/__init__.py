"""What pages of the room are told, as typed values."""
