"""docs/requirements.md says which test proves each requirement; these tests keep it true."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| (S\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
IDS = re.compile(r"\bS(?:[1-9]\d?|10[0-5])\b")
NOT_YET = "not yet"


def rows() -> list[tuple[str, str, str, str]]:
    """Id, requirement, room and proof of each row."""
    return ROW.findall((ROOT / "docs/requirements.md").read_text("utf-8"))


def every_test() -> dict[tuple[str, str], set[str]]:
    """Every test of the project, with the requirements that its own lines name."""
    found: dict[tuple[str, str], set[str]] = {}
    for file in (ROOT / "tests").rglob("test_*.py"):
        source = file.read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                lines = source.splitlines()[node.lineno - 1 : node.end_lineno]
                text = re.sub("noqa.*", "", "\n".join(lines))
                found[file.relative_to(ROOT).as_posix(), node.name] = {*IDS.findall(text)}
    return found


def proofs() -> set[tuple[tuple[str, str], str]]:
    """Each test that the page names, with the requirement it is named for."""
    return {(test, name) for name, _, _, proof in rows() for test in TEST.findall(proof)}


def test_every_requirement_stands_once_and_in_order():
    assert [name for name, *_ in rows()] == [f"S{number}" for number in range(1, 106)]


def test_every_requirement_has_a_room():
    rooms = {file.parent.name for file in (ROOT / "src/danvan").glob("*/__init__.py")}
    assert [(name, room) for name, _, room, _ in rows() if not {*room.split(", ")} <= rooms] == []


def test_a_proof_is_a_list_of_tests_or_not_yet():
    wrong = [
        (name, proof)
        for name, _, _, proof in rows()
        if proof != NOT_YET and TEST.sub("", proof).replace(",", "").strip()
    ]
    assert wrong == []


def test_every_test_named_exists_and_names_the_requirement():
    known = every_test()
    assert [proof for proof in proofs() if proof[1] not in known.get(proof[0], set())] == []


def test_every_test_that_names_a_requirement_is_listed():
    named = {(test, name) for test, names in every_test().items() for name in names}
    assert named - proofs() == set()
