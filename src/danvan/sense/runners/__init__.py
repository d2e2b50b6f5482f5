"""Where the work runs: here, on many machines, and the doors to what is optional."""
