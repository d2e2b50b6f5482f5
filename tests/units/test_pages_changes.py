"""What an admin does to a unit, page by page; every refusal says what to do and keeps the words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.units.actions import close_unit, move_unit, succeed
from danvan.units.models import Congress, Function, Term, Unit, UnitSuccession, UnitVersion

JULY = date(2025, 7, 1)


@pytest.fixture
def send(client, admin):
    """Sends a form of a unit: `send(unit, "chuyen", parent="…")`."""

    def post(unit, deed, /, **said):
        return client.post(f"/dieu-hanh/don-vi/{unit.pk}/{deed}/", said)

    return post


def held(unit, on) -> UnitVersion:
    return unit.versions.held(on).get()


NEW = {
    "name": "Xã Mới",
    "kind": "place",
    "code": "xa-9",
    "on": "01/07/2025",
    "short_name": "",
    "designation": "xã",
    "symbol": "",
}


def test_a_unit_is_founded_below_another(send, province, tiers):
    answer = send(province, "lap", tier=tiers["commune"].pk, **NEW)

    assert answer.status_code == 302
    version = Unit.objects.get(code="xa-9").versions.get()
    assert (version.name, version.parent, version.valid_from) == ("Xã Mới", province, JULY)
    assert Entry.objects.filter(verb="found_unit").last().subject == f"units.Unit:{version.unit_id}"


def test_a_code_that_is_taken_is_refused_at_its_field(send, province, commune, tiers, words):
    answer = send(province, "lap", tier=tiers["commune"].pk, **NEW | {"code": "xa-1"})

    assert answer.status_code == 422
    assert "Mã: Mã “xa-1” đã có; hãy chọn mã khác." in words(answer)
    assert 'value="Xã Mới"' in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "lang"}, "Loại"),
        ({"on": "31/02/2025"}, "Từ ngày"),
        ({"name": "x" * 251}, "Tên"),
        ({"on": "01/01/2019"}, "Đơn vị không tồn tại vào ngày 01/01/2019"),
        ({"until": "01/07/2024"}, "Ngày kết thúc phải sau ngày bắt đầu"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(
    send, province, tiers, words, change, said
):
    count = Unit.objects.count()

    answer = send(province, "lap", tier=tiers["commune"].pk, **NEW | change)

    assert answer.status_code == 422
    assert said in words(answer)
    assert Unit.objects.count() == count


def test_a_unit_never_outlives_what_it_stands_under(send, province, commune, tiers, words):
    close_unit(by=SYSTEM, unit=commune, on=JULY, why="sáp nhập")

    answer = send(commune, "lap", tier=tiers["commune"].pk, **NEW | {"on": "01/01/2025"})
    assert "Đơn vị cấp trên kết thúc từ ngày 01/07/2025" in words(answer)

    told = NEW | {"on": "01/01/2025", "until": "01/07/2025"}
    assert send(commune, "lap", tier=tiers["commune"].pk, **told).status_code == 302


def test_a_name_changes_from_a_day_with_its_reason(send, commune):
    said = {"name": "Phường Tân Hưng", "designation": "phường", "on": "2025-07-01", "why": "NQ 1"}
    assert send(commune, "doi-ten", **said).status_code == 302

    assert held(commune, JULY - timedelta(days=1)).name == "Xã Tân Hưng"
    assert held(commune, JULY).name == "Phường Tân Hưng"
    assert Entry.objects.filter(verb="rename_unit").last().why == "NQ 1"


def test_the_form_of_a_name_begins_with_the_name_there_is(client, admin, commune):
    page = client.get(f"/dieu-hanh/don-vi/{commune.pk}/doi-ten/").content.decode()

    assert 'value="Xã Tân Hưng"' in page


def test_a_reason_is_asked_for(send, commune, words):
    assert "Lý do" in words(send(commune, "ket-thuc", on="2025-07-01"))
    assert held(commune, JULY)


@pytest.mark.parametrize("typed", ["Xã Hương Sơn", "xã hương sơn", "Xa Huong Son · xa-2", "xa-2"])
def test_a_unit_moves_under_one_that_is_named(send, commune, neighbour, typed):
    assert send(commune, "chuyen", parent=typed, on="2025-07-01", why="NQ").status_code == 302
    assert held(commune, JULY).parent == neighbour


def test_of_two_units_of_one_name_one_is_chosen(send, commune, neighbour, found, province, words):
    found("xa-22", "Xã Hương Sơn", "commune", province)

    answer = send(commune, "chuyen", parent="Xã Hương Sơn", on="2025-07-01", why="NQ")

    assert answer.status_code == 422
    assert "Có 2 đơn vị khớp “Xã Hương Sơn”; hãy chọn trong danh sách." in words(answer)
    assert 'value="Xã Hương Sơn"' in answer.content.decode()
    assert 'name="parent_la" value="xa-22"' in answer.content.decode()
    chosen = {"parent": "Xã Hương Sơn", "parent_la": "xa-2", "on": "2025-07-01", "why": "NQ"}
    assert send(commune, "chuyen", **chosen).status_code == 302
    assert held(commune, JULY).parent == neighbour


@pytest.mark.parametrize("typed", ["Xã Không Có", "tinh-20"])
def test_a_unit_that_is_not_there_or_not_one_s_own_is_not_found(
    send, commune, other_province, words, typed
):
    answer = send(commune, "chuyen", parent=typed, on="2025-07-01", why="NQ")

    assert f"Không thấy đơn vị “{typed}”" in words(answer)


def test_a_unit_is_closed_from_a_day(send, commune):
    assert send(commune, "ket-thuc", on="01/07/2025", why="sáp nhập").status_code == 302
    assert not commune.versions.held(JULY).exists()


def test_a_unit_with_others_below_is_refused_on_top(send, province, commune, words):
    answer = send(province, "ket-thuc", on="01/07/2025", why="sáp nhập")

    assert "Còn 1 đơn vị trực thuộc; hãy chuyển hoặc kết thúc" in words(answer)


def test_one_that_is_founded_later_counts_too(send, province, found, words):
    """A gap: the unit above would be gone while the one below is there."""
    found("xa-5", "Xã Sau", "commune", province, date(2026, 1, 1))

    assert "Còn 1 đơn vị trực thuộc" in words(send(province, "ket-thuc", on="01/07/2025", why="x"))


def test_nothing_is_closed_on_its_first_day(send, commune, words):
    assert "bắt đầu đúng ngày này" in words(send(commune, "ket-thuc", on="01/01/2020", why="x"))


def test_a_succession_goes_either_way(send, commune, found, province):
    heir = found("xa-moi", "Xã Sơn Động", "commune", province, JULY)

    onward = {"way": "after", "other": "xa-moi", "kind": "merge", "share": "59,6 %"}
    assert send(commune, "ke-tiep", on="01/07/2025", **onward).status_code == 302
    edge = UnitSuccession.objects.get()
    assert (edge.before, edge.after, edge.share) == (commune, heir, Decimal("0.596"))

    back = {"way": "before", "other": "xa-1", "kind": "merge", "share": ""}
    again = send(heir, "ke-tiep", on="01/07/2025", **back)
    assert again.status_code == 422
    assert UnitSuccession.objects.count() == 1


@pytest.mark.parametrize("share", ["0", "101", "-5", "một nửa", "NaN"])
def test_a_share_is_a_part_of_the_whole(send, commune, neighbour, words, share):
    said = {"way": "after", "other": "xa-2", "kind": "merge", "share": share}

    answer = send(commune, "ke-tiep", on="01/07/2025", **said)

    assert "Hãy ghi một số từ 0 đến 100" in words(answer)
    assert not UnitSuccession.objects.exists()


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("01/01/2019", "Đơn vị trước không tồn tại"),
        ("01/01/2020", "Đơn vị trước không tồn tại"),
    ],
)
def test_units_meet_on_the_day_of_their_succession(send, commune, neighbour, words, on, said):
    given = {"way": "after", "other": "xa-2", "kind": "merge", "share": ""}

    assert said in words(send(commune, "ke-tiep", on=on, **given))


def test_a_circle_of_successions_is_refused(send, commune, neighbour, words):
    succeed(by=SYSTEM, before=commune, after=neighbour, kind="merge", on=JULY)
    given = {"way": "after", "other": "xa-1", "kind": "merge", "share": "", "on": "02/07/2025"}

    assert "Kế tiếp vòng tròn" in words(send(neighbour, "ke-tiep", **given))


def test_a_work_is_given_and_whoever_did_it_stops(send, province, commune, neighbour):
    first = {"unit": "xa-1", "work": "mobilisation", "channel": "", "on": "01/03/2020"}
    assert send(province, "chuc-nang", **first).status_code == 302
    then = first | {"unit": "xa-2", "on": "01/07/2025"}
    assert send(province, "chuc-nang", **then).status_code == 302

    spans = Function.objects.order_by("valid_from").values_list("unit", "valid_from", "valid_to")
    assert list(spans) == [
        (commune.pk, date(2020, 3, 1), JULY),
        (neighbour.pk, JULY, None),
    ]


def test_a_work_given_of_the_past_ends_where_the_next_begins(send, province, commune, neighbour):
    """No two bodies do the same work on one day."""
    send(province, "chuc-nang", unit="xa-2", work="situation", channel="", on="01/07/2025")
    send(province, "chuc-nang", unit="xa-1", work="situation", channel="", on="01/03/2020")

    assert Function.objects.held(date(2026, 1, 1)).count() == 1
    assert Function.objects.get(unit=commune).valid_to == JULY


def test_a_work_given_twice_on_one_day_is_the_last_one_s(send, province, commune, neighbour):
    for body in ("xa-1", "xa-2"):
        send(province, "chuc-nang", unit=body, work="situation", channel="", on="01/07/2025")

    assert Function.objects.get().unit == neighbour


def test_taking_the_work_from_the_board_never_leaves_a_place_without_an_admin(
    client, employ, province, commune, found, two_factors, words
):
    """The admins of the board are the province's, through the work that it does."""
    board = found("ban", "Ban Dân vận Tỉnh ủy", "province", province)
    Function.objects.create(
        unit=board, place=province, work="mobilisation", valid_from=date(2020, 1, 1)
    )
    client.force_login(employ("qt-ban", board, "admin"))
    said = {"unit": "xa-1", "work": "mobilisation", "channel": "", "on": "01/07/2025"}

    answer = client.post(f"/dieu-hanh/don-vi/{province.pk}/chuc-nang/", said)

    assert "người quản trị cuối cùng" in words(answer)
    assert Function.objects.get().unit == board


