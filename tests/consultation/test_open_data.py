"""Open data: every published text once, masked; small cells held back as on the pages (D6)."""

import csv
import io
import json
from collections import Counter

import pyarrow.parquet as pq
import pytest
from tests.consultation.conftest import AT, ON
from tests.consultation.making import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Opinion, Submission
from danvan.consultation.queries import figures, open_data

PLACE = "/gop-y/van-kien-xix/du-lieu/"
FARMERS, YOUTH = "nông dân", "thanh niên"


@pytest.fixture
def heard(asked, version, send, commune, neighbour, tmp_path):
    """Two communes, two groups: one cell of two people, the others of eight, nine and ten."""
    cells = [(commune, FARMERS, 8), (commune, YOUTH, 2), (neighbour, FARMERS, 10),
             (neighbour, YOUTH, 9)]  # fmt: skip
    for place, group, people in cells:
        way = actions.Through("sheet", place, ON, place=place, group=group, may_publish=True)
        said = [actions.Said("Nhất trí với dự thảo.")] * people
        actions.keep(version=version, said=said, through=way, at=AT)
    send("=1+1 Gọi 0912 345 678", key="khoa-cua-ai-do-0123456789", may_publish=True)
    send("Không đăng câu này", key="khoa-cua-nguoi-khac-01234")
    return synthesised(asked, tmp_path / "ket-qua")


def content(client, name: str) -> bytes:
    return b"".join(client.get(PLACE + name).streaming_content)


def test_the_page_tells_what_each_column_means(client, heard):
    page = client.get(PLACE).content.decode()

    for name in (*open_data.COLUMNS, *open_data.FIGURE_COLUMNS):
        assert f"<code>{name}</code>" in page


def test_before_a_synthesis_the_texts_are_there_without_themes(client, send):
    send("Nhất trí", may_publish=True)
    actions.mask(submissions=Submission.objects.all())
    (row,) = json.loads(content(client, "y-kien.json"))

    assert (row["text"], row["themes"], row["area"]) == ("Nhất trí", "", "")
    assert content(client, "so-lieu.csv").decode().count("\n") == 1


def test_nothing_published_is_an_empty_file_of_its_kind(client, asked):
    assert json.loads(content(client, "y-kien.json")) == []
    assert len(pq.read_table(io.BytesIO(content(client, "y-kien.parquet")))) == 0


def test_every_published_text_is_in_each_file_once(client, heard):
    """S86: as many rows as there are published texts, in each of the three."""
    published = {*Submission.objects.published().values_list("pk", flat=True)}
    in_csv = [*csv.DictReader(io.StringIO(content(client, "y-kien.csv").decode("utf-8-sig")))]
    in_json = json.loads(content(client, "y-kien.json"))
    in_parquet = pq.read_table(io.BytesIO(content(client, "y-kien.parquet"))).to_pylist()

    assert [int(row["id"]) for row in in_csv] == sorted(published)
    assert in_json == in_parquet
    assert [row["id"] for row in in_json] == sorted(published)
    assert {*in_csv[0]} == {*in_json[0]} == {*open_data.COLUMNS}


def test_files_are_read_a_few_rows_at_a_time(client, heard, monkeypatch):
    monkeypatch.setattr("danvan.consultation.queries.open_data.AT_ONCE", 3)
    rows = json.loads(content(client, "y-kien.json"))
    parquet = pq.ParquetFile(io.BytesIO(content(client, "y-kien.parquet")))

    assert len(rows) == parquet.metadata.num_rows == 30
    assert parquet.metadata.num_row_groups == 10


def test_cells_are_no_formulas_and_texts_are_masked(client, heard):
    text = content(client, "y-kien.csv").decode()

    assert "'=1+1" in text
    assert "0912" not in text
    assert "Không đăng câu này" not in text


def test_a_small_cell_is_held_back_with_enough_others(asked, heard):
    """D6: two young people of one commune cannot be told, nor worked out."""
    table = figures.figures(consultation=asked)
    cells = {
        (area, group): shown
        for area, line, _ in table.lines
        for group, shown in zip(table.groups, line, strict=True)
    }

    assert cells["Xã Tân Hưng", YOUTH] is None
    assert list(cells.values()).count(None) >= 4


