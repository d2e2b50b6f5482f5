"""The pictures of a synthesis: each tells what it shows, is a table, holds back small figures."""

import json

import pytest
from tests.consultation.conftest import AT, KEY
from tests.consultation.pages import read, words
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Opinion, Submission
from danvan.consultation.models.bench import bench_of
from danvan.consultation.queries.opinion_map import STEP, cloud
from danvan.ledger.actions import SYSTEM

PAGE = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/1/hinh/"

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def themes(send, version, analyst, client):
    """Seven opinions on waste and one on roads in part I, two on lessons; each has its place."""
    client.force_login(analyst)
    for number in range(10):
        send(f"Ý kiến {number}", key=f"{KEY}{number}")
    rows = [*Submission.objects.order_by("pk")]
    found = {("I.1", "Thu gom rác"): rows[:7], ("I.2", "Làm đường"): rows[7:8]}
    return synthesised(version, {**found, ("III", "Bài học"): rows[8:]})


@pytest.fixture
def synthesis(themes):
    return next(iter(themes.values())).synthesis


def test_every_picture_says_its_finding(client, themes):
    said = words(read(client.get(PAGE)))

    assert "Thái độ gặp nhiều nhất: đề nghị, 10 trên 10 ý kiến" in said
    assert "Nhiều nhất: Thu gom rác, 7 trên 7 ý kiến" in said
    assert "Phần I. Kết quả thực hiện nghị quyết được góp ý nhiều nhất: 8 trên 10 ý kiến" in said
    assert "Nhiều nhất ngày 01/07/2020: 10 trên 10 ý kiến" in said
    assert "Kênh nhiều nhất: " in said
    assert "Nhóm lớn nhất: Thu gom rác, 7 trên 10" in words(read(client.get(f"{PAGE}?mau=nhom")))


def test_every_picture_has_its_table_without_scripts(client, themes):
    page = read(client.get(PAGE))

    pictures = page.xpath("//section[contains(@class, 'picture')]")
    assert len(pictures) == 6
    assert all(one.xpath(".//details//table") for one in pictures)
    assert all(one.xpath(".//a[contains(@href, '.csv')]") for one in pictures)


def test_a_part_that_nobody_spoke_about_is_in_its_table(client, themes):
    (table,) = read(client.get(PAGE)).xpath("//section[@id='thai-do']//table")
    lines = [words(row) for row in table.iter("tr")]

    assert any(line.startswith("Phần II. Hạn chế, khuyết điểm0") for line in lines)


def test_a_theme_leads_to_its_opinions(client, themes):
    code = themes["Làm đường"].code
    (link,) = read(client.get(f"{PAGE}?muc=I.2")).xpath("//section[@id='nhom']//tbody//a")

    assert link.get("href").endswith(f"/ban-bien-tap/?muc=I.2&nhom={code}")
    assert client.get(link.get("href")).status_code == 200


def test_an_edit_of_the_workbench_shows_in_the_pictures(client, themes, synthesis):
    """A renamed theme has its name, a merged one its sum, an unknown section the largest."""
    actions.rename_theme(
        by=SYSTEM, synthesis=synthesis, theme=themes["Thu gom rác"].code, text="Rác thải", at=AT
    )
    assert "Nhiều nhất: Rác thải, 7 trên 7" in words(read(client.get(f"{PAGE}?muc=khong-co")))


def test_areas_of_few_contributors_are_held_back(client, themes, send, version, commune):
    """D6: as in the published figures; here even officers read them so."""
    rows = [*Submission.objects.order_by("pk")]
    for number in range(2):
        send(f"Xã {number}", key=f"{KEY}xa{number}", place=commune)
    few = [*Submission.objects.order_by("pk")][10:]
    synthesised(version, {("I.1", "Rác"): [*rows, *few]}, number=2)
    answer = client.get(PAGE.replace("/1/", "/2/") + "dia-ban.csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert not any(line.endswith(",2") for line in lines)


def test_a_table_comes_as_a_file(client, themes):
    answer = client.get(f"{PAGE}nhom.csv?muc=III")

    assert b"".join(answer.streaming_content).decode("utf-8-sig").splitlines() == [
        "Nhóm vấn đề,Ý kiến",
        "Bài học,2",
    ]
    assert client.get(f"{PAGE}khong-co.csv").status_code == 404


@pytest.fixture
def on_the_map(themes, synthesis):
    """More opinions on waste, which the engine gave places: two on one, one in the next tile."""
    spots = [(-1000, -1000, "agree"), (-1000, -1000, "agree"), (-990, -1000, "object")]
    spots.append((-970, 1000, "object"))
    rows = [*Submission.objects.order_by("pk")]
    return Opinion.objects.bulk_create(
        Opinion(
            synthesis=synthesis, submission=row, ordinal=9, start=0, end=1, section_key="I.1",
            section_how="given", stance=stance, theme=themes["Thu gom rác"], map_x=x, map_y=y,
        )
        for row, (x, y, stance) in zip(rows, spots, strict=False)
    )  # fmt: skip


def test_few_opinions_are_points(client, on_the_map, synthesis):
    found = json.loads(client.get(f"{PAGE}diem.json").content)

    assert found["step"] == 1
    assert found["themes"][0][1] == "Thu gom rác"
    objects = Opinion.Stance.values.index("object")
    agrees = Opinion.Stance.values.index("agree")
    assert found["lines"] == [
        [-1000, -1000, 0, agrees, 2],
        [-990, -1000, 0, objects, 1],
        [-970, 1000, 0, objects, 1],
    ]


def test_many_opinions_are_counts_by_tile(analyst, on_the_map, synthesis):
    found = cloud(officer=analyst, bench=bench_of(synthesis), most=1)

    agrees, objects = (Opinion.Stance.values.index(one) for one in ("agree", "object"))
    assert found.step == STEP
    assert found.lines == (
        (-1000, -1000, 3, 0, 3, agrees, 2),
        (-975, 1000, 1, 0, 1, objects, 1),
    )


def test_a_moved_opinion_is_drawn_in_its_new_theme(analyst, on_the_map, themes, synthesis):
    home = themes["Làm đường"].code
    actions.split_theme(
        by=SYSTEM, synthesis=synthesis, theme=themes["Thu gom rác"].code, text="Rác ở chợ",
        opinions=[on_the_map[3].pk], at=AT,
    )  # fmt: skip
    found = cloud(officer=analyst, bench=bench_of(synthesis))

    (line,) = [line for line in found.lines if line[1] == 1000]
    assert found.themes[line[2]] not in {themes["Thu gom rác"].code, home}


def test_an_officer_of_another_unit_gets_no_point(on_the_map, synthesis, employ, other_province):
    stranger = employ("noi-khac", other_province, "analyst")

    assert cloud(officer=stranger, bench=bench_of(synthesis)).lines == ()
