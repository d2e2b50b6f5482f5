"""A draft in sections, the opinions on it, their synthesis, and the answer given back."""
