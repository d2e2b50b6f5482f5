"""The workbench of a synthesis: themes and their opinions, changed step by step, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from danvan.consultation import actions
from danvan.consultation.forms import workbench as told
from danvan.consultation.models import Synthesis
from danvan.consultation.models.bench import OPEN_LANES, Bench, BenchTheme
from danvan.consultation.queries import syntheses
from danvan.consultation.queries import workbench as queries
from danvan.consultation.views.keeping import one, status_of
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in

UNDO = "hoan-tac"


@dataclass(frozen=True)
class Desk:
    """What lies open: the synthesis as it stands, a section, its themes, and one of these; `theme`
    is None where the section has none. `place.theme` is what the address asked for."""

    officer: Officer
    synthesis: Synthesis
    bench: Bench
    place: told.Place
    sections: list[queries.Branch]
    themes: list[BenchTheme]
    theme: BenchTheme | None

    @property
    def after_this(self) -> str:
        """The code of the theme that is read next when this one leaves the section."""
        codes = [theme.code for theme in self.themes]
        rest = codes[codes.index(self.place.theme) + 1 :] if self.place.theme in codes else []
        return (rest or [""])[0]


@require_http_methods(["GET", "POST"])
def workbench(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The themes of a section and the opinions of one; `viec` says which step was pressed."""
    officer = signed_in(request)
    synthesis = _synthesis(officer, slug, number)
    if synthesis.made_at is None:
        return _not_done(request, slug)
    looking = told.Looking(request.GET)
    desk = _desk(officer, synthesis, looking.place())
    if request.method == "GET":
        return _shown(request, desk, _sheets(desk))
    step = request.POST.get("viec", "")
    if step == UNDO:
        return _undo(request, desk.officer, synthesis)
    if step not in STEPS:
        raise Http404
    if desk.theme is None or desk.theme.code != looking.place().theme:
        messages.error(request, gettext("Nhóm này không còn nữa; hãy chọn nhóm khác."))
        return redirect(request.path + told.Place(section=desk.place.section).address())
    sheets = _sheets(desk, step, request.POST)
    goes: list[told.Place] = []

    def act() -> None:
        goes.append(STEPS[step].act(desk, sheets[step].cleaned_data))

    if tried(sheets[step], act):
        messages.success(request, str(STEPS[step].said))
        return redirect(request.path + goes[0].address())
    return _shown(request, desk, sheets, sheets[step])


