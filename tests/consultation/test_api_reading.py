"""What programs read is what the public pages show, a page at a time."""

import pytest
from tests.consultation.conftest import AT

from danvan.consultation.models import DayRoot, ShownText, Submission

ALL = "/api/v1/consultations"
ONE = f"{ALL}/van-kien-xix"


@pytest.fixture
def get(client):
    def ask(address, **given):
        answer = client.get(address, given)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    return ask


def show(*hidden):
    """As if the texts had been masked and shown."""
    for row in Submission.objects.all():
        ShownText.objects.get_or_create(
            submission=row,
            defaults={"text": f"[{row.text}]", "masks": 0, "is_hidden": row.text in hidden},
        )


def test_consultations_that_are_open(asked, get):
    (one,) = get(ALL)["items"]

    assert (one["slug"], one["state"]) == ("van-kien-xix", "open")
    assert get(ONE) == one


def test_what_is_not_open_is_not_there(version, client):
    for place in ("", "/versions", "/submissions", "/roots", "/versions/1/sections"):
        answer = client.get(ONE + place)
        assert answer.status_code == 404, place
        assert answer.json()["sentence"]
    assert client.get(ALL).json() == {"items": [], "next": None}


def test_the_draft_page_by_page(asked, get):
    (version,) = get(f"{ONE}/versions")["items"]
    assert (version["number"], version["sha256"]) == (1, "a" * 64)

    seen, after = [], -1
    while after is not None:
        page = get(f"{ONE}/versions/1/sections", after=after, most=2)
        seen += [section["key"] for section in page["items"]]
        after = page["next"]
    assert seen == ["I", "I.1", "I.2", "II", "III"]


def test_texts_are_shown_masked_and_only_those_that_are_public(send, get):
    send("riêng tư", key="a" * 22)
    send("công khai", "bị ẩn", key="b" * 22, may_publish=True, section_key="I.1")
    send("chung", key="c" * 22, may_publish=True)
    show("bị ẩn")

    page = get(f"{ONE}/submissions")
    assert [each["text"] for each in page["items"]] == ["[công khai]", "[chung]"]
    assert page["next"] is None
    assert not {"place", "group", "unit", "receipt", "salt", "entered_at"} & page["items"][0].keys()
    only = get(f"{ONE}/submissions", section="")["items"]
    assert [each["text"] for each in only] == ["[chung]"]


def test_pages_of_texts_hold_each_once(send, get):
    send(*(f"góp ý {n}" for n in range(7)), may_publish=True)
    show()
    seen, after = [], -1
    while after is not None:
        page = get(f"{ONE}/submissions", after=after, most=3)
        seen += [each["id"] for each in page["items"]]
        after = page["next"]

    assert seen == sorted(Submission.objects.values_list("pk", flat=True))


def test_before_there_is_a_synthesis_it_is_not_there(asked, client):
    for place in ("", "/themes", "/statements", "/statements/s1/evidence"):
        assert client.get(f"{ONE}/synthesis{place}").status_code == 404


@pytest.fixture
def synthesis(send, asked, version):
    """A published one: a theme of two points, a sentence that stands on both."""
    from danvan.consultation.models import Evidence, Opinion, Statement, Synthesis, Theme

    send("rác nhiều", "rác quá nhiều")
    made = Synthesis.objects.create(
        consultation=asked, version=version, number=1, asked_at=AT, made_at=AT, published_at=AT,
        submissions=2, tallied=2, opinions_count=2, families=1, engine="1",
    )  # fmt: skip
    theme = Theme.objects.create(
        synthesis=made, code="I.1/1", section_key="I.1", label="Rác", opinions_count=2,
        submissions=2, families=1, position=0,
    )  # fmt: skip
    said = Statement.objects.create(
        synthesis=made, code="s1", position=0, section_key="I.1", theme=theme, text="Hai ý kiến…",
        quantifier="Hai", count=2, base=2, unit="opinions",
    )  # fmt: skip
    for row in Submission.objects.order_by("pk"):
        point = Opinion.objects.create(
            synthesis=made, submission=row, ordinal=0, start=0, end=8, section_key="I.1",
            section_how="given", stance="propose", theme=theme,
        )  # fmt: skip
        Evidence.objects.create(statement=said, opinion=point)
    return made


def test_a_synthesis_leads_from_each_sentence_to_its_evidence(synthesis, get):
    assert get(f"{ONE}/synthesis")["opinions"] == 2
    (theme,) = get(f"{ONE}/synthesis/themes")["items"]
    (said,) = get(f"{ONE}/synthesis/statements")["items"]
    proofs = get(f"{ONE}/synthesis/statements/s1/evidence")["items"]

    assert (theme["code"], said["theme"], said["evidence"]) == ("I.1/1", "I.1/1", 2)
    rows = Submission.objects.order_by("pk").values_list("pk", flat=True)
    assert [proof["submission"] for proof in proofs] == list(rows)
    assert {proof["end"] for proof in proofs} == {8}


def test_an_unpublished_synthesis_is_not_there(synthesis, client):
    synthesis.published_at = None
    synthesis.save()

    assert client.get(f"{ONE}/synthesis").status_code == 404


def test_answers_that_were_published(synthesis, asked, province, get):
    from danvan.consultation.models import Response, ResponseTarget

    drafted = {"consultation": asked, "unit": province, "made_at": AT}
    Response.objects.create(**drafted, disposition="accepted", text="chưa công bố")
    done = Response.objects.create(
        **drafted, disposition="explained", text="Đã có đề án", state="published", published_at=AT
    )
    ResponseTarget.objects.create(response=done, theme=synthesis.themes.get())

    (answer,) = get(f"{ONE}/responses")["items"]
    assert (answer["id"], answer["text"], answer["themes"]) == (done.pk, "Đã có đề án", ["I.1/1"])


def test_roots_are_the_published_file(asked, get):
    DayRoot.objects.create(
        consultation=asked, day="2020-07-01", size=1, last=1, root="a" * 64, chain="b" * 64
    )

    assert get(f"{ONE}/roots") == get("/gop-y/van-kien-xix/dau-van.json")


@pytest.mark.parametrize(
    ("given", "where"),
    [({"most": 101}, "query.most"), ({"after": "x"}, "query.after"), ({"most": 0}, "query.most")],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(asked, client, given, where):
    answer = client.get(f"{ONE}/submissions", given)

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["where"] == where
    assert error["sentence"].endswith(".")


def test_programs_too_wait_their_turn(asked, client, settings):
    settings.LIMITS = {**settings.LIMITS, "reading": ((2, 60),)}
    answers = [client.get(ALL) for _ in range(3)]

    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) <= 60
    assert "xin chờ" in answers[-1].json()["sentence"]


def test_no_other_site_s_page_may_read_in_a_visitor_s_name(asked, client):
    answer = client.get(ALL, headers={"Origin": "https://noi-khac.example"})

    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
