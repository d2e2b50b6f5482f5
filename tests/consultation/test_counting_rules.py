"""How is counted is a rule with versions, and each cell has one owner."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, ON

from danvan.consultation import actions
from danvan.consultation.models import ChannelOwner, CountingPolicy
from danvan.consultation.queries.counting import policy_of
from danvan.consultation.queries.reconciling import reconciliation
from danvan.ledger.actions import SYSTEM

# C4: two real policies that contradict each other.
CONSTITUTION_2025 = {"conference": "left_out"}  # words only spoken at meetings are not counted
CONGRESS_XIV_FRONT = {"conference": "counted"}  # opinions given at conferences are counted


@pytest.fixture
def rule(asked, approver):
    def make(rules, why="Hướng dẫn 01", by=approver):
        return actions.set_counting_policy(by=by, consultation=asked, rules=rules, why=why, on=ON)

    return make


@pytest.fixture
def received(asked, version, province):
    """Two texts by web, three from a conference."""
    for channel, count in (("web", 2), ("conference", 3)):
        said = [actions.Said("Nhất trí")] * count
        way = actions.Through(channel, province, ON)
        actions.keep(version=version, said=said, through=way, at=AT)


@pytest.mark.parametrize(
    ("rules", "counted"), [(CONSTITUTION_2025, 2), (CONGRESS_XIV_FRONT, 5), ({}, 5)]
)
@pytest.mark.usefixtures("received")
def test_the_same_opinions_count_by_the_policy(asked, analyst, rule, rules, counted):
    rule(rules)

    found = reconciliation(officer=analyst, consultation=asked)
    assert (found.received.rows, found.counted.rows) == (5, counted)
    assert found.adds_up


def test_each_change_is_a_version_and_the_last_holds(asked, approver, rule):
    rule(CONSTITUTION_2025, why="Kế hoạch 05")
    rule(CONGRESS_XIV_FRONT, why="Hướng dẫn của Mặt trận")

    now = policy_of(consultation=asked, officer=approver)
    assert (now.number, now.why, now.rules["conference"]) == (
        2,
        "Hướng dẫn của Mặt trận",
        "counted",
    )
    assert CountingPolicy.objects.count() == 2
    assert ("hội nghị", "tính") in policy_of(consultation=asked).lines


def test_without_a_policy_everything_counts(asked):
    assert set(policy_of(consultation=asked).rules.values()) == {"counted"}


def test_a_change_needs_a_reason_and_to_be_one(rule):
    with pytest.raises(ValidationError):
        rule(CONSTITUTION_2025, why=" ")
    rule(CONSTITUTION_2025)
    with pytest.raises(ValidationError, match="không có gì thay đổi"):
        rule(CONSTITUTION_2025)


def test_who_only_collects_sets_no_rules(rule, asked, commune, commune_officer, provincial_officer):
    for collector in (commune_officer, provincial_officer):
        with pytest.raises(PermissionDenied):
            rule(CONSTITUTION_2025, by=collector)
        with pytest.raises(PermissionDenied):
            actions.own_channel(
                by=collector, consultation=asked, unit=commune, channel="web", collector=commune
            )


def test_a_cell_has_one_owner(asked, analyst, commune, province):
    """C5: a second owner is refused at set-up, by the name of the first."""
    cell = {"by": analyst, "consultation": asked, "unit": commune, "channel": "letter"}
    actions.own_channel(**cell, collector=province, group="Nông dân")

    with pytest.raises(ValidationError, match="Tỉnh Bắc Giang"):
        actions.own_channel(**cell, collector=commune, group="nông  DÂN")
    actions.own_channel(**cell, collector=commune)
    assert ChannelOwner.objects.count() == 2


def test_an_owner_is_taken_away_with_a_reason(asked, analyst, commune, province):
    owner = actions.own_channel(
        by=analyst, consultation=asked, unit=commune, channel="letter", collector=province
    )
    with pytest.raises(ValidationError):
        actions.disown_channel(by=analyst, owner=owner, why="")
    actions.disown_channel(by=analyst, owner=owner, why="Xã tự tổng hợp")
    assert not ChannelOwner.objects.exists()


def test_a_tally_is_corrected_by_another_that_says_why(asked, commune, commune_officer):
    way = actions.Through("sheet", commune, ON)
    counted = [actions.Counted("agree", 312, "I.1"), actions.Counted("object", 5, "I.1")]
    tally, _ = actions.count_positions(
        by=commune_officer, consultation=asked, counted=counted, through=way
    )
    right = {"by": commune_officer, "tally": tally, "on": ON}
    for wrong in ({"count": 300, "why": ""}, {"count": 312, "why": "Như cũ"}):
        with pytest.raises(ValidationError):
            actions.correct_tally(**right, **wrong)
    made = actions.correct_tally(**right, count=300, why="Đếm lại")

    assert (made.supersedes, made.section_key, made.channel) == (tally, "I.1", "sheet")
    with pytest.raises(ValidationError, match="đã được sửa"):
        actions.correct_tally(**right, count=299, why="Lần nữa")


def test_counts_without_any_are_refused(asked, commune, commune_officer):
    way = actions.Through("sheet", commune, ON)
    with pytest.raises(ValidationError):
        actions.count_positions(by=commune_officer, consultation=asked, counted=[], through=way)


def test_a_neighbour_counts_nothing_here(asked, commune, employ, neighbour):
    way = actions.Through("sheet", commune, ON)
    with pytest.raises(PermissionDenied):
        actions.count_positions(
            by=employ("xa-2", neighbour),
            consultation=asked,
            counted=[actions.Counted("agree", 1)],
            through=way,
        )


def test_tallies_belong_to_their_unit(asked, commune, province, provincial_officer):
    """C5, for counts: what another unit sums is not counted here again."""
    actions.own_channel(
        by=SYSTEM, consultation=asked, unit=commune, channel="sheet", collector=province
    )
    way = actions.Through("sheet", commune, ON)
    one = {"consultation": asked, "counted": [actions.Counted("agree", 9)], "through": way}
    with pytest.raises(ValidationError, match="Tỉnh Bắc Giang"):
        actions.count_positions(by=SYSTEM, **one)
    assert len(actions.count_positions(by=provincial_officer, **one)) == 1
