"""Vietnamese text, as the engine needs it: folding, syllables, grammar of places and acts."""
