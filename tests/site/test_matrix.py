"""Every address × every role: what is not allowed is refused or not there, never half a page.

A new address without a line in MATRIX fails. Officers of the unit, of a unit above, of a neighbour
and of another province are asked; what a page holds of the unit is looked for in each answer.
"""

from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.situation.standing import stand

from danvan.consultation.actions import make_token
from danvan.ledger.actions import SYSTEM
from danvan.work.actions import Assignment, ask_extension, ask_job, assign, recur
from danvan.work.models import Recurrence

SECRET = "Việc chỉ của Tân Hưng"
OPEN, OURS, ADMINS, ANY_OFFICER, LIBRARY = "open", "ours", "admins", "officers", "library"
OUR_ADMINS = "our admins"  # those over the unit, or the officer; others of ours are refused
KEEPERS = "keepers"  # analysts and approvers of the consultation's unit; others of ours are refused
ANY_KEEPER = "any keeper"  # analysts and approvers, for their own unit; others are refused
ANY_EDITOR, OUR_EDITORS = "any editor", "our editors"  # of news; other officers are refused
NOBODY_ELSE = "nobody else"  # what one session holds for itself

# What programs read; a key opens api:take_in, no session: tests/consultation/test_api_importing.py.
API = (
    "api:api-root",
    "api:openapi-json",
    "api:consultations",
    "api:consultation",
    "api:versions",
    "api:sections",
    "api:submissions",
    "api:send",
    "api:synthesis",
    "api:themes",
    "api:statements",
    "api:evidence",
    "api:responses",
    "api:published_roots",
)

