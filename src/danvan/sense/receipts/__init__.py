"""Receipts: codes that can be written down, the tree that proves inclusion, files for checking."""
