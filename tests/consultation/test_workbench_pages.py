"""The workbench by its pages, without scripts: each step is a form, and nothing typed is lost."""

from urllib.parse import parse_qs, urlparse

import pytest
from tests.consultation.conftest import AT
from tests.consultation.pages import read, words
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Edit, Opinion, Submission, Synthesis
from danvan.consultation.models.bench import bench_of
from danvan.consultation.templatetags.small_pictures import bars, spark

LIST = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/"
BENCH = f"{LIST}1/ban-bien-tap/"
QUEUE = f"{LIST}1/chua-ro/"

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def themes(version, send):
    """Two themes of one section, one of another, and two opinions about no known section."""
    for number, text in enumerate(("Rác <b>ở xã</b>", "Rác ở chợ", "Gọi 0912 345 678 về nước bẩn")):
        send(text, key=f"khoa-moi-truong-{number:08}", section_key="I.1", may_publish=True)
    send("Du lịch", "Chưa rõ", "Cũng chưa rõ", key="khoa-du-lich-00000000000")
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows)
    found = {
        ("I.1", "rác thải"): rows[:2],
        ("I.1", "nước bẩn"): rows[2:3],
        ("I.2", "du lịch"): rows[3:4],
        ("unplaced", "other"): rows[4:],
    }
    return synthesised(version, found, nearest="I.2 II I.1 III")


