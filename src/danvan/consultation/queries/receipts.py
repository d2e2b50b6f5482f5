"""What a receipt code opens: what was sent, where it stands now, what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone

from danvan.consultation.models import (
    AnchorPlace,
    Contact,
    DayRoot,
    DraftVersion,
    Hiding,
    Opinion,
    Receipt,
    Response,
    Section,
    Submission,
    Theme,
)
from danvan.consultation.queries.responses import answers_of
from danvan.sense.receipts.codes import hash_of


@dataclass
class Kept:
    """One text of a sending with what became of it. `earlier`: what it replaced, the last first.

    `title`: of its section in its own version; `now`: where its words stand in the current one,
    where that is another. `counted`: the themes of the last published synthesis that its points
    stand in; `is_of_earlier`: of a text that was corrected since. `hidings`: the last first.
    """

    row: Submission
    title: str = ""
    now: AnchorPlace | None = None
    now_title: str = ""
    earlier: list[Submission] = field(default_factory=list)
    counted: list[Theme] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    hidings: list[Hiding] = field(default_factory=list)
    is_of_earlier: bool = False

    @property
    def rows(self) -> list[Submission]:
        """The one that stands, then what it replaced, the last first."""
        return [self.row, *self.earlier]

    @property
    def hiding(self) -> Hiding | None:
        """The one in force."""
        return next((each for each in self.hidings if each.lifted_on is None), None)


@dataclass(frozen=True)
class Opened:
    """A receipt and its texts. `current`: the last published version. `sealed_on`: the days of its
    texts whose fingerprints are published."""

    receipt: Receipt
    kept: list[Kept]
    current: DraftVersion
    contact_until: date | None
    sealed_on: list[date]


def receipt(*, code: str) -> Receipt | None:
    """The receipt of a code as `read_code` gives it."""
    hashed = hash_of(code, settings.RECEIPT_KEY.encode())
    found = Receipt.objects.published().filter(code_hash=hashed)
    return found.select_related("consultation").first()


def submission(*, receipt: Receipt, pk: int) -> Submission | None:
    """One text of the sending."""
    mine = Receipt.objects.published().filter(pk=receipt.pk)
    rows = Submission.objects.filter(receipt__in=mine, pk=pk)
    return rows.select_related("consultation", "version", "anchor").first()


def opened(*, receipt: Receipt) -> Opened:
    """All that the receipt shows."""
    mine = Receipt.objects.published().filter(pk=receipt.pk)
    rows = Submission.objects.filter(receipt__in=mine).order_by("pk")
    chains = _chains(rows.select_related("version", "anchor", "consultation"))
    current = DraftVersion.objects.current(receipt.consultation)
    kept = {each.row.pk: each for each in chains}
    _tell_places(chains, current)
    _tell_what_came_of(chains)
    for hiding in Hiding.objects.filter(submission__in=kept):
        kept[hiding.submission_id].hidings.append(hiding)
    contact = Contact.objects.filter(receipt=receipt).first()
    days = {timezone.localdate(each.row.entered_at) for each in chains}
    roots = DayRoot.objects.published().filter(consultation=receipt.consultation, day__in=days)
    return Opened(
        receipt,
        chains,
        current,
        contact.purge_on if contact else None,
        list(roots.order_by("day").values_list("day", flat=True)),
    )


def _chains(rows: Iterable[Submission]) -> list[Kept]:
    """Each text that stands, with those it replaced, in the order of the first ones."""
    every = {row.pk: row for row in rows}
    after = {row.supersedes_id: row for row in every.values() if row.supersedes_id}
    chains = []
    for row in every.values():
        if row.supersedes_id is None:
            standing, earlier = row, list[Submission]()
            while standing.pk in after:
                earlier.insert(0, standing)
                standing = after[standing.pk]
            chains.append(Kept(standing, earlier=earlier))
    return chains


def _tell_places(chains: list[Kept], current: DraftVersion) -> None:
    """The section's title then, and where the words are now."""
    versions = {each.row.version_id for each in chains} | {current.pk}
    keys = {each.row.section_key for each in chains}
    anchors = {each.row.anchor_id for each in chains if each.row.anchor_id}
    places = {
        place.anchor_id: place
        for place in AnchorPlace.objects.published().filter(anchor__in=anchors, version=current)
    }
    keys |= {place.section_key for place in places.values()}
    found = Section.objects.published().filter(version__in=versions, key__in=keys)
    titles = {(row.version_id, row.key): row.title for row in found.defer("text")}
    for each in chains:
        row = each.row
        each.title = titles.get((row.version_id, row.section_key), "")
        if row.version_id != current.pk:
            each.now = places.get(row.anchor_id or 0)
            key = each.now.section_key if each.now else row.section_key
            each.now_title = titles.get((current.pk, key), "")


def _tell_what_came_of(chains: list[Kept]) -> None:
    """Of the text that stands; where nothing came of it yet, of the last one that it replaced."""
    numbers = [row.pk for each in chains for row in each.rows]
    themes, answers = _themes(numbers), answers_of(submissions=numbers)
    for each in chains:
        counted = next((row for row in each.rows if row.pk in themes), None)
        answered = next((row for row in each.rows if row.pk in answers), None)
        each.counted = themes[counted.pk] if counted else []
        each.responses = answers[answered.pk] if answered else []
        each.is_of_earlier = counted not in (None, each.row)


def _themes(numbers: list[int]) -> dict[int, list[Theme]]:
    """Where the points of each were counted in the last synthesis that was published."""
    found = Opinion.objects.published().filter(submission__in=numbers)
    themes: dict[int, list[Theme]] = defaultdict(list)
    for opinion in found.select_related("theme").order_by("-synthesis__number", "ordinal"):
        known = themes[opinion.submission_id]
        is_last = not known or known[0].synthesis_id == opinion.theme.synthesis_id
        if is_last and opinion.theme not in known:
            known.append(opinion.theme)
    return dict(themes)