# Address name → method, who may. `ours`: the unit's officers and those above; others find nothing.
MATRIX = {
    "home": ("get", OPEN),
    "privacy": ("get", OPEN),
    "accessibility": ("get", OPEN),
    "results": ("get", OPEN),
    "health-live": ("get", OPEN),
    "health-ready": ("get", OPEN),
    "metrics": ("get", OPEN),
    "set_language": ("post", OPEN),
    "today": ("get", ANY_OFFICER),
    "search": ("get", ANY_OFFICER),
    "units:tree": ("get", ANY_OFFICER),
    "units:suggest": ("get", ANY_OFFICER),
    "units:unit": ("get", OURS),
    "units:act-for": ("post", ANY_OFFICER),
    "units:export": ("get", ANY_OFFICER),
    "units:found": ("get", OUR_ADMINS),
    "units:rename": ("get", OUR_ADMINS),
    "units:move": ("get", OUR_ADMINS),
    "units:close": ("get", OUR_ADMINS),
    "units:succeed": ("get", OUR_ADMINS),
    "units:assign": ("get", OUR_ADMINS),
    "units:congress": ("get", OUR_ADMINS),
    "units:term": ("get", OUR_ADMINS),
    "units:officers": ("get", ADMINS),
    "units:open-account": ("get", ADMINS),
    "units:officer": ("get", OUR_ADMINS),
    "units:appoint": ("get", OUR_ADMINS),
    "units:relieve": ("get", OUR_ADMINS),
    "units:reset-password": ("get", OUR_ADMINS),
    "units:close-account": ("get", OUR_ADMINS),
    "reset-second-factor": ("get", OUR_ADMINS),
    "units:import-units": ("get", ADMINS),
    "units:import-successions": ("get", ADMINS),
    "units:template-units": ("get", ANY_OFFICER),
    "units:template-successions": ("get", ANY_OFFICER),
    "units:look-units": ("get", NOBODY_ELSE),
    "units:look-successions": ("get", NOBODY_ELSE),
    "consultation:consultations": ("get", OPEN),
    "consultation:consultation": ("get", OPEN),
    "consulting:consultations": ("get", ANY_OFFICER),
    "consulting:consultation": ("get", OURS),
    "consulting:new": ("get", ANY_KEEPER),
    "consulting:amend": ("get", KEEPERS),
    "consulting:questions": ("get", KEEPERS),
    "consulting:open": ("post", KEEPERS),
    "consulting:import-version": ("get", KEEPERS),
    "consulting:version": ("get", OURS),
    "consulting:publish-version": ("post", KEEPERS),
    "consultation:whole": ("get", OPEN),
    "consultation:section": ("get", OPEN),
    "consultation:found": ("get", OPEN),
    "consultation:review": ("get", OPEN),
    "consultation:received": ("post", OPEN),
    "consultation:poster": ("get", OPEN),
    "consultation:receipt": ("get", OPEN),
    "consultation:correct": ("post", OPEN),
    "consultation:withdraw": ("post", OPEN),
    "consultation:appeal": ("post", OPEN),
    "consultation:remove-contact": ("post", OPEN),
    "consultation:roots": ("get", OPEN),
    "consultation:roots-file": ("get", OPEN),
    "consultation:receipt-file": ("get", OPEN),
    "consulting:tokens": ("get", ANY_OFFICER),
    "consulting:revoke-token": ("post", OURS),
    "consulting:retention": ("get", OURS),
    **dict.fromkeys(API, ("get", OPEN)),
    "consultation:results": ("get", OPEN),
    "consultation:results-part": ("get", OPEN),
    "consultation:statement": ("get", OPEN),
    "consultation:answers-given": ("get", OPEN),
    "consultation:results-changes": ("get", OPEN),
    "consultation:open-data": ("get", OPEN),
    "consultation:open-csv": ("get", OPEN),
    "consultation:open-json": ("get", OPEN),
    "consultation:open-parquet": ("get", OPEN),
    "consultation:open-figures": ("get", OPEN),
    "consulting:syntheses": ("get", OURS),
    "consulting:ask-synthesis": ("post", OURS),
    "consulting:publish-synthesis": ("post", KEEPERS),
    "consulting:report": ("get", OURS),
    "consulting:evidence": ("get", NOBODY_ELSE),  # there is none yet
    "consulting:compare-runs": ("get", OURS),
    "consulting:pictures": ("get", OURS),
    "consulting:pictures-points": ("get", OURS),
    "consulting:pictures-table": ("get", OURS),
    "consulting:conformance": ("get", OURS),
    "consulting:audit": ("get", OURS),
    "consulting:audit-draw": ("post", OURS),
    "consulting:audit-item": ("post", OURS),
    "consulting:synthesis-paper": ("get", NOBODY_ELSE),  # there is none yet
    "consulting:workbench": ("get", OURS),
    "consulting:queue": ("get", OURS),
    "consulting:conference": ("get", ANY_OFFICER),
    "consulting:take-in": ("get", OURS),
    "consulting:look": ("get", NOBODY_ELSE),
    "consulting:rejects": ("get", OURS),
    "consulting:tallies": ("get", OURS),
    "consulting:correct-tally": ("get", OURS),
    "consulting:policy": ("get", OURS),
    "consulting:owners": ("get", OURS),
    "consulting:disown": ("get", OURS),
    "consulting:reconciliation": ("get", OURS),
    "consulting:reconciliation-export": ("get", OURS),
    "consulting:submissions": ("get", OURS),
    "consulting:moderation": ("get", OURS),
    "consulting:moderated": ("get", OURS),
    "consulting:lift": ("post", OURS),
    "consulting:second-look": ("post", OURS),
    "consulting:open-text": ("post", OURS),
    "consulting:responses": ("get", OURS),
    "consulting:draft-response": ("get", OURS),
    "consulting:ask-response": ("get", OURS),
    "consulting:publish-responses": ("post", OURS),
    "consulting:response": ("get", OURS),
    "consulting:correct-response": ("get", OURS),
    "consulting:response-table": ("get", OURS),
    "news:articles": ("get", OPEN),
    "news:rss": ("get", OPEN),
    "news:sitemap": ("get", OPEN),
    "news:photo": ("get", OPEN),
    "news:article": ("get", OPEN),
    "news:version": ("get", OPEN),
    "news:comments": ("get", OPEN),
    "news:live": ("get", OPEN),
    "news:thread": ("get", OPEN),
    "news:like": ("post", OPEN),
    "newsroom:articles": ("get", ANY_OFFICER),
    "newsroom:new": ("get", ANY_EDITOR),
    "newsroom:preview": ("post", ANY_OFFICER),
    "newsroom:photo-file": ("get", NOBODY_ELSE),  # there is none yet
    "newsroom:article": ("get", OURS),
    "newsroom:amend": ("get", OUR_EDITORS),
    "newsroom:submit": ("post", OURS),
    "newsroom:send-back": ("post", OURS),
    "newsroom:approve": ("post", OURS),
    "newsroom:correct": ("post", OURS),
    "newsroom:photos": ("get", OUR_EDITORS),
    "newsroom:photo": ("post", NOBODY_ELSE),
    "newsroom:related": ("get", OUR_EDITORS),
    "newsroom:drop-related": ("post", NOBODY_ELSE),
    "newsroom:comments": ("get", OURS),
    "newsroom:keep-comments": ("post", OURS),
    "newsroom:show-comment": ("post", NOBODY_ELSE),
    "newsroom:lift-comment": ("post", NOBODY_ELSE),
    "ledger:lines": ("get", ANY_OFFICER),
    "ledger:export": ("get", ANY_OFFICER),
    "situation:rounds": ("get", ANY_OFFICER),
    "situation:schedules": ("get", ANY_OFFICER),
    "situation:at-once": ("get", ANY_OFFICER),
    "situation:round": ("get", OURS),
    "situation:lift": ("post", OURS),
    "situation:begin": ("post", OURS),
    "situation:report": ("get", OURS),
    "work:tasks": ("get", ANY_OFFICER),
    "work:export": ("get", ANY_OFFICER),
    "work:new": ("get", ANY_OFFICER),
    "work:task": ("get", OURS),
    "work:start": ("post", OURS),
    "work:close": ("post", OURS),
    "work:drop": ("post", OURS),
    "work:extend": ("post", OURS),
    "work:carry-over": ("post", OURS),
    "work:decide": ("post", OURS),
    "work:recurrences": ("get", ANY_OFFICER),
    "work:recur": ("get", ANY_OFFICER),
    "work:end-recurrence": ("post", OURS),
    "work:calendar": ("get", ANY_OFFICER),
    "work:mark-day": ("post", ANY_OFFICER),
    "work:load-holidays": ("post", ANY_OFFICER),
    "work:jobs": ("get", ANY_OFFICER),
    "work:check-ledger": ("post", ADMINS),
    "work:job": ("get", OURS),
    "work:follow": ("get", OURS),
    "work:cancel": ("post", OURS),
}
NO_ARGS = {"consultation:consultations", "consulting:consultations", "consulting:new"}
NO_ARGS |= {f"consultation:{of}" for of in ("receipt", "correct", "withdraw", "appeal")}
NO_ARGS |= {"consultation:remove-contact"}
NO_ARGS |= {"consulting:conference", "consulting:tokens", "consultation:receipt-file", *API[:3]}
# What an address of a consultation takes, where it is not its slug alone.
CONSULTING_ARGS: dict[str, tuple[object, ...]] = {
    "api:sections": ("chi-cua-tan-hung", 1),
    "api:evidence": ("chi-cua-tan-hung", "S1"),
    "consultation:section": ("chi-cua-tan-hung", "I"),
    "consultation:results-part": ("chi-cua-tan-hung", "I"),
    "consultation:statement": ("chi-cua-tan-hung", "S1"),
    "consulting:publish-synthesis": ("chi-cua-tan-hung", 1),
    "consulting:workbench": ("chi-cua-tan-hung", 1),
    "consulting:queue": ("chi-cua-tan-hung", 1),
    "consulting:compare-runs": ("chi-cua-tan-hung", 1),
    "consulting:pictures": ("chi-cua-tan-hung", 1),
    "consulting:pictures-points": ("chi-cua-tan-hung", 1),
    "consulting:pictures-table": ("chi-cua-tan-hung", 1, "nhom"),
    "consulting:conformance": ("chi-cua-tan-hung", 1),
    "consulting:audit": ("chi-cua-tan-hung", 1),
    "consulting:audit-draw": ("chi-cua-tan-hung", 1),
    "consulting:audit-item": ("chi-cua-tan-hung", 1),
    "consulting:synthesis-paper": ("chi-cua-tan-hung", 1, "report.pdf"),
    "consulting:report": ("chi-cua-tan-hung", 1),
    "consulting:evidence": ("chi-cua-tan-hung", 1, "S1"),
}
ROLES = ("collector", "analyst", "approver", "clerk", "editor", "admin")
NOT_HERE = {403, 404}
ANSWERED = {200, 302, 403, 422}  # 403 is a refused deed on a page one may see


