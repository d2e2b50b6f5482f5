"""Versions of a draft: which section continues which, what changed in the words, where a quoted
place stands now, which section a citation names."""
