"""Tables whose rows are only ever inserted: what was sent, its figures, an issue's steps."""

KEPT = ("situation_sentversion", "situation_figure", "situation_issuestep")