def names(patterns=None, space: str = "") -> set[str]:
    found = set()
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            found.add(f"{space}{pattern.name}")
    return found


def test_every_address_has_its_line():
    library = {name for name in names() if name.startswith(("account_", "mfa_"))}
    library |= {"api:take_in"}
    assert names() - library == MATRIX.keys()


@pytest.fixture
def ours(commune, province, employ):
    """A commune, an officer of it, its task, job and extension, by the page that asks for them."""
    day = date(2020, 7, 1)
    task = assign(by=SYSTEM, what=Assignment(SECRET, commune, date(2099, 1, 1)), on=day)
    asked = ask_extension(by=SYSTEM, task=task, on=day, until=date(2099, 2, 1), reason="lũ")
    job = ask_job(by=SYSTEM, kind="work.clock", unit=commune)
    monthly = recur(
        by=SYSTEM,
        recurrence=Recurrence(title=SECRET, owner=commune, rhythm="month", day=20, begins_on=day),
    )
    officer = employ("nguoi-cua-ta", commune)
    officer.full_name = SECRET
    officer.save()
    set_up_consultation(commune)
    token, _ = make_token(by=officer, unit=commune, label=SECRET, days=9, at=timezone.now())
    CONSULTING_ARGS["consulting:revoke-token"] = (token.pk,)
    write_article(commune)
    return {
        **dict.fromkeys(
            (n for n, (_, who) in MATRIX.items() if n.startswith("units:") and who in OF_UNIT),
            commune.pk,
        ),
        **dict.fromkeys(OF_OFFICERS, officer.pk),
        "units:relieve": officer.roles.get().pk,
        **dict.fromkeys(("units:look-units", "units:look-successions"), "khong-phai-cua-ta"),
        **stand(commune, province),
        "work:decide": asked.pk,
        **dict.fromkeys(("work:job", "work:follow", "work:cancel"), job.pk),
        **dict.fromkeys(
            ("work:task", "work:start", "work:close", "work:drop", "work:extend"), task.pk
        ),
        "work:carry-over": task.pk,
        "work:end-recurrence": monthly.pk,
    }


