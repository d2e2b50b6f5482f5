"""What people say is taken in as it arrived: on the public page, or by an office.

`submit` asks nobody who they are: the receipt's code is made from the key that the page carried,
so that the same sending twice has one receipt and the same code, and only its hash is kept.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from unicodedata import normalize

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from danvan.consultation.actions.masking import mask_fresh
from danvan.consultation.models import (
    Anchor,
    Consultation,
    Contact,
    DraftVersion,
    Intake,
    Receipt,
    ShownText,
    Submission,
)
from danvan.consultation.models.groups import neutral
from danvan.consultation.models.sealing import minute, seal_of
from danvan.ledger import actions as ledger
from danvan.ledger.actions import Clockwork
from danvan.ledger.models import Actor
from danvan.sense.drafts.anchors import Quote
from danvan.sense.receipts.codes import code_of, hash_of
from danvan.sense.words.fold import fold
from danvan.units.models import Unit, refuse
from danvan.work.models import Conference

LONGEST = 100_000  # characters of one text
SHORTEST_KEY = 22  # characters of a page's key
MOST = 50  # texts in one sending
AT_ONCE = 1000  # rows written in one go
SENDER = Clockwork("Người gửi, bằng mã biên nhận")


@dataclass(frozen=True)
class Said:
    """One text as its sender gave it, with what they told of it. `quote`: the words it is about.

    The fields from `count` on: of a text that an office brings in; they go before what `Through`
    says of all.
    """

    text: str
    section_key: str = ""
    quote: Quote | None = None
    replacement: str = ""
    stance: str = ""
    change_type: str = ""
    count: int = 1
    people: int | None = None
    group: str = ""
    office: str = ""
    source: str = ""
    received_on: date | None = None
    channel: str = ""
    place: Unit | None = None


@dataclass(frozen=True)
class Through:
    """How texts came: by which channel, collected by whom, on which day, from which area."""

    channel: str
    unit: Unit
    received_on: date
    place: Unit | None = None
    group: str = ""
    may_publish: bool = False
    intake: Intake | None = None
    conference: Conference | None = None


@dataclass(frozen=True)
class Sent:
    """What the sender is told: the code, shown once, and whether this was received before."""

    code: str
    receipt: Receipt
    is_new: bool


class AnotherSending(Exception):
    """The page's key was used for other words: the earlier ones were received and remain.

    `code` opens the earlier sending; who has the page's key may know it.
    """

    def __init__(self, code: str) -> None:
        super().__init__("another sending under the same key")
        self.code = code


def submit(
    *,
    consultation: Consultation,
    said: Sequence[Said],
    key: str,
    through: Through,
    at: datetime,
    contact: bytes | None = None,
    version: DraftVersion | None = None,
    masks: bool = False,
) -> Sent:
    """Takes in one sending, all of it or nothing. `key` is what the page carried, 22 or more
    characters of chance; `contact` is locked already. `version`: the published one that was read,
    where it is not the current one. `masks`: their masked texts are made with them.

    Raises ValidationError: closed, nothing said, too much; AnotherSending.
    """
    _need_open(consultation, through.received_on)
    version = version or DraftVersion.objects.current(consultation)
    version.consultation = consultation
    said = _checked(said)
    code = code_of(_chance(key))
    digest = sha256("\x1f".join(repr(each) for each in said).encode()).hexdigest()
    receipt = Receipt(
        consultation=consultation,
        code_hash=hash_of(code, settings.RECEIPT_KEY.encode()),
        digest=digest,
        made_at=minute(at),
    )
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
            rows = keep(version=version, said=said, through=through, at=at, receipt=receipt)
            if contact is not None:
                purge_on = consultation.closes_on + timedelta(days=consultation.contact_days)
                Contact.objects.create(receipt=receipt, locked=contact, purge_on=purge_on)
            if masks:
                mask_fresh(by=SENDER, rows=rows)
    except IntegrityError:  # the same key was used before, or is at once
        known = Receipt.objects.filter(code_hash=receipt.code_hash).first()
        if known is None:
            raise
    else:
        return Sent(code, receipt, is_new=True)
    if known.digest != digest:
        raise AnotherSending(code)
    return Sent(code, known, is_new=False)


@transaction.atomic
def correct(*, submission: Submission, said: Said, through: Through, at: datetime) -> Submission:
    """What its sender now says instead, of the version they spoke of before; both are kept, the
    new one counts.

    Raises ValidationError: closed, nothing said, or replaced or withdrawn already.
    """
    _need_open(submission.consultation, through.received_on)
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.removed or Submission.objects.filter(supersedes=held).exists():
        raise refuse(gettext("Góp ý này đã được sửa hoặc rút lại; hãy tải lại trang biên nhận."))
    (said,) = _checked([said])
    (row,) = keep(
        version=held.version,
        said=[said],
        through=through,
        at=at,
        receipt=held.receipt,
        supersedes=held,
    )
    ledger.write(by=SENDER, verb="correct_submission", of=row, where=_where(row))
    return row


@transaction.atomic
def withdraw(*, submission: Submission, on: date) -> None:
    """The sender takes the text back: the text is gone, its row and its count remain."""
    _take_out(submission, Submission.Removed.WITHDRAWN, on)
    ledger.write(by=SENDER, verb="withdraw_submission", of=submission, where=_where(submission))


@transaction.atomic
def purge(*, by: Actor, submission: Submission, on: date) -> None:
    """The text's time is over (the consultation's `purge_on`): taken out, its count remains."""
    _take_out(submission, Submission.Removed.PURGED, on)
    ledger.write(by=by, verb="purge_submission", of=submission, where=_where(submission))


def _where(submission: Submission) -> str:
    return submission.consultation.unit.last_path


def _take_out(submission: Submission, how: str, on: date) -> None:
    """Raises ValidationError where the text is gone already."""
    held = Submission.objects.filter(pk=submission.pk, removed="")
    emptied = {"text": "", "folded": "", "replacement": "", "salt": ""}
    if not held.update(removed=how, removed_on=on, **emptied):
        raise refuse(gettext("Góp ý này đã được rút lại trước đó."))
    ShownText.objects.filter(submission=submission).delete()


def keep(
    *,
    version: DraftVersion,
    said: Iterable[Said],
    through: Through,
    at: datetime,
    receipt: Receipt | None = None,
    supersedes: Submission | None = None,
) -> list[Submission]:
    """Writes the rows. For the actions of this room, inside their transactions and their lines."""
    anchors: dict[Quote, Anchor] = {}
    rows = [
        _row(
            version, each, through, minute(at), receipt, supersedes, _anchor(version, each, anchors)
        )
        for each in said
    ]
    return Submission.objects.bulk_create(rows, batch_size=AT_ONCE)


def _row(
    version: DraftVersion,
    said: Said,
    through: Through,
    at: datetime,
    receipt: Receipt | None,
    supersedes: Submission | None,
    anchor: Anchor | None,
) -> Submission:
    text, salt = normalize("NFC", said.text), secrets.token_hex(16)
    row = Submission(
        consultation=version.consultation,
        version=version,
        section_key=said.section_key,
        anchor=anchor,
        text=text,
        folded=fold(text),
        replacement=normalize("NFC", said.replacement),
        stance=said.stance,
        change_type=said.change_type,
        channel=said.channel or through.channel,
        unit=through.unit,
        place=said.place or through.place,
        group=neutral(said.group or through.group),
        office=said.office,
        count=said.count,
        people=said.people,
        received_on=said.received_on or through.received_on,
        entered_at=at,
        source=said.source,
        intake=through.intake,
        conference=through.conference,
        receipt=receipt,
        supersedes=supersedes,
        may_publish=through.may_publish,
        salt=salt,
    )
    row.seal = seal_of(row)
    return row


def _anchor(version: DraftVersion, said: Said, known: dict[Quote, Anchor]) -> Anchor | None:
    """The anchor of the words; opinions on the same words share one."""
    if said.quote is None:
        return None
    if said.quote not in known:
        quote = said.quote
        place = f"{quote.section_key}\x1f{quote.start}\x1f{quote.exact}"
        known[quote], _ = Anchor.objects.get_or_create(
            version=version,
            digest=sha256(place.encode()).hexdigest(),
            defaults={
                "section_key": quote.section_key,
                "exact": quote.exact,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
                "start": quote.start,
            },
        )
    return known[said.quote]


def _need_open(consultation: Consultation, on: date) -> None:
    """Raises ValidationError where it takes nothing on that day."""
    if not consultation.is_open(on):
        said = gettext("Đợt lấy ý kiến mở từ %(first)s đến hết %(last)s; nay không nhận góp ý.")
        first, last = consultation.opens_on, consultation.closes_on
        raise refuse(said % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"})


def _checked(said: Sequence[Said]) -> list[Said]:
    """Raises ValidationError: nothing to keep, or more than one sending may hold."""
    kept = [each for each in said if each.text.strip() or each.replacement.strip() or each.stance]
    if not kept:
        raise refuse(gettext("Chưa có nội dung nào; hãy viết góp ý rồi gửi."))
    if len(kept) > MOST:
        raise refuse(gettext("Mỗi lần gửi được nhiều nhất %d góp ý; hãy gửi làm nhiều lần.") % MOST)
    if any(len(each.text) > LONGEST or len(each.replacement) > LONGEST for each in kept):
        said_so = gettext("Một góp ý dài quá %d ký tự; hãy tách ra hoặc gửi kèm tệp.") % LONGEST
        raise refuse(said_so)
    return kept


def _chance(key: str) -> bytes:
    """The ten bytes that the code says; who has the page's key only can make it again."""
    if len(key) < SHORTEST_KEY:
        raise refuse(gettext("Trang góp ý đã cũ; hãy tải lại trang rồi gửi."))
    return hmac.digest(settings.RECEIPT_KEY.encode(), key.encode(), "sha256")[:10]
