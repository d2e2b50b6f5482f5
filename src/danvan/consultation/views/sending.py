"""Opinions looked at once more, and sent: the page is the truth, whatever scripts there are.

Nothing is kept before "send". The page carries all that was typed, and a key of chance that makes
the same sending twice one. No cookie is asked: whoever sends has no rights that another site's
page could borrow; such a page's request is shown for review, never sent.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from danvan.consultation import actions
from danvan.consultation.actions.submissions import MOST, SHORTEST_KEY
from danvan.consultation.forms import sending as forms
from danvan.consultation.models import Consultation, DraftVersion
from danvan.consultation.models.locking import locked
from danvan.consultation.queries import at_hand
from danvan.consultation.queries import drafts as queries
from danvan.consultation.views import attachments, drafts
from danvan.consultation.views.limits import limited
from danvan.papers.qr import qr_svg
from danvan.sense.drafts.anchors import find, quote_of
from danvan.sense.drafts.compare import changes
from danvan.units.models import Unit, now, today

OWN = {"same-origin", "none"}  # what a browser says of a request that our own page makes
MASK = 0  # of the QR code: seeking the best one would take longer than all of the sending
Typed = list[dict[str, str]]


@dataclass(frozen=True)
class Page:
    """A sending as it stands on the page: of which version, with which words.

    `read` is the version that its sender read, `current` the last one; `about` what they chose
    where these differ: "read", "now", or "" while they have not.
    """

    asked: Consultation
    read: DraftVersion
    current: DraftVersion
    typed: Typed
    key: str
    around: Mapping[str, Any]
    about: str = ""
    wrong: list[str] = field(default_factory=list)
    added: int = 0

    @property
    def is_stale(self) -> bool:
        return self.read.pk != self.current.pk

    @property
    def version(self) -> DraftVersion:
        """The version that the opinions will be kept with."""
        return self.current if self.about == "now" else self.read


@csrf_exempt
@require_http_methods(["GET", "POST"])
@attachments.kept_small
@limited("upload")
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """All that was typed, to be changed, added to, taken out, and sent."""
    asked = drafts.known(at_hand.consultation(slug=slug))
    if request.method == "GET":
        return shown(request, page_of(asked, {}))
    return shown(request, changed(request, page_of(asked, request.POST.dict())))


@csrf_exempt
@require_http_methods(["GET", "POST"])
@attachments.kept_small
@limited("sending")
def received(request: HttpRequest, slug: str) -> HttpResponse:
    """Sends; the answer is the receipt. The same page sent again gets the same receipt."""
    asked = drafts.known(at_hand.consultation(slug=slug))
    if request.method == "GET":
        return redirect("consultation:consultation", slug)
    page = page_of(asked, request.POST.dict())
    if request.FILES or attachments.refusal(request) or not is_from_our_page(request):
        return shown(request, changed(request, page))
    return sent(request, page)


def sent(request: HttpRequest, page: Page) -> HttpResponse:
    """The receipt, or the page again with what stands against it."""
    if page.is_stale and not page.about:
        return shown(request, page, status=422)
    entries, around = bound(page)
    if not (entries.is_valid() and around.is_valid()):
        return shown(request, page, entries, around, status=422)
    said = [form.said() for form in entries if form.has_words]
    contact = around.cleaned_data.get("contact")
    try:
        done = actions.submit(
            consultation=page.asked,
            said=said,
            key=page.key,
            through=through(page.asked, around.cleaned_data),
            at=now(),
            contact=locked(contact) if contact else None,
            version=page.version,
            masks=True,
        )
    except ValidationError as wrong:
        again = replace(page, wrong=[*page.wrong, *wrong.messages])
        return shown(request, again, entries, around, status=422)
    except actions.AnotherSending as wrong:
        return another(request, page, wrong.code)
    return receipt(request, page, done, [form.cleaned_data for form in entries if form.has_words])


def receipt(
    request: HttpRequest, page: Page, done: actions.Sent, said: list[dict[str, Any]]
) -> HttpResponse:
    """The code, shown this once; of the address that it makes, a server never sees the code."""
    address = request.build_absolute_uri(reverse("consultation:receipt"))
    context = {
        **drafts.around(page.asked, page.version),
        "done": done,
        "said": said,
        "address": address,
        "picture": qr_svg(f"{address}#{done.code}", gettext("Mã QR mở trang biên nhận"), mask=MASK),
        "key": page.key,
        "read": page.read,
    }
    return unkept(render(request, "consultation/received.html", context))


def another(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """The page's key was used already: these words wait, as a sending of their own."""
    fresh = replace(page, key=secrets.token_urlsafe(drafts.KEY))
    entries = forms.shown_entries(fresh.typed, {})
    return unkept(shown(request, fresh, entries, status=409, earlier=code))