SLUG = "chi-cua-tan-hung"


def write_article(commune) -> None:
    """One that only its office sees, not handed in yet; and another, to be handed in."""
    from danvan.news.actions import Text, write

    text = Text("Tin", SECRET, SECRET)
    made = write(by=SYSTEM, unit=commune, text=text, at=timezone.now()).article
    other = write(by=SYSTEM, unit=commune, text=text, at=timezone.now()).article
    of_one = {n: (made.pk,) for n in MATRIX if n.startswith("newsroom:")}
    of_one |= {f"newsroom:{name}": (other.pk,) for name in ("submit", "send-back", "approve")}
    of_two = ("photo", "drop-related", "show-comment", "lift-comment")
    no_args = dict.fromkeys(("articles", "new", "preview"), ())
    given = {**dict.fromkeys(of_two, (made.pk, 1)), **no_args, "photo-file": ("a", 480, "webp")}
    public = dict.fromkeys(("article", "comments", "live"), (made.slug,))
    public |= dict.fromkeys(("version", "thread", "like"), (made.slug, 1))
    public |= {"articles": (), "rss": (), "sitemap": (), "photo": ("a", 480, "webp")}
    NEWS_ARGS.update(of_one)
    NEWS_ARGS.update({f"newsroom:{name}": args for name, args in given.items()})
    NEWS_ARGS.update({f"news:{name}": args for name, args in public.items()})