def test_many_texts_of_one_sending_are_one_contributor(asked, send, commune, tmp_path):
    send(*(f"Ý thứ {n} về dự thảo" for n in range(9)), key="khoa-mot-nguoi-0123456789",
         place=commune, group=YOUTH, may_publish=True)  # fmt: skip
    for n in range(9):
        send("Nhất trí", key=f"khoa-khac-{n}".ljust(24, "x"), group=FARMERS, may_publish=True)
    synthesised(asked, tmp_path / "ket-qua")
    table = figures.figures(consultation=asked)

    assert not table.is_shown or table.cells[table.areas.index("Xã Tân Hưng")][1] is None


def test_a_text_carries_its_area_only_where_its_cell_is_large(client, asked, heard):
    rows = json.loads(content(client, "y-kien.json"))
    told = Counter((row["area"], row["group"]) for row in rows)
    table = figures.figures(consultation=asked)
    held = {(table.areas[table.numbers.index(area)], group) for area, group in table.held()}

    assert ("Xã Tân Hưng", YOUTH) not in told
    assert not told.keys() & held
    for area, group in told:
        assert bool(area) == bool(group)


def test_texts_without_an_area_are_never_all_of_one_cell(
    asked, version, commune, neighbour, tmp_path
):
    """One voice on a theme of its own goes without its area; were all others told, it would be
    known, so that another cell goes without, too."""
    same = "Nhất trí với dự thảo."
    for place, said in ((commune, [same] * 8), (neighbour, [same] * 10)):
        alone = ["Đề nghị bổ sung số liệu về tỷ lệ rác thải được thu gom ở các xã."]
        texts = [actions.Said(text) for text in [*said, *(alone if place == commune else [])]]
        way = actions.Through("sheet", place, ON, place=place, group=FARMERS, may_publish=True)
        actions.keep(version=version, said=texts, through=way, at=AT)
    synthesised(asked, tmp_path / "ket-qua")
    rule = figures.provenance(consultation=asked)
    cells: dict[tuple[int, str], set[bool]] = {}
    for row in Submission.objects.published():
        themes = Opinion.objects.filter(submission=row).values_list("theme", flat=True)
        cells.setdefault((row.place_id, row.group), set()).add(
            rule.shows(row.place_id, row.group, themes)
        )

    assert [cell for cell, shown in cells.items() if False in shown] == [*cells]
    assert cells[commune.pk, FARMERS] == {True, False}


def test_the_figures_file_holds_back_what_the_page_does(client, asked, heard):
    """The same rule for the page and the file."""
    table = figures.figures(consultation=asked)
    lines = [*csv.DictReader(io.StringIO(content(client, "so-lieu.csv").decode("utf-8-sig")))]
    cells = {(x["area"], x["group"]): x["count"] for x in lines if x["figure"] == "area_group"}

    for area, line, _ in table.lines:
        for group, shown in zip(table.groups, line, strict=True):
            assert cells[area, group] == ("" if shown is None else str(shown))


def test_an_answer_stands_beside_the_texts_that_it_answers(client, asked, heard, province):
    from danvan.consultation.models import Response, ResponseTarget

    row = Submission.objects.published().first()
    given = Response.objects.create(
        consultation=asked, unit=province, disposition="accepted", text="Đã sửa",
        state="published", made_at=AT, published_at=AT,
    )  # fmt: skip
    ResponseTarget.objects.create(response=given, submission=row)
    answers = {r["id"]: r["answer"] for r in json.loads(content(client, "y-kien.json"))}

    assert answers.pop(row.pk) == "accepted"
    assert {*answers.values()} == {""}


def test_a_text_taken_back_is_in_no_file(client, heard):
    row = Submission.objects.published().first()
    actions.withdraw(submission=row, on=ON)

    assert row.pk not in {r["id"] for r in json.loads(content(client, "y-kien.json"))}


def test_a_consultation_that_shows_no_texts_gives_none(client, asked, heard):
    asked.shows_texts = False
    asked.save()

    assert json.loads(content(client, "y-kien.json")) == []


def test_what_is_not_open_is_not_there(client, set_up):
    for name in ("", "y-kien.csv", "y-kien.json", "y-kien.parquet", "so-lieu.csv"):
        assert client.get(PLACE + name).status_code == 404
