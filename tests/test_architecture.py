"""The rules of the house that import-linter cannot see. Each test is one rule."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, JSONField, Model

ROOT = Path(__file__).parents[1] / "src" / "danvan"
RANK = {"ledger": 0, "units": 1, "work": 2}
RANK |= dict.fromkeys(("consultation", "situation", "exemplars", "news"), 3)

# Models that belong to a parent and are only reached through it: "child": "parent".
PARTS = {"ledger.Tip": "ledger.Entry"}

# What people say to us. Nothing on these, nor on what they point at, may be a person's.
VOICES = {"consultation.Submission", "consultation.Opinion"}

# Queries that are themselves a gate.
GATES = {"units.queries.signed_in", "consultation.queries.bearer"}

# Actions without an actor, and what stands in for the ledger's line.
SILENT = {
    "consultation.actions.submit": "nobody is asked who they are; the receipt is the trace",
    "consultation.actions.correct": "the sender acts, by the receipt's code; the line says so",
    "consultation.actions.withdraw": "the sender acts, by the receipt's code; the line says so",
    "consultation.actions.keep": "rows of one sending; the action that takes it in leaves the line",
    "consultation.actions.mask": "made from texts by a program; how its job ends leaves the line",
    "consultation.actions.remove_contact": "the sender acts, by the code; the line says so",
    "consultation.actions.appeal": "the sender acts, by the receipt's code; the line says so",
    "news.actions.post": "nobody is asked who they are; the comment is the trace",
    "news.actions.like": "a mark that leads nowhere; a line would tell when somebody liked what",
    "news.actions.unlike": "as for a like",
    "work.actions.claim_job": "a worker's hold is on the row; how the job ends leaves the line",
    "work.actions.release_job": "a worker's hold given back; how the job ends leaves the line",
    "work.actions.beat_job": "progress, many times a minute",
    "work.actions.keep_job": "a sign of life, some times a minute",
}

# Every column that holds something about a person, or points at one, and why it may.
# A new line here is a decision about people's privacy: it needs its reason and a second reader.
PERSON_FIELDS = {
    "units.Officer.username": "an officer's sign-in",
    "units.Officer.password": "an officer's sign-in",
    "units.Officer.full_name": "officers act in public under their own name",
    "units.Officer.email": "password recovery and reminders to officers",
    "units.RoleAssignment.officer": "which officer holds the role",
    "ledger.Entry.actor": "the officer who acted, by number; never a citizen",
    "news.ArticleVersion.byline": "the name that an article bears in public",
    "consultation.AuditReading.officer": "two readings of an opinion are of two officers",
    "consultation.ImportToken.officer": "whose roles a program of the office acts with",
}
PERSON = re.compile(
    r"(^|_)(name|fullname|phone|tel|mobile|e?mail|address|birth|born|age|gender|sex|ip|agent|device"
    r"|cookie|session|cccd|cmnd|passport|identity|person|people|citizen|sender|author|member|user"
    r"|username|password|officer|actor|owner_of|latitude|longitude)(_|$)"
)
# Words that no column about anything may carry: the system keeps no such thing.
NEVER = re.compile(
    r"religio|ton_giao|ethnic|dan_toc|politic|party_member|dang_vien|loyal|attitude|sentiment|suspect"
    r"|ideolog|hostil|blacklist|watch_?list|reputation|risk_score|dossier"
)
# Columns whose shape no rule can look into, and what may be in them.
OPEN_FIELDS: dict[str, str] = {
    "consultation.Synthesis.only": "channels, a unit, first and last day",
    "consultation.Theme.stances": "opinions by stance",
    "consultation.Theme.days": "opinions by day",
    "consultation.Synthesis.rules": "quantity words, treatments of channels, counts by reason",
}
# Names that the pattern above would take for a person's: things, places, papers.
NOT_PERSONS = {
    "units.UnitVersion.name",
    "units.UnitVersion.short_name",
    "consultation.Submission.people",  # how many stand behind a text
    "consultation.Synthesis.people",
    "situation.ReportFile.file_name",
}


def room_files(*names: str) -> Iterator[Path]:
    """The Django rooms' files; with names, only those (`views.py`, or any file in `views/`)."""
    for room in RANK:
        for file in sorted((ROOT / room).rglob("*.py")):
            parts = {file.stem, *file.relative_to(ROOT).parts}
            if not names or parts & {*names}:
                yield file