NEWS_ARGS: dict[str, tuple[object, ...]] = {}


def set_up_consultation(commune) -> None:
    """One that only its office sees; the public finds nothing under its address."""
    from danvan.consultation.actions import Terms, import_version, set_up
    from danvan.consultation.models import Synthesis
    from danvan.sense.records import Draft, Section

    terms = Terms(SECRET, date(2020, 6, 1), date(2099, 1, 1))
    made = set_up(by=SYSTEM, unit=commune, terms=terms, slug=SLUG)
    draft = Draft(SECRET, (Section("I", 1, "I", SECRET, None, SECRET),))
    version = import_version(
        by=SYSTEM, consultation=made, draft=draft, source="a", sha256="a" * 64, at=timezone.now()
    )
    at = timezone.now()  # done, and nothing was found
    Synthesis.objects.create(consultation=made, version=version, number=1, asked_at=at, made_at=at)
    of_version = ("consulting:version", "consulting:publish-version")
    CONSULTING_ARGS.update(dict.fromkeys(of_version, (SLUG, version.pk)))
    cell = {"unit": commune, "channel": "sheet"}
    tally = made.tallies.create(**cell, position="agree", count=1, counted_on=date(2020, 6, 1))
    owner = made.channel_owners.create(**cell, collector=commune)
    moderated_and_answered(commune, version)
    CONSULTING_ARGS["consulting:look"] = (SLUG, "khong-phai-cua-ta")
    CONSULTING_ARGS["consulting:rejects"] = (SLUG, 1)
    CONSULTING_ARGS["consulting:correct-tally"] = (SLUG, tally.pk)
    CONSULTING_ARGS["consulting:disown"] = (SLUG, owner.pk)


def moderated_and_answered(commune, version) -> None:
    """A text of the consultation that is hidden, and a draft that answers it."""
    from danvan.consultation.actions import Answer, Said, Through, draft_response, hide, keep

    on = date(2020, 7, 1)
    way = Through("conference", commune, on)
    (row,) = keep(version=version, said=[Said(SECRET)], through=way, at=timezone.now())
    hide(by=SYSTEM, submission=row, reason="personal", note=SECRET, on=on)
    answer = Answer("accepted", SECRET, submissions=[row])
    response = draft_response(
        by=SYSTEM, consultation=version.consultation, answer=answer, at=timezone.now()
    )
    of_text = ("moderated", "lift", "second-look", "open-text")
    CONSULTING_ARGS.update({f"consulting:{name}": (SLUG, row.pk) for name in of_text})
    of_answer = ("response", "correct-response")
    CONSULTING_ARGS.update({f"consulting:{name}": (SLUG, response.pk) for name in of_answer})
    CONSULTING_ARGS["consulting:response-table"] = (SLUG, "xlsx")


OF_UNIT = {OURS, OUR_ADMINS, KEEPERS, OUR_EDITORS}
OF_OFFICERS = (
    "units:officer",
    "units:appoint",
    "units:reset-password",
    "units:close-account",
    "reset-second-factor",
)


