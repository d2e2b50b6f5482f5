"""A unit's periodic report, its roll-up to the tier above, and issues referred to who must act."""
