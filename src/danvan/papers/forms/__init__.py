"""Kinds of official paper: each module holds the content of one kind and lays it out as a `Paper`.

`paper(content, issue, form)` of each module raises Incomplete, in one Vietnamese sentence, where
the content may not leave the office as it is.
"""