# ---------------------------------------------------------------- congresses and terms


def sat(ordinal, opens, closes, **more):
    return {"ordinal": ordinal, "opens_on": opens, "closes_on": closes, **more}


def test_a_congress_opens_a_term_the_day_after_it_closes(send, province):
    """P2, S24: and the term before ends with that day."""
    send(province, "dai-hoi", **sat(18, "26/10/2015", "28/10/2015"))
    assert send(province, "dai-hoi", **sat(19, "14/10/2020", "16/10/2020")).status_code == 302

    terms = Term.objects.order_by("begins_on").values_list("label", "begins_on", "ends_on")
    assert list(terms) == [
        ("2015-2020", date(2015, 10, 29), date(2020, 10, 16)),
        ("2020-2025", date(2020, 10, 17), None),
    ]
    assert Term.objects.get(label="2020-2025").congress.numeral == "XIX"


def test_where_the_first_plenum_sat_during_it_the_term_begins_that_day(send, province):
    send(province, "dai-hoi", **sat(18, "26/10/2015", "28/10/2015"))
    send(province, "dai-hoi", **sat(19, "14/10/2020", "16/10/2020", plenum_on="15/10/2020"))

    assert Term.objects.get(label="2020-2025").begins_on == date(2020, 10, 15)
    assert Term.objects.get(label="2015-2020").ends_on == date(2020, 10, 14)


