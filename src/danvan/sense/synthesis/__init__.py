"""The pipeline: opinions in, themes and sentences with evidence out; no disk, clock or chance."""

from danvan.sense.synthesis.cells import KeptTheme
from danvan.sense.synthesis.editing import MEMBERS, NONE, Edits
from danvan.sense.synthesis.judged import Semantic
from danvan.sense.synthesis.pipeline import Options, Synthesis, synthesize

__all__ = [
    "MEMBERS",
    "NONE",
    "Edits",
    "KeptTheme",
    "Options",
    "Semantic",
    "Synthesis",
    "synthesize",
]
