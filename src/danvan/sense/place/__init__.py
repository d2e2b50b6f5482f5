"""The place of each unit in the draft, or why it has none."""

from danvan.sense.place.applied import Places
from danvan.sense.place.profiles import passages
from danvan.sense.place.routing import place
from danvan.sense.place.scores import Vectors

__all__ = ["Places", "Vectors", "passages", "place"]
