"""An environment of its own for a peer, made once in the benchmarks' cache."""

from __future__ import annotations

import shutil
import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path

PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def environment(
    cache: Path, name: str, packages: Sequence[str], bare: Sequence[str] = ()
) -> Path | None:
    """Path to the Python that has `packages`, and `bare` without what these ask for.

    None where they cannot be installed; nothing half-made stays.
    """
    home = cache / f"env-{name}"
    wanted = "\n".join([*packages, *bare])
    note, python = home / "packages.txt", home / "bin" / "python"
    if note.is_file() and note.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(home, ignore_errors=True)
    venv.create(home, with_pip=True)
    if not (installed(python, packages) and installed(python, ("--no-deps", *bare))):
        shutil.rmtree(home, ignore_errors=True)
        return None
    note.write_text(wanted, encoding="utf-8")
    return python


def installed(python: Path, packages: Sequence[str]) -> bool:
    if not set(packages) - {"--no-deps"}:
        return True
    done = subprocess.run([python, *PIP, *packages], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0
