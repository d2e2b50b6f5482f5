"""Work on files that may be forged, in a process of its own: what it breaks or eats is not ours."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

LIMITED = True
try:
    import resource
except ImportError:  # Windows knows no such limits
    LIMITED = False


def apart(module: str, *words: str | Path, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Runs a module of ours with `words` as its arguments and nothing to read from us.

    Raises subprocess.TimeoutExpired once the time is up; the process is then gone.
    """
    command = [sys.executable, "-m", module, *map(str, words)]
    return subprocess.run(  # noqa: S603 - a module of ours
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
    )


def hold_memory(most: int) -> None:
    """Said by the process itself, first: more than `most` bytes of memory are not to be had."""
    if LIMITED:
        with contextlib.suppress(ValueError, OSError):  # a lower limit stands already
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
