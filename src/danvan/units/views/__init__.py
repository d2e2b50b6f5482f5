"""Pages about units and officers."""

from danvan.units.views.changes import (
    assign,
    close,
    congress,
    found,
    move,
    rename,
    succeed,
    term,
)
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
from danvan.units.views.tree import act_for, export, tree, unit

__all__ = [
    "account",
    "act_for",
    "appoint",
    "assign",
    "choose",
    "close",
    "close_account",
    "congress",
    "export",
    "found",
    "look",
    "move",
    "officers",
    "open_account",
    "relieve",
    "rename",
    "reset_password",
    "succeed",
    "template",
    "term",
    "tree",
    "unit",
]