def test_a_congress_told_of_later_takes_its_place_between(send, province):
    for ordinal, year in ((17, 2010), (19, 2020), (18, 2015)):
        said = sat(ordinal, f"01/10/{year}", f"03/10/{year}")
        assert send(province, "dai-hoi", **said).status_code == 302

    ends = Term.objects.order_by("begins_on").values_list("ends_on", flat=True)
    assert list(ends) == [date(2015, 10, 3), date(2020, 10, 3), None]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (sat(19, "16/10/2020", "14/10/2020"), "bế mạc không thể trước ngày khai mạc"),
        (sat(19, "14/10/2020", "16/10/2020", plenum_on="01/10/2020"), "không thể họp trước"),
        (sat(18, "14/10/2020", "16/10/2020"), "Đại hội lần thứ 18 đã được ghi"),
        (sat(19, "14/10/2014", "16/10/2014"), "Đại hội XVIII họp từ 26/10/2015"),
        (sat(17, "14/10/2020", "16/10/2020"), "Đại hội XVIII họp từ 26/10/2015"),
        (sat(0, "14/10/2020", "16/10/2020"), "Lần thứ"),
    ],
)
def test_congresses_follow_each_other_as_they_are_counted(send, province, words, said, why):
    send(province, "dai-hoi", **sat(18, "26/10/2015", "28/10/2015"))

    answer = send(province, "dai-hoi", **said)

    assert answer.status_code == 422
    assert why in words(answer)
    assert (Congress.objects.count(), Term.objects.count()) == (1, 1)