def here(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def walk(file: Path) -> Iterator[ast.AST]:
    yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


Models = dict[str, type[Model]]
Columns = dict[str, Field]


def rooms_models() -> Models:
    every = {f"{model._meta.app_label}.{model.__name__}": model for model in apps.get_models()}
    return {name: model for name, model in every.items() if name.split(".")[0] in RANK}


@pytest.fixture
def models() -> Models:
    """The rooms' models by name. The rules about them begin with the first one."""
    return rooms_models() or pytest.skip("no models yet")


@pytest.fixture
def columns(models: Models) -> Columns:
    return {
        f"{name}.{field.name}": field
        for name, model in models.items()
        for field in [*model._meta.fields, *model._meta.many_to_many]
    }


# ---------------------------------------------------------------- rooms


def test_foreign_keys_point_down(columns):
    """A foreign key named by string escapes the import rules; this one sees it."""
    wrong = []
    for name, field in columns.items():
        if field.is_relation:
            other = field.related_model._meta.app_label if field.related_model else "?"
            mine = name.split(".")[0]
            if other == "?" or (other in RANK and other != mine and RANK[other] >= RANK[mine]):
                wrong.append(f"{name} -> {other}")
    assert wrong == []


def test_foreign_keys_are_real(models):
    """No generic foreign keys: the database could not keep them whole."""
    assert [n for n, m in models.items() if m._meta.private_fields] == []


@pytest.mark.parametrize("room", sorted(RANK))
def test_templates_stay_home(room):
    wrong = []
    for page in (ROOT / room / "templates").rglob("*.html"):
        names = re.findall(r'{%\s*(?:include|extends)\s+"([^"#]+)', page.read_text("utf-8"))
        wrong += [(page.name, n) for n in names if n.split("/")[0] not in {room, "site"}]
    assert wrong == []


PRIVATE = {"urls", "views", "api", "admin", "forms", "jobs", "management"}
REGISTERS = {("site/urls.py", "urls"), ("site/api.py", "api"), ("site/schedule.py", "jobs")}


# What forms of every room share: kinds of answers, and how an action's refusal stands in them.
SHARED_FORMS = ("danvan.units.forms.fields", "danvan.units.forms.trying")


def test_rooms_meet_through_models_queries_and_actions():
    """A room's pages, forms and jobs are its own; only site's three tables name them."""
    wrong = []
    for file in ROOT.rglob("*.py"):
        where = file.relative_to(ROOT).as_posix()
        for node in walk(file):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            for name in names:
                package, room, part = [*name.split("."), "", ""][:3]
                private = package == "danvan" and room in RANK and part in PRIVATE
                private &= not name.startswith(SHARED_FORMS)
                if private and where.split("/")[0] != room and (where, part) not in REGISTERS:
                    wrong.append(f"{here(file, node)} {name}")
    assert wrong == []


def test_nothing_happens_by_signal():
    """What an action sets off is written in the action."""
    signals = {"django.dispatch", "django.db.models.signals"}
    wrong = [
        here(file, node)
        for file in room_files()
        for node in walk(file)
        if isinstance(node, ast.ImportFrom) and node.module in signals
    ]
    assert wrong == []


def test_the_environment_is_read_in_one_place():
    places = {ROOT / f"site/{name}.py" for name in ("settings", "cli", "asgi")}
    wrong = [
        here(file, node)
        for file in {*ROOT.rglob("*.py")} - places
        for node in walk(file)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert wrong == []


def test_no_file_outgrows_its_room():
    ours = (f for f in ROOT.rglob("*.py") if "migrations" not in f.parts)
    sizes = {f: len(f.read_text("utf-8").splitlines()) for f in ours}
    assert [(str(f.relative_to(ROOT)), n) for f, n in sizes.items() if n > 400] == []


def test_synthesis_needs_no_django(tmp_path):
    """The main job runs without a site: nothing of Django is even loaded."""
    opinions = tmp_path / "opinions.csv"
    opinions.write_text("text\nBố cục dự thảo hợp lý\n", encoding="utf-8")
    code = (
        "import sys; from danvan.site.cli import app\n"
        f"app(['synthesize', {str(opinions)!r}, '--out', {str(tmp_path / 'out')!r}],"
        " standalone_mode=False)\n"
        "print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


# ---------------------------------------------------------------- the engine

PROJECT = tomllib.loads((ROOT.parents[1] / "pyproject.toml").read_text("utf-8"))
# The job and its two doors touch the disk; the proof reads the folder it checks; the runners start
# processes; the heads load what was learnt. Everything else in the engine is pure.
IMPURE = {"job", "intake", "folder", "proof", "runners", "heads"}


def pure_files() -> dict[Path, str]:
    """The engine's pure files, each with the name of its module."""
    sense = ROOT / "sense"
    files = {file: file.relative_to(sense).parts[0] for file in sorted(sense.rglob("*.py"))}
    modules = {file: name.removesuffix(".py") for file, name in files.items()}
    return {file: name for file, name in modules.items() if name not in IMPURE | {"__init__"}}


def test_every_pure_module_is_under_its_contract():
    """A stage that the contract on disk, clock, network and chance does not name escapes it."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    pure = next(c for c in contracts if c["name"].startswith("A stage touches no disk"))
    named = {module.removeprefix("danvan.sense.") for module in pure["source_modules"]}
    assert named == {*pure_files().values()}


CLOCK = {"now", "utcnow", "today"}
DISK = {"load", "save", "savez", "loadtxt", "savetxt", "fromfile", "tofile", "memmap"}
SEEDED = {"default_rng", "Generator", "PCG64", "SeedSequence"}


def impure(node: ast.AST) -> bool:
    """A call that reaches the disk, the clock or chance without an import that would show it."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "open"
    if not isinstance(node.func, ast.Attribute):
        return False
    name, owner = node.func.attr, ast.unparse(node.func.value)
    if owner in {"np.random", "numpy.random"}:
        return name not in SEEDED or not (node.args or node.keywords)
    return (
        (name in DISK and owner in {"np", "numpy"})
        or (name in CLOCK and owner.split(".")[-1] in {"datetime", "date"})
        or name in {"read_text", "read_bytes", "write_text", "write_bytes"}
    )


def test_a_stage_touches_nothing_by_a_bare_call():
    """What import-linter cannot see: `open`, numpy's own files, a generator without a seed."""
    assert [here(file, n) for file in pure_files() for n in walk(file) if impure(n)] == []


# ---------------------------------------------------------------- writes

WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create"}
WRITES |= {"update_or_create"}
WRITES |= {"a" + verb for verb in WRITES}


def writes(node: ast.AST) -> bool:
    """A call that changes rows. `x.update(a=1)` is a queryset's; a dict is written `x |= {…}`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    verb = node.func.attr
    return verb in WRITES or (
        verb in {"update", "aupdate"} and not node.args and len(node.keywords) > 0
    )


def test_only_actions_write():
    allowed = {*room_files("actions"), *room_files("migrations")}
    wrong = [here(f, n) for f in room_files() if f not in allowed for n in walk(f) if writes(n)]
    assert wrong == []


def functions(file: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The public functions at the top of a room's file, as `room.file.name`."""
    room, *rest = file.relative_to(ROOT).parts
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield f"{room}.{Path(rest[0]).stem}.{node.name}", node


def handed_on(function: ast.FunctionDef, name: str) -> bool:
    """Whether the function passes its own argument on to another call: `name=name`."""
    return any(
        k.arg == name and isinstance(k.value, ast.Name) and k.value.id == name
        for n in ast.walk(function)
        if isinstance(n, ast.Call)
        for k in n.keywords
    )


def test_every_action_says_by_whom():
    """`ledger.write(by=by, …)`, or another action called with `by=by`, stands in every action."""
    wrong = [
        name
        for file in room_files("actions")
        for name, action in functions(file)
        if name not in SILENT and not name.startswith("ledger.") and not handed_on(action, "by")
    ]
    assert wrong == []


# ---------------------------------------------------------------- who sees what

READS = {"objects", "_default_manager", "_base_manager", "raw", "cursor"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}


def test_pages_ask_queries():
    """Views and the API never reach for rows themselves, so none can forget who is asking."""
    wrong = []
    for file in room_files("views", "api"):
        for node in walk(file):
            name = getattr(node, "attr", None) or getattr(node, "id", None)
            if name in (READS if isinstance(node, ast.Attribute) else SHORTCUTS):
                wrong.append(f"{here(file, node)} {name}")
    assert wrong == []


def names_its_reader(query: ast.FunctionDef) -> bool:
    """Either the query takes an officer and asks `visible_to`, or it asks `published`.

    Handing the officer on to another query counts as asking.
    """
    takes = {a.arg for a in [*query.args.args, *query.args.kwonlyargs]}
    calls = [n.func for n in ast.walk(query) if isinstance(n, ast.Call)]
    asked = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    if "officer" in takes:
        return "visible_to" in asked or handed_on(query, "officer")
    return "published" in asked


def test_every_query_names_its_reader():
    wrong = [
        name
        for file in room_files("queries")
        for name, query in functions(file)
        if name not in GATES and not names_its_reader(query)
    ]
    assert wrong == []


def test_every_model_can_say_to_whom_it_is_visible(models):
    silent = {
        name
        for name, model in models.items()
        if name not in PARTS and not hasattr(model._default_manager, "visible_to")
    }
    assert silent - {"units.Officer"} == set()


# ---------------------------------------------------------------- people


def points_at_a_person(field: Field) -> bool:
    return field.is_relation and field.related_model is apps.all_models["units"].get("officer")


def test_every_field_about_a_person_is_allowed_by_name(columns):
    about = {n for n, f in columns.items() if PERSON.search(f.name) or points_at_a_person(f)}
    about -= NOT_PERSONS
    assert about - PERSON_FIELDS.keys() == set(), "not allowed"
    assert PERSON_FIELDS.keys() - columns.keys() == set(), "allowed, but gone"


def test_no_field_labels_people(columns):
    assert [n for n, f in columns.items() if NEVER.search(f"{f.name} {f.column}".lower())] == []


def test_no_field_hides_its_shape(columns):
    """JSON could carry anything about anybody, so each such column is named."""
    hidden = {n for n, f in columns.items() if isinstance(f, JSONField)}
    assert hidden == OPEN_FIELDS.keys()


def test_an_opinion_leads_to_no_person(models):
    """No column of an opinion, nor of anything it points at inside its room, is a person's."""
    if not any(name.startswith("consultation.") for name in models):
        pytest.skip("no models of consultation yet")
    todo = [models[name] for name in VOICES & models.keys()]
    assert todo
    seen = set()
    while todo:
        model = todo.pop()
        seen.add(model)
        for field in model._meta.fields:
            other = field.related_model if field.is_relation else None
            if other and other._meta.app_label == "consultation" and other not in seen:
                todo.append(other)
    wrong = [
        f"{m.__name__}.{f.name}"
        for m in seen
        for f in [*m._meta.fields, *m._meta.many_to_many]
        if (PERSON.search(f.name) and f"consultation.{m.__name__}.{f.name}" not in NOT_PERSONS)
        or points_at_a_person(f)
    ]
    assert wrong == []
