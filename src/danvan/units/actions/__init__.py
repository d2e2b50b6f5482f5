"""What admins do to the tree, to officers and to terms."""

from danvan.units.actions.importing import import_successions, import_units
from danvan.units.actions.links import assign_function, succeed
from danvan.units.actions.officers import (
    Opened,
    appoint,
    close_account,
    open_account,
    relieve,
    reset_password,
    reset_second_factor,
    set_own_password,
    take_on,
)
from danvan.units.actions.terms import open_term, record_congress
from danvan.units.actions.tree import close_unit, found_unit, move_unit, rename_unit

__all__ = [
    "Opened",
    "appoint",
    "assign_function",
    "close_account",
    "close_unit",
    "found_unit",
    "import_successions",
    "import_units",
    "move_unit",
    "open_account",
    "open_term",
    "record_congress",
    "relieve",
    "rename_unit",
    "reset_password",
    "reset_second_factor",
    "set_own_password",
    "succeed",
    "take_on",
]
