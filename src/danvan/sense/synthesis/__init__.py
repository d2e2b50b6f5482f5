"""The pipeline: opinions in, themes and sentences with evidence out; no disk, clock or chance."""

from danvan.sense.synthesis.judged import Semantic
from danvan.sense.synthesis.pipeline import Options, Synthesis, synthesize

__all__ = ["Options", "Semantic", "Synthesis", "synthesize"]