def test_terms_never_overlap(send, province, words):
    first = {"label": "2010-2015", "begins_on": "01/11/2010", "ends_on": "28/10/2015"}
    assert send(province, "nhiem-ky", **first).status_code == 302

    for begins, ends in (("01/01/2015", ""), ("01/11/2010", ""), ("01/01/2009", "01/01/2011")):
        said = {"label": "khác", "begins_on": begins, "ends_on": ends}
        assert "không được chồng lên nhau" in words(send(province, "nhiem-ky", **said))
    assert Term.objects.count() == 1


# ---------------------------------------------------------------- moving, through time


def test_no_circle_is_made_by_a_move_that_comes_later(province, commune, neighbour):
    """B under A from August; A under B from July would be a circle from August."""
    from django.core.exceptions import ValidationError

    august = date(2025, 8, 1)
    move_unit(by=SYSTEM, unit=neighbour, parent=commune, on=august, why="x")

    with pytest.raises(ValidationError, match="chuyển chỗ từ ngày 01/08/2025"):
        move_unit(by=SYSTEM, unit=commune, parent=neighbour, on=JULY, why="x")


def test_what_comes_below_later_moves_too(province, commune, neighbour, found):
    """A unit that is founded below in 2026 stands at the place of then."""
    below = found("thon", "Thôn", "commune", commune, date(2026, 1, 1))

    move_unit(by=SYSTEM, unit=commune, parent=neighbour, on=JULY, why="x")

    assert below.versions.get().path.startswith(held(commune, JULY).path)
    assert held(commune, JULY).path.startswith(held(neighbour, JULY).path)


def test_a_unit_is_not_moved_before_a_move_that_is_known(
    province, commune, neighbour, other_province
):
    from django.core.exceptions import ValidationError

    move_unit(by=SYSTEM, unit=commune, parent=neighbour, on=JULY, why="x")

    with pytest.raises(ValidationError, match="lần nữa từ ngày 01/07/2025"):
        move_unit(by=SYSTEM, unit=commune, parent=other_province, on=date(2024, 1, 1), why="x")


def test_who_follows_sees_what_came_before_so_both_must_be_one_s_own(
    employ, commune, other_province, province
):
    """A commune's admin does not make themselves heir of a province."""
    from django.core.exceptions import PermissionDenied

    admin = employ("qt-xa", commune, "admin")
    with pytest.raises(PermissionDenied):
        succeed(by=admin, before=province, after=commune, kind="merge", on=JULY)
