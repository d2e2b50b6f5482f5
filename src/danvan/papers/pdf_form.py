"""The fixed zones of a paper for its PDF: head, title and signature, as lines of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from danvan.papers.blocks import Paper, Signature
from danvan.papers.letterhead import Line, addressees, fitted, heading, letterhead
from danvan.papers.pdf_letters import breakable, shown
from danvan.papers.phrases import listed
from danvan.papers.profile import Profile, Zone

Row = dict[str, Any]


def sheet(paper: Paper, form: Profile) -> Row:
    """The page, its number and its notice; sizes in points, lengths in millimetres."""
    page, body = form.page, form.body
    return {
        "sides": [page.width, page.height],
        "margins": [page.top, page.right, page.bottom, page.left],
        "edge": page.number_from_edge,
        "numbered": page.number_from_page,
        "number": form.zones["page_number"].size,
        "notice": shown(paper.notice),
        "size": form.zones["body"].size,
        **{name: body[name] for name in ("indent", "before", "line", "table", "note", "evidence")},
    }


def head(paper: Paper, form: Profile) -> Row:
    """The measured letterhead: two columns, two rows of lines."""
    found = letterhead(paper, form)
    upper = (
        [*_lines(found.left, form), *_rule(found.left_rule)],
        [*_lines(found.right, form), *_rule(found.right_rule)],
    )
    lower = ([*_lines(found.left_low, form)], [*_lines(found.right_low, form)])
    return {"columns": found.columns, "cells": [*upper, *lower]}


def _lines(lines: Iterable[Line], form: Profile, above: float = 0) -> Iterator[Row]:
    """Each line of the head's lines; `above` is the points before the first."""
    for line in lines:
        for text in line.lines:
            yield row(text, form.zones[line.zone], line.size, above=above)
            above = 0


def _rule(length: float) -> list[Row]:
    return [{"rule": length}] if length else []


def title(paper: Paper, form: Profile) -> list[Row]:
    """The kind of paper, its abstract and the rule under it (not for a letter); the addressees."""
    return [*_kind(paper, form), *_addressees(paper, form)]


def _kind(paper: Paper, form: Profile) -> Iterator[Row]:
    found = heading(paper, form)
    yield from _lines(found.lines, form, above=form.title["above"])
    yield from _rule(found.rule)


def _addressees(paper: Paper, form: Profile) -> Iterator[Row]:
    zone, room, above = form.zones["addressee"], form.page.text_width, form.recipients["above"]
    left, lines = addressees(paper, form)
    for line in lines:
        yield row(line, zone, room=room, above=above) | {"left": left}
        above = 0


def row(text: str, zone: Zone, size: float = 0, *, room: float = 1000, above: float = 0) -> Row:
    """One line in the letters of its zone, at the zone's size where no other is given."""
    size = size or zone.size
    words = breakable(shown(text), room, size, bold=zone.bold, italic=zone.italic)
    return {
        "words": words,
        "size": size,
        "bold": zone.bold,
        "italic": zone.italic,
        "underline": zone.underline,
        "align": zone.align,
        "above": above,
    }


def signature(signed: Signature, form: Profile, width: float) -> Row | None:
    """Recipients or the second signer left, signer right, each in half of `width` mm."""
    if not (signed.office or signed.name or signed.recipients):
        return None
    half = width / 2
    beside = _signer(signed.beside, signed.beside_name, form, half) if signed.beside else ()
    return {
        "left": [*beside, *_recipients(signed.recipients, form, half)],
        "right": [*_signer(signed.office, signed.name, form, half)],
    }


def _signer(office: tuple[str, ...], name: str, form: Profile, room: float) -> Iterator[Row]:
    yield from _lines([fitted("office", title, form, room) for title in office], form)
    yield from _lines(
        [fitted("name", name, form, room)], form, above=form.signing["room_for_stamp"]
    )


def _recipients(names: tuple[str, ...], form: Profile, room: float) -> Iterator[Row]:
    if not names:
        return
    zone = form.zones["recipients_heading"]
    yield row(zone.text, zone)
    for name in listed(names, form):
        yield row(name, form.zones["recipients"], room=room)
