"""The linter of official papers: what a format profile finds wrong with a .docx or a .pdf."""

from danvan.papers.lint.finding import CHECKS, Finding, Lint, Skipped
from danvan.papers.lint.run import lint

__all__ = ["CHECKS", "Finding", "Lint", "Skipped", "lint"]
