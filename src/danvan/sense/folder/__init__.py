"""The door to the disk for what comes out: a proven folder, whole or not at all."""

from danvan.sense.folder.masks import Decisions
from danvan.sense.folder.redactions import read as decisions
from danvan.sense.folder.write import Unproven, Wanted, write, write_waiting

__all__ = ["Decisions", "Unproven", "Wanted", "decisions", "write", "write_waiting"]
