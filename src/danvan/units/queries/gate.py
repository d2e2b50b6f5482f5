"""Who asks."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext

from danvan.units.models import Officer

SEAT = "danvan.seat"  # the session's key for the role in whose unit one acts


def signed_in(request: HttpRequest) -> Officer:
    """The officer who asks, acting in the unit they chose. Raises PermissionDenied for others."""
    officer = request.user
    if not isinstance(officer, Officer) or not officer.duties:
        raise PermissionDenied(gettext("Ông/bà chưa được giao vai trò nào đang có hiệu lực."))
    chosen = request.session.get(SEAT)
    for duty in officer.duties:
        if duty.pk == chosen:
            officer.seat = duty
    return officer
