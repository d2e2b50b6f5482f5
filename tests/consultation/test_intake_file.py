"""A file taken in: rows read = accepted + rejected; once, by whose channel it is, whole or not."""

from datetime import date
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, ON

from danvan.consultation import actions
from danvan.consultation.models import Channel, Intake, RejectedRow, Submission
from danvan.consultation.models.waiting import Brought
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry

HEAD = "Nội dung góp ý,Mục,Số lượt,Số người,Đơn vị,Đối tượng,Kênh,Ngày"
ROWS = (
    "Bổ sung số liệu rác thải,Phần I mục 2,3,40,Xã Hương Sơn,nông dân,hội nghị,15/06/2020",
    "Nhất trí với dự thảo,,,,,,,",
    "Nêu rõ bài học,Phần IX,,,Xã Lạ,,,",
    ",I.1,,,,,,",
    "Số lượt viết sai,I.1,nhiều,,,,,",
)


@pytest.fixture
def file(tmp_path):
    """Writes a file: `file(*rows)`."""

    def make(*rows, name="y-kien.csv"):
        place = tmp_path / name
        place.write_text("\n".join([HEAD, *(rows or ROWS)]), encoding="utf-8")
        return place

    return make


@pytest.fixture
def take(asked, commune, commune_officer):
    def make(path, by=commune_officer, unit=commune, **more):
        brought = Brought(asked, unit, more.pop("channel", Channel.SHEET), ON, **more)
        return actions.take_in_file(by=by, file=path, brought=brought, at=AT)

    return make


def test_rows_read_are_accepted_or_rejected(file, take):
    intake = take(file())

    assert (intake.rows, intake.accepted, intake.rejected) == (5, 3, 2)
    assert Submission.objects.filter(intake=intake).count() == 3
    assert list(RejectedRow.objects.order_by("pk").values_list("row", "reason")) == [
        ("y-kien.csv#5", "không có nội dung góp ý"),
        ("y-kien.csv#6", "số lượt không phải số nguyên từ 1 trở lên"),
    ]
    assert intake.sha256 == sha256(file().read_bytes()).hexdigest()


def test_what_a_row_says_of_itself_is_kept(file, take, commune):
    take(file())

    row = Submission.objects.earliest("pk")
    assert (row.section_key, row.count, row.people, row.group, row.channel) == (
        *("I.2", 3, 40, "nông dân"),
        Channel.CONFERENCE,
    )
    assert (row.received_on, row.unit) == (date(2020, 6, 15), commune)
    assert row.source == "y-kien.csv#2 · Xã Hương Sơn"  # no unit of this commune


def test_a_section_that_is_not_there_keeps_its_words(file, take):
    """The engine then places the row by its text."""
    take(file())

    row = Submission.objects.get(text="Nêu rõ bài học")
    assert (row.section_key, row.source) == ("", "y-kien.csv#4 · Phần IX · Xã Lạ")


def test_a_unit_below_is_the_place(file, take, province, neighbour, provincial_officer):
    take(file(), by=provincial_officer, unit=province)

    assert Submission.objects.earliest("pk").place == neighbour


def test_the_form_s_words_stand_where_a_row_says_nothing(file, take):
    take(file(), group="cán bộ hưu trí")

    row = Submission.objects.get(text="Nhất trí với dự thảo")
    assert (row.channel, row.group, row.received_on) == (Channel.SHEET, "cán bộ hưu trí", ON)


def test_the_same_file_twice_is_refused_with_the_day(file, take):
    take(file())

    with pytest.raises(ValidationError, match=r"ngày 01/07/2020 với tên “y-kien.csv” \(3 dòng\)"):
        take(file(name="ten-khac.csv"))
    assert Intake.objects.count() == 1


def test_a_file_without_opinions_leaves_nothing(file, take, tmp_path):
    strange = tmp_path / "bang.csv"
    strange.write_text("Cột A,Cột B\n1,2\n", encoding="utf-8")

    for path in (strange, file(",I.1,,,,,,")):
        with pytest.raises(ValidationError):
            take(path)
    assert not Intake.objects.exists()
    assert not RejectedRow.objects.exists()


def test_one_line_of_the_ledger_says_who(file, take, commune_officer):
    before = Entry.objects.count()
    take(file())

    line = Entry.objects.latest("pk")
    assert (Entry.objects.count(), line.actor) == (before + 1, commune_officer.pk)
    assert (line.verb, line.why) == ("import_submissions", "y-kien.csv: 5 = 3 + 2")


def test_a_channel_that_another_unit_sums_is_refused_by_its_name(
    file, take, asked, commune, province, provincial_officer
):
    """C5: what the owner sums is not brought in a second time."""
    actions.own_channel(
        by=SYSTEM, consultation=asked, unit=commune, channel="conference", collector=province
    )

    with pytest.raises(ValidationError, match="do Tỉnh Bắc Giang tổng hợp"):
        take(file())
    assert not Submission.objects.exists()
    take(file(), by=provincial_officer)  # the owner's officers may
    assert Submission.objects.count() == 3


def test_a_group_named_for_itself_goes_before_all_others(file, take, asked, commune, province):
    cell = {"by": SYSTEM, "consultation": asked, "unit": commune, "channel": "conference"}
    actions.own_channel(**cell, collector=province)
    actions.own_channel(**cell, collector=commune, group="Nông dân")

    assert take(file()).accepted == 3


def test_a_stranger_and_a_neighbour_take_in_nothing(file, take, stranger, employ, neighbour):
    for other in (stranger, employ("xa-2", neighbour)):
        with pytest.raises(PermissionDenied):
            take(file(), by=other)


def test_thousands_of_rows_are_written_in_batches(file, take, django_assert_max_num_queries):
    rows = [f"Ý kiến số {n},I.1,,,,,," for n in range(3000)]

    with django_assert_max_num_queries(150):
        assert take(file(*rows)).accepted == 3000


def test_texts_are_shown_verbatim_only_where_their_senders_agreed(asked, province, tmp_path):
    for name, agreed in (("a.csv", False), ("b.csv", True)):
        file = tmp_path / name
        file.write_text(f"Nội dung góp ý\nĐề nghị làm rõ số liệu của {name}\n", encoding="utf-8")
        brought = Brought(asked, province, "sheet", ON, may_publish=agreed)
        actions.take_in_file(by=SYSTEM, file=file, brought=brought, at=AT)

    said = Submission.objects.order_by("pk").values_list("text", "may_publish")
    assert list(said) == [
        ("Đề nghị làm rõ số liệu của a.csv", False),
        ("Đề nghị làm rõ số liệu của b.csv", True),
    ]
