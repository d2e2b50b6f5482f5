"""The one refusal a reader makes: which file, where in it, what is wrong, what to do."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that cannot be used. Its text is one Vietnamese sentence for the person at the desk.

    `file` is the file's name, `cause` what is wrong with it, `remedy` what to do, `place` the row,
    page or sheet where known.
    """

    def __init__(self, file: str, cause: str, remedy: str, place: str = "") -> None:
        self.file, self.cause, self.remedy, self.place = file, cause, remedy, place
        where = f"{file}, {place}" if place else file
        super().__init__(" ".join(f"{where}: {cause}; {remedy}.".split()))

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str, str, str]]:
        return type(self), (self.file, self.cause, self.remedy, self.place)


class NotOurs(Unreadable):
    """A file of a kind that never holds opinions: in a folder it is passed over."""