@pytest.fixture
def signed_in(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def step(signed_in):
    """Presses a button of the page; returns the answer."""

    def press(viec, theme="T0", **given):
        return signed_in.post(f"{BENCH}?muc=I.1&nhom={theme}", {"viec": viec, **given})

    return press


def now_is():
    """Each theme as it stands: label → (section, opinions, whether it is a minority)."""
    themes = bench_of(Synthesis.objects.get(number=1)).themes.values()
    return {each.label: (each.section_key, each.opinions, each.is_minority) for each in themes}


def opinion(text):
    return Opinion.objects.get(submission__text__startswith=text).pk


def test_the_page_shows_the_themes_and_the_words_that_put_opinions_there(signed_in, themes):
    """S70, S75: a theme leads to its opinions, masked, each with its place and how it got there."""
    tree = read(signed_in.get(BENCH))
    page = words(tree)

    assert [each.text for each in tree.xpath("//*[@data-themes]//bdi")] == ["rác thải", "nước bẩn"]
    assert [each.text for each in tree.xpath("//mark")] == ["Rác <b>ở xã</b>", "Rác ở chợ"]
    assert "đề nghị" in page
    water = words(read(signed_in.get(f"{BENCH}?nhom=T1")))
    assert "[số điện thoại]" in water
    assert "0912" not in water


def test_the_address_carries_all_that_is_open(signed_in, themes):
    tree = read(signed_in.get(f"{BENCH}?muc=I.1&nhom=T0&tim=chợ&thai_do=propose"))

    assert [each.text for each in tree.xpath("//mark")] == ["Rác ở chợ"]
    back = {form.get("action") for form in tree.xpath("//form[.//button[@name='viec']]")}
    asked = [parse_qs(urlparse(each).query) for each in back if each]
    assert {"muc": ["I.1"], "nhom": ["T0"], "tim": ["chợ"], "thai_do": ["propose"]} in asked
    none = words(read(signed_in.get(f"{BENCH}?nhom=T0&thai_do=object")))
    assert "Không có ý kiến nào như vậy" in none


def test_what_the_address_asks_in_vain_is_passed_over(signed_in, themes):
    for asked in ("?muc=X", "?nhom=X", "?sau=x", "?sau=-1", "?thai_do=x", "?tim=%00", "?muc=III"):
        assert signed_in.get(BENCH + asked).status_code == 200, asked


def test_a_theme_is_renamed(step, themes):
    answer = step("rename", text="Thu gom rác thải")

    assert answer.url == f"{BENCH}?muc=I.1&nhom=T0"
    assert now_is()["Thu gom rác thải"] == ("I.1", 2, False)


def test_two_themes_are_merged_and_one_stands_on_what_is_left(step, themes):
    assert step("merge", target="T1").url == f"{BENCH}?muc=I.1&nhom=T1"
    assert now_is()["nước bẩn"] == ("I.1", 3, False)
    assert "rác thải" not in now_is()


def test_chosen_opinions_are_split_off(step, themes):
    step("split", text="Rác ở chợ", opinions=[opinion("Rác ở chợ")])

    assert (now_is()["Rác ở chợ"], now_is()["rác thải"][1]) == (("I.1", 1, False), 1)


def test_chosen_opinions_move_to_another_theme(step, themes):
    step("move", target="T1", opinions=[opinion("Rác ở chợ")])

    assert (now_is()["rác thải"][1], now_is()["nước bẩn"][1]) == (1, 2)


def test_a_theme_goes_to_another_section_and_the_next_one_is_read(step, themes):
    assert step("send", section="I.2").url == f"{BENCH}?muc=I.1&nhom=T1"
    assert now_is()["rác thải"] == ("I.2", 2, False)


def test_a_minority_view_is_marked_and_unmarked(step, signed_in, themes):
    step("mark", is_minority="1")
    assert now_is()["rác thải"][2]
    assert "thiểu số" in words(read(signed_in.get(BENCH)))
    step("mark", is_minority="0")
    assert not now_is()["rác thải"][2]


def test_an_opinion_is_pinned(step, signed_in, themes):
    pinned = opinion("Rác ở chợ")
    step("pin", opinion=pinned)

    assert bench_of(Synthesis.objects.get()).pins == {pinned}
    assert "đã ghim" in words(read(signed_in.get(BENCH)))


def test_steps_are_undone_one_by_one_and_stay_in_the_history(step, signed_in, themes):
    before = now_is()
    step("rename", text="Tên khác")
    step("merge", target="T1")
    for _ in range(2):
        step("hoan-tac")
    tree = read(signed_in.get(BENCH))

    assert now_is() == before
    assert len(tree.xpath("//details[contains(@class, 'bench-history')]//li")) == 2
    assert "Tổng hợp lại với" not in words(tree)
    assert "Không còn bước nào" in words(
        read(signed_in.post(BENCH, {"viec": "hoan-tac"}, follow=True))
    )


def test_the_next_run_is_asked_for_with_all_edits_that_stand(step, signed_in, themes):
    step("rename", text="Một")
    step("rename", text="Hai")
    tree = read(signed_in.get(BENCH))
    (button,) = tree.xpath("//button[contains(@class, 'btn-primary')]")

    assert button.text_content() == "Tổng hợp lại với 2 sửa đổi"
    assert button.getparent().get("action") == f"{LIST}giao/"


@pytest.mark.parametrize(
    ("viec", "given", "kept"),
    [
        ("rename", {"text": ""}, "rác thải"),
        ("rename", {"text": "rác thải"}, "hãy ghi tên khác"),
        ("split", {"text": "Tên đã gõ", "opinions": []}, "Tên đã gõ"),
        ("merge", {"target": "T2"}, "hãy chọn trong danh sách"),
        ("move", {"target": "T1"}, "Hãy đánh dấu ít nhất một ý kiến"),
        ("send", {"section": "unplaced"}, "hãy chọn trong danh sách"),
        ("pin", {"opinion": "999999"}, "không thuộc bản tổng hợp này"),
        ("mark", {"is_minority": "0"}, "đã được đánh dấu như vậy"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(step, themes, viec, given, kept):
    answer = step(viec, **given)
    tree = read(answer)

    assert answer.status_code == 422
    assert tree.xpath("//*[@role='alert']")
    shown = words(tree) + " ".join(tree.xpath("//input/@value"))
    assert kept in shown
    assert not Edit.objects.exists()


def test_refused_it_keeps_the_name_typed_and_the_opinions_ticked(step, themes):
    every = [*Opinion.objects.filter(theme__code="T0").values_list("pk", flat=True)]
    answer = step("split", text="Tên đã gõ", opinions=every)
    tree = read(answer)

    assert answer.status_code == 422
    assert tree.xpath("//input[@id='split_text']/@value") == ["Tên đã gõ"]
    assert len(tree.xpath("//input[@name='opinions'][@checked]")) == len(every)
    assert tree.xpath("//details[@data-deed='s']/@open")


def test_a_theme_that_somebody_merged_away_takes_no_step_of_another(step, signed_in, themes):
    step("merge", target="T1")
    answer = step("rename", text="Tên của nhóm đã mất")

    assert "không còn nữa" in words(read(signed_in.get(answer.url)))
    assert Edit.objects.count() == 1


def test_only_those_who_keep_it_edit_it(client, themes, employ, province, other_province):
    client.force_login(employ("thu", province, "collector"))
    tree = read(client.get(BENCH))

    assert not tree.xpath("//button[@name='viec']")
    assert client.post(f"{BENCH}?nhom=T0", {"viec": "rename", "text": "Sai"}).status_code == 403
    assert client.post(BENCH, {"viec": "hoan-tac"}).status_code == 403
    assert client.post(QUEUE, {"opinions": [1], "section": "I.1"}).status_code == 403
    client.force_login(employ("la", other_province, "analyst"))
    assert client.get(BENCH).status_code == client.get(QUEUE).status_code == 404
    assert not Edit.objects.exists()


def test_one_that_was_followed_is_only_read(step, signed_in, themes, version):
    Synthesis.objects.create(
        consultation=version.consultation, version=version, number=2, asked_at=AT, made_at=AT
    )
    tree = read(signed_in.get(BENCH))

    assert f"{LIST}2/ban-bien-tap/" in tree.xpath("//p[@class='notice']/a/@href")
    assert not tree.xpath("//button[@name='viec']")
    assert "mới hơn" in words(read(step("rename", text="Tên khác")))


def test_one_that_is_not_done_says_so(signed_in, version):
    Synthesis.objects.create(
        consultation=version.consultation, version=version, number=1, asked_at=AT
    )

    for address in (BENCH, QUEUE):
        assert signed_in.get(address).url == LIST


def test_the_queue_offers_three_sections_and_every_other(signed_in, themes):
    """S83: what is about no known part is placed by an officer, in one press."""
    tree = read(signed_in.get(QUEUE))
    (first, _) = tree.xpath("//li[@data-opinion]")
    offered = first.xpath(".//button[@name='section']/@value")
    number = int(first.xpath(".//input[@name='opinions']/@value")[0])

    assert offered == ["I.2", "II", "I.1"]
    assert set(first.xpath(".//option/@value")) == {"", "general", "I", "I.1", "I.2", "II", "III"}
    assert signed_in.post(QUEUE, {"opinions": [number], "section": "II"}).url == QUEUE
    assert len(read(signed_in.get(QUEUE)).xpath("//li[@data-opinion]")) == 1
    assert bench_of(Synthesis.objects.get()).homes == {number: "II/other"}
    signed_in.post(QUEUE, {"viec": "hoan-tac"})
    assert len(read(signed_in.get(QUEUE)).xpath("//li[@data-opinion]")) == 2


def test_the_queue_refuses_what_is_no_section(signed_in, themes):
    answer = signed_in.post(QUEUE, {"opinions": [opinion("Chưa rõ")], "section": ""})

    assert answer.status_code == 422
    assert read(answer).xpath("//*[@role='alert']")


def test_the_last_run_that_is_done_leads_to_its_workbench(signed_in, themes):
    assert BENCH in read(signed_in.get(LIST)).xpath("//a/@href")


def test_small_pictures_share_a_line_and_fall_to_nothing():
    assert [(bar.stance, bar.opinions, bar.width) for bar in bars({"object": 3, "agree": 1})] == [
        ("agree", 1, 25.0), ("object", 3, 75.0),
    ]  # fmt: skip
    days = {"2020-07-01": 4, "2020-07-03": 2}
    assert spark(days, ("2020-07-01", "2020-07-03")) == "0.0,0.0 50.0,20.0 100.0,10.0"
    assert spark(days, None) == spark({}, ("2020-07-01", "2020-07-03")) == ""
    long = spark({"2020-01-01": 1, "2020-12-31": 1}, ("2020-01-01", "2020-12-31"))
    assert len(long.split()) == 40