@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Opinions about no known section, each with the sections that the engine thought of."""
    officer = signed_in(request)
    synthesis = _synthesis(officer, slug, number)
    if synthesis.made_at is None:
        return _not_done(request, slug)
    if request.POST.get("viec") == UNDO:
        return _undo(request, officer, synthesis)
    desk = _desk(officer, synthesis, told.Looking(request.GET).place())
    form = told.Placing(request.POST or None, among=_elsewhere(desk, ""))

    def act() -> None:
        actions.place_opinions(by=officer, synthesis=synthesis, at=now(), **form.cleaned_data)

    if request.method == "POST" and tried(form, act):
        messages.success(request, gettext("Đã xếp mục cho ý kiến."))
        return redirect(request.get_full_path())
    listed = queries.unplaced(officer=officer, bench=desk.bench, after=desk.place.after)
    context = {**_stands(desk), "listed": listed, "wrong": form, "on_queue": True}
    return render(request, "consultation/workbench_queue.html", context, status=status_of(form))


@dataclass(frozen=True)
class Step:
    """What a button does: the deed, which says where one goes on, and the sentence when done."""

    act: Callable[[Desk, dict[str, Any]], told.Place]
    said: Any


def _rename(desk: Desk, given: dict[str, Any]) -> told.Place:
    actions.rename_theme(**_on(desk), theme=desk.place.theme, **given)
    return desk.place


def _merge(desk: Desk, given: dict[str, Any]) -> told.Place:
    actions.merge_themes(**_on(desk), theme=desk.place.theme, **given)
    return told.Place(desk.place.section, given["target"])


def _split(desk: Desk, given: dict[str, Any]) -> told.Place:
    actions.split_theme(**_on(desk), theme=desk.place.theme, **given)
    return desk.place


def _move(desk: Desk, given: dict[str, Any]) -> told.Place:
    actions.move_opinions(**_on(desk), **given)
    return desk.place


def _send(desk: Desk, given: dict[str, Any]) -> told.Place:
    actions.send_theme(**_on(desk), theme=desk.place.theme, **given)
    return told.Place(desk.place.section, desk.after_this)


def _mark(desk: Desk, given: dict[str, Any]) -> told.Place:
    actions.mark_theme(**_on(desk), theme=desk.place.theme, **given)
    return desk.place


def _pin(desk: Desk, given: dict[str, Any]) -> told.Place:
    actions.pin_opinion(**_on(desk), **given)
    return desk.place


STEPS = {
    "rename": Step(_rename, gettext_lazy("Đã đổi tên nhóm.")),
    "merge": Step(_merge, gettext_lazy("Đã gộp hai nhóm.")),
    "split": Step(_split, gettext_lazy("Đã tách thành nhóm mới.")),
    "move": Step(_move, gettext_lazy("Đã chuyển các ý kiến đã chọn.")),
    "send": Step(_send, gettext_lazy("Đã chuyển nhóm sang mục khác.")),
    "mark": Step(_mark, gettext_lazy("Đã đổi dấu thiểu số.")),
    "pin": Step(_pin, gettext_lazy("Đã ghim ý kiến.")),
}


def _on(desk: Desk) -> dict[str, Any]:
    return {"by": desk.officer, "synthesis": desk.synthesis, "at": now()}


def _undo(request: HttpRequest, officer: Officer, synthesis: Synthesis) -> HttpResponse:
    """Back to where one was; why not, on that page."""
    undone: list[Any] = []
    form = forms.Form(request.POST)
    if not tried(
        form, lambda: undone.append(actions.undo(by=officer, synthesis=synthesis, at=now()))
    ):
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    elif undone[0] is None:
        messages.info(request, gettext("Không còn bước nào để hoàn tác."))
    else:
        said = gettext("Đã hoàn tác bước %(number)d: %(kind)s.")
        step = {"number": undone[0].number, "kind": undone[0].get_kind_display()}
        messages.success(request, said % step)
    return redirect(request.get_full_path())


def _synthesis(officer: Officer, slug: str, number: int) -> Synthesis:
    consultation = one(officer, slug)
    found = syntheses.synthesis(officer=officer, consultation=consultation, number=number)
    if found is None:
        raise Http404
    return found


def _not_done(request: HttpRequest, slug: str) -> HttpResponse:
    messages.info(request, gettext("Bản tổng hợp này chưa xong; hãy đợi việc nền kết thúc."))
    return redirect("consulting:syntheses", slug)


def _desk(officer: Officer, synthesis: Synthesis, place: told.Place) -> Desk:
    """Where the address asks for nothing, or for what is gone, the first that there is."""
    bench = queries.bench_of(synthesis)
    sections = queries.sections(officer=officer, synthesis=synthesis, bench=bench)
    asked = bench.themes.get(place.theme)
    known = [branch.key for branch in sections]
    filled = [branch.key for branch in sections if branch.themes] or known
    section = asked.section_key if asked else place.section
    if section not in known:
        section = filled[0]
    themes = queries.themes_of(bench, section)
    theme = asked or (themes[0] if themes else None)
    place = replace(place, section=section, theme=theme.code if theme else "")
    return Desk(officer, synthesis, bench, place, sections, themes, theme)


def _sheets(
    desk: Desk, step: str = "", given: QueryDict | None = None
) -> dict[str, forms.Form | Any]:
    """A form for each step; that of `step` holds what was typed."""

    def sheet(name: str, kind: Callable[..., forms.Form], **options: Any) -> forms.Form:
        sent = given if name == step else None
        return kind(sent, auto_id=f"{name}_%s", **options)

    label = desk.theme.label if desk.theme else ""
    others = [(theme.code, theme.label) for theme in desk.themes if theme is not desk.theme]
    own = [(theme.code, theme.label) for theme in desk.themes if not theme.lane]
    return {
        "rename": sheet("rename", told.Renaming, initial={"text": label}),
        "merge": sheet("merge", told.Merging, among=[each for each in own if each in others]),
        "split": sheet("split", told.Splitting),
        "move": sheet("move", told.Moving, among=_open_to_moves(desk, dict(others))),
        "send": sheet("send", told.Sending, among=_elsewhere(desk, desk.place.section)),
        "mark": sheet("mark", told.Marking),
        "pin": sheet("pin", told.Pinning),
    }


def _open_to_moves(desk: Desk, others: dict[str, str]) -> list[tuple[str, str]]:
    lanes = {theme.code: theme.lane for theme in desk.themes}
    return [(code, name) for code, name in others.items() if lanes[code] in ("", *OPEN_LANES)]


def _elsewhere(desk: Desk, section: str) -> list[tuple[str, str]]:
    """The sections that themes and opinions can go to, without `section`."""
    return [
        (branch.key, branch.title)
        for branch in desk.sections
        if branch.key not in (section, queries.UNPLACED)
    ]


def _stands(desk: Desk) -> dict[str, Any]:
    """What both pages say of the synthesis, and whether it may be changed."""
    consultation, synthesis = desk.synthesis.consultation, desk.synthesis
    latest = queries.latest(officer=desk.officer, consultation=consultation, only=synthesis.only)
    why_not = ""
    if synthesis.published_at:
        why_not = gettext("Bản này đã công bố, không sửa nữa; hãy tổng hợp lại rồi sửa bản mới.")
    elif latest != synthesis:
        why_not = gettext("Đã có bản tổng hợp mới hơn; bản này chỉ để đọc.")
    elif not desk.officer.has_role(*actions.KEEPERS, path=consultation.unit.last_path):
        why_not = gettext("Người tổng hợp và người duyệt của đơn vị lấy ý kiến mới sửa được.")
    history = queries.history(officer=desk.officer, synthesis=synthesis)
    return {
        "consultation": consultation,
        "synthesis": synthesis,
        "latest": latest,
        "why_not": why_not,
        "may_edit": not why_not,
        "history": history,
        "steps": sum(step.undone_at is None for step in history),
        "place": desk.place,
        "here": desk.place.address(),
    }


def _shown(
    request: HttpRequest,
    desk: Desk,
    sheets: dict[str, Any],
    wrong: forms.Form | None = None,
) -> HttpResponse:
    """The page; `wrong` is the form that was refused, with what was typed and ticked."""
    place = desk.place
    listed = queries.page_of(
        officer=desk.officer, bench=desk.bench, theme=place.theme, after=place.after,
        words=place.words, stance=place.stance,
    )  # fmt: skip
    ticked = request.POST.getlist("opinions")
    context = {
        **_stands(desk),
        "sections": desk.sections,
        "themes": desk.themes,
        "theme": desk.theme,
        "listed": listed,
        "forms": sheets,
        "wrong": wrong,
        "may_merge": len(sheets["merge"].fields["target"].choices) > 1,
        "chosen": {int(pk) for pk in ticked if pk.isdecimal() and len(pk) < 19},
        "looking": told.Looking(
            initial={"muc": place.section, "nhom": place.theme, "tim": place.words,
                     "thai_do": place.stance}
        ),
        "unplaced": sum(
            branch.opinions for branch in desk.sections if branch.key == queries.UNPLACED
        ),
    }  # fmt: skip
    return render(request, "consultation/workbench.html", context, status=status_of(wrong))
