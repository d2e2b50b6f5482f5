"""The shapes that programs read and send. Days as 2020-07-01, moments with their offset."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from danvan.consultation.actions.submissions import LONGEST, MOST
from danvan.consultation.actions.tokens import ROWS

BIG = 2**63 - 1
Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[^\x00/]{1,40}$")]
SectionKey = Annotated[str, StringConstraints(pattern=r"^[^\x00]{0,60}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[!-~]{22,100}$")]
Text = Annotated[str, StringConstraints(max_length=LONGEST)]
Short = Annotated[str, StringConstraints(pattern=r"^[^\x00]{0,80}$")]
Long = Annotated[str, StringConstraints(pattern=r"^[^\x00]{0,200}$")]
Many = Annotated[int, Field(ge=1, le=2_000_000_000)]
StanceSaid = Literal["", "agree", "conditional", "object", "other"]
ChangeSaid = Literal["", "add", "change", "remove", "clarify", "figures", "wording"]
ChannelSaid = Literal["web", "conference", "letter", "phone", "sheet", "scan", "app"]


class Wrong(Schema):
    """What is wrong at one place of what was sent, and what to do."""

    where: str
    sentence: str


class Fault(Schema):
    """Why nothing was done, in a Vietnamese sentence."""

    sentence: str
    errors: list[Wrong] = []


class Asked(Schema):
    """A consultation. `state` is that of today; the last day is included."""

    slug: str
    title: str
    occasion: str
    purpose: str
    opens_on: date
    closes_on: date
    state: Literal["announced", "open", "closed"]


class Consultations(Schema):
    items: list[Asked]
    next: int | None


class Version(Schema):
    """A version of the draft; `sha256` is that of the file it was made from."""

    number: int
    title: str
    note: str
    sha256: str
    published_at: datetime


class Versions(Schema):
    items: list[Version]


class DraftSection(Schema):
    """`key` stays from version to version; `text` is the section's own, without its parts'."""

    key: str
    position: int
    level: int
    number: str
    title: str
    parent_key: str
    text: str


class Sections(Schema):
    items: list[DraftSection]
    next: int | None


class Quoted(Schema):
    """Words of the draft, in code points of the section's text."""

    exact: str
    start: int


class Submitted(Schema):
    """A text whose sender agreed to show it, personal data masked. `section` "": the whole draft.
    `stance` and `change_type` are what the sender ticked, if anything."""

    id: int
    version: int
    section: str
    quote: Quoted | None
    text: str
    stance: str
    change_type: str
    channel: str
    received_on: date
    seal: str


class Submissions(Schema):
    items: list[Submitted]
    next: int | None


class Synthesized(Schema):
    """The last published synthesis. Four counts that are never mixed: texts received, these with
    their multiplicity, people behind them where known, opinions (points) found."""

    number: int
    version: int
    made_at: datetime
    published_at: datetime
    engine: str
    submissions: int
    tallied: int
    people: int | None
    opinions: int
    families: int


class Themed(Schema):
    code: str
    position: int
    section: str
    label: str
    opinions: int
    submissions: int
    families: int
    is_minority: bool


class Themes(Schema):
    items: list[Themed]
    next: int | None


class Stated(Schema):
    """A sentence of the report; `count` of `base`, both in `unit`. `evidence`: how many opinions
    stand behind it; each is listed under the sentence's code."""

    code: str
    position: int
    section: str
    theme: str | None
    text: str
    quantifier: str
    count: int
    base: int
    unit: str
    evidence: int


class Statements(Schema):
    items: list[Stated]
    next: int | None


class Proof(Schema):
    """A point in a submission, code points `[start, end)` of the text as received."""

    submission: int
    ordinal: int
    start: int
    end: int
    is_quoted: bool


class Proofs(Schema):
    items: list[Proof]
    next: int | None


class Answered(Schema):
    """An answer to themes or to single submissions. `disposition`: agrees, accepted, partly,
    explained, unanswered or escalated."""

    id: int
    disposition: str
    text: str
    published_at: datetime
    themes: list[str]
    submissions: list[int]


class Responses(Schema):
    items: list[Answered]
    next: int | None


class SealedDay(Schema):
    day: date
    size: int
    root: str
    previous: str


class OfConsultation(Schema):
    slug: str
    title: str
    address: str


class Roots(Schema):
    """danvan.roots/1: the fingerprints of the days; `chain` seals them all."""

    schema_: Literal["danvan.roots/1"] = Field(alias="schema")
    consultation: OfConsultation
    days: list[SealedDay]
    chain: str


class Opinion(Schema):
    """One opinion. `quote`: words of the section, copied; `start` where they stand in its text."""

    text: Text = ""
    section: SectionKey = ""
    quote: Text = ""
    start: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    replacement: Text = ""
    stance: StanceSaid = ""
    change_type: ChangeSaid = ""


class Sending(Schema):
    """One sending, kept whole or not at all. `version`: the one that was read; another one being
    asked about now, nothing is kept."""

    opinions: Annotated[list[Opinion], Field(min_length=1, max_length=MOST)]
    version: Annotated[int, Field(ge=1, le=32767)] | None = None
    may_publish: bool = False


class Received(Schema):
    """The receipt's code: the only way back to what was sent. Show it; it is kept nowhere."""

    code: str
    version: int


class ImportRow(Schema):
    """A text that an office collected. `count`: for how many submissions it stands."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    received_on: date
    channel: ChannelSaid
    section: SectionKey = ""
    group: Short = ""
    office: Long = ""
    source: Long = ""
    count: Many = 1
    people: Many | None = None
    replacement: Text = ""
    stance: StanceSaid = ""
    change_type: ChangeSaid = ""


class Import(Schema):
    rows: Annotated[list[ImportRow], Field(min_length=1, max_length=ROWS)]


class Imported(Schema):
    """The intake's number and how many rows it holds."""

    intake: int
    rows: int
