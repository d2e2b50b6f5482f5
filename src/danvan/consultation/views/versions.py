"""Versions of the draft, for officers: imported, looked at, compared, published."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path, PurePath

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.keeping import Importing
from danvan.consultation.models import Consultation, DraftVersion
from danvan.consultation.queries import keeping as queries
from danvan.consultation.views.keeping import kept, one, status_of
from danvan.papers.errors import Unreadable
from danvan.sense import intake
from danvan.sense.records import Draft
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now, refuse
from danvan.units.queries import signed_in

LARGEST = 20 << 20  # bytes of a draft


def import_version(request: HttpRequest, slug: str) -> HttpResponse:
    """A file becomes a version that only the office sees until it is published."""
    officer, found = kept(request, slug)
    form = Importing(request.POST or None, request.FILES or None)
    made: list[DraftVersion] = []

    def act() -> None:
        file, note = form.cleaned_data["file"], form.cleaned_data["note"]
        draft, sha256 = understood(file)
        made.append(
            actions.import_version(
                by=officer,
                consultation=found,
                draft=draft,
                source=PurePath(file.name).name[:250],
                sha256=sha256,
                at=now(),
                note=note,
            )
        )

    if request.method == "POST" and tried(form, act):
        messages.success(request, gettext("Đã nhập; hãy xem lại các mục rồi công bố."))
        return redirect("consulting:version", slug=slug, pk=made[0].pk)
    context = {"form": form, "consultation": found}
    return render(request, "consultation/import_version.html", context, status=status_of(form))


def understood(file: UploadedFile[bytes]) -> tuple[Draft, str]:
    """The draft in a file, and the file's SHA-256. Raises ValidationError where it is none."""
    if (file.size or 0) > LARGEST:
        raise refuse(
            gettext("Tệp lớn hơn 20 MB; hãy bỏ bớt ảnh trong dự thảo rồi chọn lại."), "file"
        )
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"du-thao{PurePath(file.name or '').suffix.lower()}"
        with copy.open("wb") as out:
            for block in file.chunks():
                digest.update(block)
                out.write(block)
        try:
            return intake.draft(copy), digest.hexdigest()
        except Unreadable as wrong:
            raise refuse(str(wrong).replace(copy.name, str(file.name)), "file") from wrong


@require_GET
def version(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One version: its sections, and what changed from the one before."""
    officer = signed_in(request)
    found = one(officer, slug)
    return shown(request, officer, found, this(officer, found, pk))


@require_POST
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    officer, found = kept(request, slug)
    here, form = this(officer, found, pk), forms.Form(request.POST)
    if tried(form, lambda: actions.publish_version(by=officer, version=here, at=now())):
        messages.success(request, gettext("Đã công bố bản lần %d.") % (here.number or 0))
        return redirect("consulting:consultation", slug=slug)
    return shown(request, officer, found, here, form)


def shown(
    request: HttpRequest,
    officer: Officer,
    found: Consultation,
    here: DraftVersion,
    wrong: forms.Form | None = None,
) -> HttpResponse:
    """The version's page; `wrong` is the form that was refused."""
    every = queries.versions(officer=officer, consultation=found)
    earlier = [v for v in every if v.published_at and v.pk < here.pk]
    chosen = [v for v in earlier if str(v.pk) == request.GET.get("tu")]
    before = next(iter([*chosen, *earlier]), None)
    context = {
        "consultation": found,
        "version": here,
        "sections": queries.sections(officer=officer, version=here),
        "before": before,
        "earlier": earlier,
        "changes": queries.changes(officer=officer, before=before, after=here) if before else [],
        "moved": queries.moved(officer=officer, version=here),
        "may_publish": officer.has_role("approver", path=found.unit.last_path),
        "form": wrong,
    }
    return render(request, "consultation/version.html", context, status=status_of(wrong))


def this(officer: Officer, found: Consultation, pk: int) -> DraftVersion:
    """Raises Http404 where the officer sees no such version."""
    here = queries.version(officer=officer, consultation=found, pk=pk)
    if here is None:
        raise Http404
    return here
