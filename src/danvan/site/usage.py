"""A command asked for in a way it does not know: one Vietnamese sentence and exit code 2."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from rich.console import Console
from typer.core import TyperGroup
from typer.exceptions import TyperException

UNUSABLE, STOPPED = 2, 130
UNKNOWN = re.compile(r"No such command '(.*?)'")
CHOICES = re.compile(r"is not one of (.*?)\.?$")
EXTRA = re.compile(r"unexpected extra arguments? *(?:\(s\) *)?\((.*)\)")


class Desk(TyperGroup):
    """The commands; what the parser refuses is said as every other refusal is."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """As the parser's own: it ends the program unless `standalone_mode` is off."""
        alone = extra.get("standalone_mode", True)
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except TyperException as wrong:
            if not alone:
                raise
            if not hasattr(wrong, "exit_code"):  # stopped by the user at a question
                sys.exit(STOPPED)
            console = Console(stderr=True, highlight=False, soft_wrap=True)
            console.print(sentence(wrong), markup=False)
            sys.exit(UNUSABLE)
        if not alone:
            return code
        sys.exit(code if isinstance(code, int) else 0)


def sentence(wrong: TyperException) -> str:
    """What is wrong, and where to read how it is done; for no command at all, the help itself."""
    kind = type(wrong).__name__
    if kind == "NoArgsIsHelpError":
        return str(wrong)
    context = getattr(wrong, "ctx", None)
    asked = [context.info_name] if context and context.parent else []
    command = " ".join(["danvan", *asked])
    cause = CAUSES.get(kind, other)(wrong)
    return f"{command}: {cause}; xem cách dùng: {command} --help."


def missing(wrong: Any) -> str:
    return f"thiếu {name_of(wrong)}"


def no_option(wrong: Any) -> str:
    near = ", ".join(sorted(wrong.possibilities or ()))
    return f"không có tùy chọn {wrong.option_name}" + (f" (gần nhất: {near})" if near else "")


def no_value(wrong: Any) -> str:
    return f"{wrong.option_name} cần một giá trị đi kèm"


def bad_value(wrong: Any) -> str:
    choices = CHOICES.search(wrong.message)
    wanted = f" (chọn một trong: {choices[1]})" if choices else ""
    return f"{name_of(wrong)} có giá trị không dùng được{wanted}"


def other(wrong: Any) -> str:
    if found := UNKNOWN.search(str(wrong)):
        return f"không có lệnh {found[1]}"
    if found := EXTRA.search(str(wrong)):
        return f"thừa {found[1]}"
    return "các tham số không dùng được"


def name_of(wrong: Any) -> str:
    """An option as it is typed, an argument in capitals as the help shows it."""
    if wrong.param is None:
        return "tham số"
    typed = [name for name in wrong.param.opts if name.startswith("-")]
    return str(typed[0]) if typed else str(wrong.param.name).upper()


CAUSES: dict[str, Callable[[Any], str]] = {
    "MissingParameter": missing,
    "NoSuchOption": no_option,
    "BadOptionUsage": no_value,
    "BadParameter": bad_value,
}
