"""The pages say what the program does: every setting, command, option and dependency, both ways."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from danvan.site.cli import app

ROOT = Path(__file__).parents[1]
SETTING = re.compile(r"\b(?:DANVAN_[A-Z_]+[A-Z]|DATABASE_URL)\b")
COMMAND = re.compile(r"^(?:\.venv/bin/)?danvan ([a-z][a-z-]*)", re.MULTILINE)
VERB = re.compile(r"^\./dev ([a-z]+)", re.MULTILINE)
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READMES = ("README.md", "README.vi.md")


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands() -> dict[str, TyperCommand]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group.commands


def chapters() -> dict[str, str]:
    """The chapters of docs/commands.md by command: "## `danvan NAME …`" and what follows."""
    parts = re.split(r"^## `danvan ([a-z-]+)[^\n]*\n", page("docs/commands.md"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options(command: TyperCommand) -> set[str]:
    """The long names of a command's options; of a pair of switches, both."""
    named = [p for p in command.params if isinstance(p, TyperOption) and not p.hidden]
    names = {name for p in named for name in [*p.opts, *p.secondary_opts]}
    return {name for name in names if name.startswith("--")} - {"--help"}


def test_every_setting_is_in_its_page_and_nothing_else():
    read = SETTING.findall(page("src/danvan/site/settings.py") + page("src/danvan/site/cli.py"))
    listed = re.findall(r"^\| `([A-Z_]+)` \|", page("docs/settings.md"), re.MULTILINE)
    assert sorted(listed) == sorted({*read})


def test_every_command_has_its_chapter_and_nothing_else_has():
    assert chapters().keys() == commands().keys()


def test_every_option_stands_in_its_command_s_chapter():
    said = {
        name: {*re.findall(r"`(--[a-z-]+)", text)}
        for name, text in chapters().items()
        if name != "manage"  # Django's own commands take Django's options
    }
    assert said == {name: options(commands()[name]) for name in said}


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_s_commands_exist(readme):
    blocks = "\n".join(BLOCK.findall(page(readme)))
    assert COMMAND.findall(blocks)
    assert {*COMMAND.findall(blocks)} <= commands().keys()


@pytest.mark.parametrize("readme", [*READMES, "CONTRIBUTING.md"])
def test_the_verbs_of_dev_exist(readme):
    verbs = re.search(r"for do in \(([a-z, ]+)\)", page("dev"))
    assert verbs
    used = {*VERB.findall("\n".join(BLOCK.findall(page(readme))))}
    assert used
    assert used <= {*verbs[1].split(", ")}


def direct_dependencies() -> set[str]:
    """The names in pyproject.toml: of the package, its extras, and its two groups."""
    project = tomllib.loads(page("pyproject.toml"))
    lists = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    named = [re.match(r"[\w.-]+", line) for lines in lists for line in lines]
    return {name[0] for name in named if name}


def test_every_direct_dependency_has_its_reason():
    listed = re.findall(r"^\| `([\w.-]+)` \|", page("docs/dependencies.md"), re.MULTILINE)
    assert sorted(listed) == sorted(direct_dependencies())


def imported() -> dict[str, str]:
    """Each package of others that the source imports, with one file that does.

    The peers of the benchmarks run in environments of their own and are no dependency.
    """
    found: dict[str, str] = {}
    for file in sorted((ROOT / "src").rglob("*.py")):
        if file.parent.name == "peers":
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            found |= {name.split(".")[0]: file.relative_to(ROOT).as_posix() for name in names}
    return {n: f for n, f in found.items() if n not in sys.stdlib_module_names | {"danvan"}}


def test_every_package_imported_is_a_direct_dependency():
    """What is imported is declared, not found by luck because something else brings it."""
    # An extra that is not installed is known by its own name.
    makers = {"ray": ["daft"], **packages_distributions()}  # Ray comes with Daft's own extra
    direct = direct_dependencies()
    wrong = {
        name: file
        for name, file in imported().items()
        if not {maker.lower().replace("_", "-") for maker in makers.get(name, [name])} & direct
    }
    assert wrong == {}


@pytest.mark.parametrize("where", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")))
def test_every_link_between_pages_leads_somewhere(where):
    """A picture may still be missing while the page holds its place."""
    links = re.findall(
        r"(?<!!)\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)", where.read_text("utf-8")
    )
    assert [link for link in links if not (where.parent / link).exists()] == []
