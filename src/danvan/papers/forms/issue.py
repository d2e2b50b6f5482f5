"""What an office gives to every paper it issues: its names, number, date, signer, recipients."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from danvan.papers.blocks import Paper, Signature
from danvan.papers.profile import Profile
from danvan.papers.symbol import Rank, blank_symbol, place_date, signing, symbol


class Incomplete(ValueError):
    """A paper that may not be issued as it is; the text says what is missing."""


@dataclass(frozen=True)
class Issue:
    """`issuer` is the superior body and the issuing one, `unit` its symbol ("BDVTU").

    No `number` or no date `on` leaves a blank for the clerk. `office` is the signer's, `name` may
    stay empty; a deputy signs for the `head`, a member for the `body`. `kept` is the unit that
    keeps the file and ends the list of recipients.
    """

    issuer: tuple[str, ...]
    unit: str
    place: str
    on: date | None = None
    number: int | None = None
    rank: Rank = "head"
    office: str = "TRƯỞNG BAN"
    name: str = ""
    head: str = ""
    body: str = ""
    recipients: tuple[str, ...] = ()
    kept: str = ""
    notice: str = ""
    draft: str = ""


def issued(paper: Paper, issue: Issue, form: Profile) -> Paper:
    """`paper` with the head and the foot that its office gives it; two signers of minutes stay.

    Raises ValueError, in Vietnamese, for a kind that the profile lacks, a number below one, and a
    rank that does not sign so.
    """
    number = blank_symbol(paper.kind, form, issue.unit)
    if issue.number is not None and number:
        number = symbol(issue.number, paper.kind, issue.unit, form)
    signed = paper.signature
    if not signed.beside:
        office = signing(issue.rank, issue.office, form, head=issue.head, body=issue.body)
        signed = Signature(office, issue.name)
    kept = form.recipients["kept"].format(unit=issue.kept).rstrip(", ")
    return replace(
        paper,
        issuer=issue.issuer,
        number=number,
        place_date=place_date(issue.place, issue.on, form) if issue.on else "",
        signature=replace(signed, recipients=(*issue.recipients, kept)),
        notice=issue.notice,
        draft=issue.draft,
    )


def ended(text: str, form: Profile) -> str:
    """The last sentence of a paper, with the sign that the profile ends papers with."""
    return f"{text.rstrip('./ ')}{form.body['end']}"
