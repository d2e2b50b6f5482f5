"""The door to the disk for what comes out: a proven folder, whole or not at all."""

from danvan.sense.folder.write import Unproven, write

__all__ = ["Unproven", "write"]
