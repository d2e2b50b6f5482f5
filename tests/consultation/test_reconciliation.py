"""Every table has its total, its parts and "chưa phân loại"; they add up, or it says where."""

import pytest
from tests.consultation.conftest import AT, ON

from danvan.consultation import actions
from danvan.consultation.models import Hiding, Intake, Submission
from danvan.consultation.queries.keeping import Received, received
from danvan.consultation.queries.moderation import waiting
from danvan.consultation.queries.reconciling import reconciliation
from danvan.ledger.actions import SYSTEM


@pytest.fixture
def count(asked, province):
    """Counts positions: `count("web", 10, "I.1")`."""

    def make(channel, number, section="", unit=None, position="agree"):
        way = actions.Through(channel, unit or province, ON)
        counted = [actions.Counted(position, number, section)]
        return actions.count_positions(by=SYSTEM, consultation=asked, counted=counted, through=way)[
            0
        ]

    return make


@pytest.fixture
def bring(asked, version, province):
    """Keeps texts as an office brings them in: `bring("conference", "Nhất trí", unit=commune)`."""

    def make(channel, *texts, unit=None, **said):
        rows = [actions.Said(text, **said) for text in texts]
        way = actions.Through(channel, unit or province, ON)
        return actions.keep(version=version, said=rows, through=way, at=AT)

    return make


@pytest.fixture
def reconciled(asked, analyst):
    return lambda: reconciliation(officer=analyst, consultation=asked)


def numbers(parts, what="rows"):
    return {part.label: getattr(part.total, what) for part in parts}


def test_the_interim_of_the_fourteenth_congress_adds_up(count, reconciled):
    """C7: 2,501,265 by channel are 2,500,743 by document and 522 that name none."""
    for channel, number in {"app": 1_264_002, "sheet": 812_446, "conference": 424_295}.items():
        count(channel, number, "I.1")
    count("letter", 522)

    found = reconciled()
    assert numbers(found.channels, "positions") == {
        "hội nghị": 424_295,
        "thư, công văn": 522,
        "phiếu giấy": 812_446,
        "ứng dụng": 1_264_002,
    }
    assert found.counted.positions == 2_501_265
    assert numbers(found.sections, "positions") == {
        "1. Bảo vệ môi trường": 2_500_743,
        "chưa phân loại": 522,
    }
    assert found.adds_up


def test_four_counts_are_never_mixed(bring, count, reconciled):
    """C1, C2: texts, those they stand for, people, and positions without texts."""
    bring("sheet", "Nhất trí", count=40, people=38)
    bring("sheet", "Không tán thành")
    count("sheet", 312)

    got = reconciled().counted
    assert (got.rows, got.tallied, got.people, got.known, got.positions) == (2, 41, 38, 1, 312)


def test_a_parent_is_its_own_and_its_children_s(bring, province, commune, neighbour, reconciled):
    """C6."""
    bring("letter", "Của tỉnh")
    bring("letter", "Của xã", "Của xã nữa", unit=commune)
    bring("letter", "Của xã bên", unit=neighbour)

    top, *others = reconciled().units
    assert (top.label, top.own.rows, top.below.rows, top.total.rows) == ("Tỉnh Bắc Giang", 1, 3, 4)
    assert {part.label: (part.depth, part.own.rows) for part in others} == {
        "Xã Tân Hưng": (1, 2),
        "Xã Hương Sơn": (1, 1),
    }


def test_what_is_not_counted_stands_on_lines_of_its_own(
    asked, send, bring, province, analyst, reconciled
):
    send("Đề nghị sửa số liệu 2019", section_key="I.1")
    first = Submission.objects.get()
    said, way = (
        actions.Said("Đề nghị sửa số liệu 2020", "I.1"),
        actions.Through("web", province, ON),
    )
    actions.correct(submission=first, said=said, through=way, at=AT)
    spam, kept = bring("letter", "Mua hàng giảm giá", "Rút lại sau")
    Hiding.objects.create(submission=spam, reason="spam", note="quảng cáo", hidden_on=ON)
    actions.withdraw(submission=kept, on=ON)
    bring("conference", "Phát biểu tại hội nghị")
    rules = {"conference": "left_out", "phone": "reference"}
    actions.set_counting_policy(by=SYSTEM, consultation=asked, rules=rules, why="HD 01", on=ON)
    bring("phone", "Gọi điện góp ý")

    found = reconciled()
    assert found.received.rows == 6
    assert numbers(found.states) == {
        "Được tính": 2,
        "Đã thay bằng bản sửa": 1,
        "Ẩn vì quảng cáo, rác": 1,
        "Chỉ tham khảo, theo quy tắc tính đếm": 1,
        "Không tính, theo quy tắc tính đếm": 1,
    }
    assert numbers(found.emptied) == {"người gửi rút lại": 1}
    assert numbers(found.channels) == {"trang mạng": 1, "thư, công văn": 1}
    assert found.adds_up


def test_a_text_hidden_for_another_reason_still_counts(bring, reconciled):
    (row,) = bring("letter", "Số điện thoại của tôi là …")
    Hiding.objects.create(submission=row, reason="personal", note="số điện thoại", hidden_on=ON)

    assert reconciled().counted.rows == 1


def test_a_corrected_tally_counts_once(count, reconciled):
    tally = count("sheet", 312)
    actions.correct_tally(by=SYSTEM, tally=tally, count=321, why="Ghi nhầm", on=ON)

    found = reconciled()
    assert numbers(found.states, "positions") == {"Được tính": 321, "Đã thay bằng bản sửa": 312}
    assert found.received.positions == 633
    assert found.adds_up


def test_it_says_where_it_does_not_add_up(asked, province, reconciled):
    """A file that claims more rows than were kept is named."""
    Intake.objects.create(
        consultation=asked,
        unit=province,
        channel="sheet",
        source="thieu.csv",
        sha256="c" * 64,
        rows=6,
        accepted=5,
        rejected=1,
        made_at=AT,
    )

    found = reconciled()
    assert not found.adds_up
    (wrong,) = [check for check in found.checks if not check.holds]
    assert wrong.label.startswith("thieu.csv")
    assert (wrong.whole, wrong.parts) == (5, 0)


def test_an_officer_of_a_commune_reconciles_their_own(
    asked, bring, commune, neighbour, commune_officer
):
    bring("letter", "Của xã", unit=commune)
    bring("letter", "Của xã bên", unit=neighbour)

    found = reconciliation(officer=commune_officer, consultation=asked)
    assert (found.received.rows, [part.label for part in found.units]) == (1, ["Xã Tân Hưng"])
    assert found.adds_up


def test_the_overview_counts_what_stands(bring, asked, analyst, province):
    """A correction stands in for what it corrects: together they are one submission."""
    first, _ = bring("web", "Đề nghị sửa mục này", "Nhất trí")
    said, way = actions.Said("Đề nghị sửa mục này cho rõ"), actions.Through("web", province, ON)
    actions.correct(submission=first, said=said, through=way, at=AT)

    assert received(officer=analyst, consultation=asked) == Received(2, 2)


def test_appeals_of_other_units_are_not_counted(bring, asked, analyst, employ, commune):
    """An office is told of second looks at what it collected, not at what others did."""
    [row] = bring("sheet", "Nhất trí")
    Hiding.objects.create(submission=row, reason="spam", note="x", hidden_on=ON, appealed_on=ON)
    below = employ("analyst", commune)

    assert waiting(officer=analyst, consultation=asked) == 1
    assert waiting(officer=below, consultation=asked) == 0
