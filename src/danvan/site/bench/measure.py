"""What a program costs: wall time, CPU seconds and peak memory of it and all it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.2  # seconds between two looks at the memory
ONE_THREAD = tuple(f"{name}_NUM_THREADS=1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA", "RAYON"))


@dataclass(frozen=True)
class Spent:
    """`wall` and `cpu` in seconds; `memory` in bytes: the highest sum of resident memory over the
    program and its children, with pages they share counted for each, so an upper bound."""

    code: int
    said: str
    wall: float
    cpu: float
    memory: int

    @property
    def last(self) -> str:
        """The last line said, or nothing."""
        return (self.said.strip().splitlines() or [""])[-1]


def measured(command: Sequence[str | Path], *, one_thread: bool = False) -> Spent:
    """Runs `command` to its end. What it says on both streams is kept together.

    `one_thread` holds the linear algebra of each process to one thread.
    """
    whole = ["env", *ONE_THREAD, *command] if one_thread else [*command]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        program = subprocess.Popen(whole, stdout=said, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            status, used, memory = watched(program.pid)
        except BaseException:
            program.kill()
            program.wait()
            raise
        program.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    cpu = used.ru_utime + used.ru_stime
    return Spent(program.returncode, words, wall, cpu, memory or largest(used))


def watched(pid: int) -> tuple[int, resource.struct_rusage, int]:
    """Waits for a child: its status, what it and its children used, the highest memory seen."""
    memory = 0
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, used, memory
        memory = max(memory, sum(map(resident, family(pid))), resident(pid, "VmHWM"))
        time.sleep(EVERY)


def largest(used: resource.struct_rusage) -> int:
    """Peak memory in bytes of the largest single process, where the system tells no better.

    On Linux it would also hold what the starting program had in memory before the child began.
    """
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def family(pid: int) -> list[int]:
    """A process and all that come from it; only itself where the system does not tell."""
    found = [pid]
    for one in found:
        found += children(one)
    return found


def children(pid: int) -> list[int]:
    """Started by any thread of `pid`; none once it is gone."""
    try:
        lists = [file.read_text("utf-8") for file in (PROC / f"{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for listed in lists for child in listed.split()]


def resident(pid: int, field: str = "VmRSS") -> int:
    """Bytes of memory a process holds now, or with VmHWM held at most; 0 once it is gone."""
    try:
        lines = (PROC / f"{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    told = [line.split()[1] for line in lines if line.startswith(f"{field}:")]
    return int(told[0]) * 1024 if told else 0
