"""Benchmarks: one file each, `run(shared) -> Iterator[Figure]`."""