def address(name: str, ours: dict[str, int]) -> str:
    if name.startswith(("consultation:", "consulting:", "api:")) and name not in NO_ARGS:
        return reverse(name, args=CONSULTING_ARGS.get(name, (SLUG,)))
    if name in NEWS_ARGS:
        return reverse(name, args=NEWS_ARGS[name])
    return reverse(name, args=[ours[name]] if name in ours else [])


def content(answer) -> str:
    if answer.streaming:
        return "" if answer.is_async else b"".join(answer.streaming_content).decode()
    return answer.content.decode()


@pytest.fixture
def asks(client, ours):
    def ask(name, officer=None):
        method, _ = MATRIX[name]
        if officer is None:
            client.logout()
        else:
            client.force_login(officer)
        return getattr(client, method)(address(name, ours))

    return ask


@pytest.fixture
def two_factors(monkeypatch):
    """As if every officer had set up what the door asks for; tests/site/test_gate.py asks it."""
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)


def test_who_has_no_account_sees_what_is_public(asks):
    for name, (_, who) in MATRIX.items():
        answer = asks(name)
        if who == OPEN:
            assert answer.status_code in {200, 302, 404, 422}, name  # not open yet; no code
        else:
            assert answer.url.startswith("/dieu-hanh/tai-khoan/login/"), name
        assert SECRET not in content(answer), name


def test_an_account_without_a_role_opens_nothing(asks):
    from danvan.units.models import Officer

    nobody = Officer.objects.create(username="cu", full_name="Không vai trò")
    for name, (_, who) in MATRIX.items():
        answer = asks(name, nobody)
        assert who == OPEN or answer.status_code == 403, name
        assert SECRET not in content(answer), name


@pytest.mark.usefixtures("two_factors")
@pytest.mark.parametrize("role", ROLES)
def test_a_stranger_and_a_neighbour_find_nothing_of_ours(
    role, asks, employ, other_province, neighbour
):
    for officer in (employ("la", other_province, role), employ("ben", neighbour, role)):
        for name, (_, who) in MATRIX.items():
            answer = asks(name, officer)
            assert who not in OF_UNIT or answer.status_code in NOT_HERE, name
            assert SECRET not in content(answer), name


@pytest.mark.usefixtures("two_factors")
@pytest.mark.parametrize("role", ROLES)
def test_officers_of_the_unit_and_above_are_answered(role, asks, employ, commune, province):
    for officer in (employ("xa-ta", commune, role), employ("tinh-ta", province, role)):
        for name, (method, who) in MATRIX.items():
            answer = asks(name, officer)
            if who == OPEN:  # what is not open to the public yet is not there for anybody
                assert answer.status_code in ANSWERED | {404}, name
                continue
            assert answer.status_code in (NOT_HERE if who == NOBODY_ELSE else ANSWERED), name
            if method == "get" and who in {KEEPERS, ANY_KEEPER}:
                may = role in {"analyst", "approver"}
                assert answer.status_code == (200 if may else 403), name
            if method == "get" and who in {ANY_EDITOR, OUR_EDITORS}:
                assert answer.status_code == (200 if role == "editor" else 403), name
            if method == "get" and who in {OURS, ANY_OFFICER}:
                assert answer.status_code == 200, name
            if who in {ADMINS, OUR_ADMINS}:
                assert (answer.status_code in {200, 302}) == (role == "admin"), name


@pytest.mark.usefixtures("two_factors")
def test_the_unit_s_own_officer_sees_the_secret(asks, employ, commune):
    """So that the tests above can fail."""
    assert SECRET in content(asks("work:task", employ("xa-ta", commune)))
    assert SECRET in content(asks("units:officers", employ("qt-ta", commune, "admin")))


@pytest.mark.usefixtures("two_factors")
def test_a_role_that_has_ended_opens_nothing(asks, employ, commune):
    officer = employ("het-han", commune)
    officer.roles.update(valid_to=date(2021, 1, 1))

    assert asks("work:task", officer).status_code == 403
