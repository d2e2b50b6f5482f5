"""Pages about units and officers."""

from danvan.units.views.changes import change
from danvan.units.views.importing import choose, look, template
from danvan.units.views.officers import (
    account,
    appoint,
    close_account,
    officers,
    open_account,
    relieve,
    reset_password,
)
from danvan.units.views.suggesting import suggest
from danvan.units.views.tree import act_for, export, tree, unit

__all__ = [
    "account",
    "act_for",
    "appoint",
    "change",
    "choose",
    "close_account",
    "export",
    "look",
    "officers",
    "open_account",
    "relieve",
    "reset_password",
    "suggest",
    "template",
    "tree",
    "unit",
]