def through(asked: Consultation, given: Mapping[str, Any]) -> actions.Through:
    place = Unit(pk=given["place"]) if given["place"] else None
    return actions.Through(
        "web",
        asked.unit,
        today(),
        place=place,
        group=given["group"],
        may_publish=given["may_publish"],
    )


def page_of(asked: Consultation, posted: Mapping[str, str]) -> Page:
    """The sending that was typed; an empty one of nothing."""
    versions = at_hand.versions(consultation=asked)
    number = posted.get("version", "")
    read = next((each for each in versions if str(each.number) == number), versions[0])
    key = posted.get("key", "")
    if not SHORTEST_KEY <= len(key) <= 100:
        key = secrets.token_urlsafe(drafts.KEY)
    about = posted.get("about", "")
    typed = forms.typed_entries(posted)
    return Page(asked, read, versions[0], typed, key, posted, about * (about in ("read", "now")))


def changed(request: HttpRequest, page: Page) -> Page:
    """What the button that was pressed asks for: one entry less, one more, or those of files."""
    typed, out = list(page.typed), request.POST.get("remove", "")
    if drafts.is_number(out) and int(out) < len(typed):
        del typed[int(out)]
    elif "add" in request.POST:
        typed.append({"section_key": request.POST.get("section", "")})
    texts, wrong = attachments.read_all(request)
    room = MOST - len(typed)
    if len(texts) > room:
        said = gettext(
            "Các tệp có %(all)d góp ý, mỗi lần gửi được nhiều nhất %(most)d; đã đưa vào %(room)d"
            " góp ý đầu."
        )
        wrong.append(said % {"all": len(texts), "most": MOST, "room": room})
    added = [{"text": text} for text in texts[:room]]
    return replace(page, typed=[*typed, *added], wrong=wrong, added=len(added))


def bound(page: Page) -> tuple[Any, forms.Around]:
    """The forms that say whether it can be kept."""
    typed = moved(page) if page.about == "now" and page.is_stale else page.typed
    around = forms.Around(page.around, places=lambda: places(page))
    return forms.sent_entries(typed, told(page, typed)), around


def places(page: Page) -> forms.Places:
    return queries.places(consultation=page.asked, on=today())


def told(page: Page, typed: Typed) -> dict[str, Any]:
    """The sections that the entries name, of the version that they are about."""
    keys = [each.get("section_key", "") for each in typed]
    found = at_hand.named_sections(version=page.version, keys=keys)
    return {key: section.as_told() for key, section in found.items()}


def moved(page: Page) -> Typed:
    """The entries with their words where they stand in the current version, where they do."""
    old, new = page.read.as_told(), page.current.as_told()
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    typed = []
    for each in page.typed:
        section, exact = before.get(each["section_key"]), each["exact"].replace("\r\n", "\n")
        start = int(each["start"]) if drafts.is_number(each["start"]) else None
        at = forms.spot(section.text, exact, start) if section and exact.strip() else None
        place = find(quote_of(section, *at), new, old) if section and at else None
        if place:
            words = after[place.section_key].text[place.start : place.end]
            each = {**each, "section_key": place.section_key, "start": str(place.start)}
            each["exact"] = words
        typed.append(each)
    return typed


def shown(
    request: HttpRequest,
    page: Page,
    entries: Any = None,
    around: forms.Around | None = None,
    *,
    status: int = 200,
    earlier: str = "",
) -> HttpResponse:
    """The page with all that was typed; `earlier`: the code of what its key sent before."""
    if entries is None:
        entries = forms.shown_entries(page.typed, {})
    if around is None:
        given = {**page.around, "may_publish": "may_publish" in page.around}
        around = forms.Around(initial=given, places=lambda: places(page))
    every = queries.contents(version=page.current)
    label(page, entries)
    context = {
        **drafts.around(page.asked, page.current),
        "page": page,
        "entries": entries,
        "form": around,
        "sections": every,
        "earlier": earlier,
        "prefix": forms.PREFIX,
        "is_posted": request.method == "POST",
        "largest": attachments.LARGEST,
        "purged_on": page.asked.closes_on + timedelta(days=page.asked.contact_days),
    }
    return render(request, "consultation/sending.html", context, status=status)


def label(page: Page, entries: Any) -> None:
    """Each entry with its section's title and, where the version changed, what changed in it."""
    keys = [form["section_key"].value() or "" for form in entries]
    read = at_hand.named_sections(version=page.read, keys=keys)
    now = at_hand.named_sections(version=page.current, keys=keys) if page.is_stale else read
    for form, key in zip(entries, keys, strict=True):
        form.title = read[key].title if key in read else now[key].title if key in now else ""
        if page.is_stale:
            before, after = (each[key].text if key in each else "" for each in (read, now))
            form.pieces = changes(before, after) if before != after else ()


def is_from_our_page(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in OWN
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def unkept(answer: HttpResponse) -> HttpResponse:
    """No copy of a page that shows a code lies about."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
