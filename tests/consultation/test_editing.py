"""Who edits a synthesis, when, and what each edit leaves; what makes no sense is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Edit, MovedOpinion, Opinion, Submission, Synthesis
from danvan.consultation.models.bench import bench_of
from danvan.consultation.queries import workbench
from danvan.ledger.models import Entry
from danvan.ledger.templatetags.deeds import deed, thing
from danvan.work.models import Job

FOUND = (
    ("I.1", "Thu gom rác", 3),
    ("I.1", "Nước thải", 2),
    ("I.1", "other", 1),
    ("I.2", "Du lịch", 2),
    ("general", "structure", 1),
    ("unplaced", "Chuyện khác", 1),
)
STEPS = (
    ("rename_theme", {"theme": "T0", "text": "Rác"}),
    ("merge_themes", {"theme": "T0", "target": "T1"}),
    ("split_theme", {"theme": "T0", "text": "Chợ", "opinions": (0,)}),
    ("move_opinions", {"opinions": (0,), "target": "T3"}),
    ("place_opinions", {"opinions": (0,), "section": "II"}),
    ("send_theme", {"theme": "T0", "section": "II"}),
    ("mark_theme", {"theme": "T0", "is_minority": True}),
    ("pin_opinion", {"opinion": 0}),
    ("word_statement", {"theme": "T0", "act": "add", "text": "đề nghị thêm thùng rác"}),
)


@pytest.fixture
def make(version, send):
    """A synthesis: `make(2)` is the second."""

    def synthesis(number=1):
        if number == 1:
            send(*(f"Ý kiến thứ {n} về rác" for n in range(10)))
        rows = iter(Submission.objects.order_by("pk"))
        found = {(s, label): [next(rows) for _ in range(n)] for s, label, n in FOUND}
        synthesised(version, found, number)
        return Synthesis.objects.get(number=number)

    return synthesis


@pytest.fixture
def synthesis(make):
    return make()


@pytest.fixture
def edit(synthesis, analyst):
    """Does an edit; opinions are named by their place among all."""

    def done(what, by=analyst, of=synthesis, **told):
        rows = [*Opinion.objects.filter(synthesis=of).order_by("pk").values_list("pk", flat=True)]
        if "opinions" in told:
            told["opinions"] = [rows[at] for at in told["opinions"]]
        if "opinion" in told:
            told["opinion"] = rows[told["opinion"]]
        return getattr(actions, what)(by=by, synthesis=of, at=AT, **told)

    return done


@pytest.fixture
def refused(edit):
    """That an edit is refused, with a sentence that holds these words."""

    def ask(sentence, what, **told):
        with pytest.raises(ValidationError, match=sentence):
            edit(what, **told)

    return ask


# ---------------------------------------------------------------- who


@pytest.mark.parametrize(("what", "told"), [*STEPS, ("undo", {})])
def test_who_only_collects_and_who_is_of_another_province_edits_nothing(
    edit, provincial_officer, employ, other_province, what, told
):
    for officer in (provincial_officer, employ("xa-la", other_province, "analyst", "approver")):
        with pytest.raises(PermissionDenied):
            edit(what, by=officer, **told)
    assert not Edit.objects.exists()


@pytest.mark.parametrize(("what", "told"), STEPS)
def test_each_edit_is_one_row_and_one_line_in_words(edit, approver, what, told):
    edit(what, by=approver, **told)
    row = Edit.objects.get()
    line = Entry.objects.filter(verb="edit_synthesis").get()

    assert (row.number, row.made_at, row.undone_at) == (1, AT, None)
    assert (line.actor, line.subject) == (approver.pk, f"consultation.Edit:{row.pk}")
    assert deed(line.verb) == "biên tập bản tổng hợp"
    assert thing(line.subject) == f"bước biên tập {row.pk}"


def test_an_officer_of_another_province_sees_no_edit(edit, synthesis, stranger, analyst):
    edit("pin_opinion", opinion=0)

    assert not Edit.objects.visible_to(stranger).exists()
    assert not MovedOpinion.objects.visible_to(stranger).exists()
    assert MovedOpinion.objects.visible_to(analyst).exists()
    bench = bench_of(synthesis)
    page = workbench.page_of(officer=stranger, bench=bench, theme="T0", after=None)
    assert (page.rows, page.next) == ([], None)
    assert workbench.unplaced(officer=stranger, bench=bench, after=None).rows == []
    assert workbench.history(officer=stranger, synthesis=synthesis) == []
    assert workbench.latest(officer=stranger, consultation=synthesis.consultation) is None


# ---------------------------------------------------------------- when


def test_only_the_last_done_synthesis_is_edited(edit, refused, synthesis, make):
    newer = make(2)

    refused("mới hơn", "rename_theme", theme="T0", text="Rác")
    edit("rename_theme", of=newer, theme="T0", text="Rác")


def test_a_synthesis_of_a_part_does_not_close_that_of_all(edit, make, synthesis, analyst):
    part = make(2)
    part.only = {"channels": ["web"]}
    part.save()
    asked = {"officer": analyst, "consultation": synthesis.consultation}

    assert workbench.latest(**asked) == part
    assert workbench.latest(**asked, only={}) == synthesis
    edit("rename_theme", theme="T0", text="Rác")


def test_a_published_one_is_not_edited(refused, synthesis):
    synthesis.published_at = AT
    synthesis.save()

    refused("đã công bố", "rename_theme", theme="T0", text="Rác")
    refused("đã công bố", "undo")


def test_nothing_is_edited_while_the_next_one_is_made(refused, edit, synthesis, analyst):
    edit("rename_theme", theme="T0", text="Rác")
    actions.ask_synthesis(by=analyst, consultation=synthesis.consultation, at=AT)
    refused("Đang tổng hợp lại", "rename_theme", theme="T0", text="Rác thải")
    refused("Đang tổng hợp lại", "undo")
    Job.objects.update(state=Job.State.FAILED)
    edit("rename_theme", theme="T0", text="Rác thải")


def test_one_that_is_not_done_is_not_edited(refused, synthesis, analyst):
    asked = actions.ask_synthesis(by=analyst, consultation=synthesis.consultation, at=AT)

    refused("chưa xong", "rename_theme", of=asked, theme="T0", text="Rác")


# ---------------------------------------------------------------- what makes no sense


def test_lanes_are_the_same_everywhere_and_stay_so(refused):
    lane = "I.1/other"
    refused("nhóm chung", "rename_theme", theme=lane, text="Rác")
    refused("nhóm chung", "merge_themes", theme=lane, target="T0")
    refused("nhóm chung", "merge_themes", theme="T0", target=lane)
    refused("nhóm chung", "split_theme", theme=lane, text="Rác", opinions=[5])
    refused("nhóm chung", "send_theme", theme=lane, section="II")


def test_opinions_enter_and_leave_only_the_lanes_of_agreement_and_of_the_rest(
    edit, refused, synthesis
):
    refused("không chuyển nhóm được", "move_opinions", opinions=[0], target="general/structure")
    refused("không chuyển nhóm được", "move_opinions", opinions=[0, 8], target="T3")
    edit("move_opinions", opinions=[5], target="T0")
    edit("move_opinions", opinions=[0], target="I.1/other")
    edit("move_opinions", opinions=[1], target="III/agreement")
    themes = bench_of(synthesis).themes

    assert [themes[code].opinions for code in ("T0", "I.1/other", "III/agreement")] == [2, 1, 1]


def test_a_theme_that_is_gone_is_not_edited(edit, refused):
    edit("merge_themes", theme="T0", target="T1")

    for what, told in STEPS:
        if "theme" in told:
            refused("không còn", what, **told)
    refused("không còn", "move_opinions", opinions=[5], target="T0")
    refused("không còn", "move_opinions", opinions=[5], target="IX/other")
    refused("không còn", "merge_themes", theme="T1", target="T0")


def test_themes_are_merged_within_one_section(refused):
    refused("hai mục khác nhau", "merge_themes", theme="T0", target="T3")
    refused("hai nhóm khác nhau", "merge_themes", theme="T0", target="T0")


def test_a_part_of_a_theme_is_split_off_it(refused):
    refused("ít nhất một", "split_theme", theme="T0", text="Rác", opinions=[])
    refused("tất cả", "split_theme", theme="T0", text="Rác", opinions=[0, 1, 2])
    refused("không còn ở nhóm này", "split_theme", theme="T0", text="Rác", opinions=[0, 3])
    refused("tên nhóm", "split_theme", theme="T0", text="  ", opinions=[0])


def test_opinions_are_of_the_same_synthesis(refused, synthesis, make, analyst):
    other = make(2)
    numbers = [Opinion.objects.filter(synthesis=synthesis).first().pk]

    with pytest.raises(ValidationError, match="không thuộc bản"):
        actions.move_opinions(by=analyst, synthesis=other, opinions=numbers, target="T0", at=AT)


def test_what_changes_nothing_is_no_edit(edit, refused):
    refused("đang ở nhóm đó", "move_opinions", opinions=[0], target="T0")
    refused("đang ở mục đó", "send_theme", theme="T0", section="I.1")
    refused("đã có tên", "rename_theme", theme="T0", text="Thu gom rác ")
    refused("đánh dấu như vậy", "mark_theme", theme="T0", is_minority=False)
    refused("đã có lời đó", "word_statement", theme="T0", act="add", text="")
    edit("pin_opinion", opinion=0)
    refused("đã được ghim", "pin_opinion", opinion=0)
    assert Edit.objects.count() == 1


def test_sections_and_acts_are_known_ones(refused):
    refused("không có mục", "send_theme", theme="T0", section="IX")
    refused("không có mục", "send_theme", theme="T0", section="unplaced")
    refused("không có mục", "place_opinions", opinions=[0], section="IX")
    refused("Không có câu", "word_statement", theme="T0", act="praise", text="x")


def test_names_and_words_are_of_one_line_and_short(edit, refused, synthesis):
    refused("500", "rename_theme", theme="T0", text="x" * 501)
    refused("1000", "word_statement", theme="T0", act="add", text="x" * 1001)
    edit("rename_theme", theme="T0", text=" Rác \n thải ")

    assert bench_of(synthesis).themes["T0"].label == "Rác thải"


def test_those_that_are_there_already_stay(edit, synthesis):
    edit("move_opinions", opinions=[0, 3], target="T1")

    assert MovedOpinion.objects.count() == 1


# ---------------------------------------------------------------- undone


def test_the_last_edit_that_stands_is_undone_each_by_its_line(edit, synthesis, analyst):
    edit("rename_theme", theme="T0", text="Rác")
    edit("mark_theme", theme="T0", is_minority=True)

    assert edit("undo").kind == "minority"
    edit("send_theme", theme="T0", section="II")
    assert [edit("undo").kind, edit("undo").kind, edit("undo")] == ["send", "rename", None]
    assert [*Edit.objects.order_by("number").values_list("number", flat=True)] == [1, 2, 3]
    assert Entry.objects.filter(verb="undo_edit").count() == 3
    assert not Edit.objects.standing().exists()


# ---------------------------------------------------------------- what the page shows


def test_history_tells_every_edit_in_words(edit, synthesis, analyst):
    for what, told in STEPS[:1] + STEPS[2:]:
        edit(what, **told)
    edit("mark_theme", theme="T0", is_minority=False)
    edit("word_statement", theme="T0", act="add", text="")
    edit("undo")
    steps = workbench.history(officer=analyst, synthesis=synthesis)

    assert [(one.number, one.said, one.undone_at is None) for one in steps] == [
        (10, "Lấy lại lời của máy cho câu của nhóm “Rác”", False),
        (9, "Thôi đánh dấu “Rác” là ý kiến thiểu số", True),
        (8, "Sửa lời câu của nhóm “Rác”: đề nghị thêm thùng rác", True),
        (7, "Ghim một ý kiến tiêu biểu của nhóm “Các ý kiến riêng lẻ, không thuộc nhóm nào”", True),
        (6, "Đánh dấu “Rác” là ý kiến thiểu số", True),
        (5, "Chuyển nhóm “Rác” sang mục “Phần II. Hạn chế, khuyết điểm”", True),
        (4, "Chuyển 1 ý kiến sang mục “Phần II. Hạn chế, khuyết điểm”", True),
        (3, "Chuyển 1 ý kiến sang nhóm “Du lịch”", True),
        (2, "Tách 1 ý kiến của “Rác” thành nhóm “Chợ”", True),
        (1, "Đổi tên “Thu gom rác” thành “Rác”", True),
    ]


def test_sections_stand_in_the_draft_s_order_with_their_themes(edit, synthesis, analyst):
    edit("send_theme", theme="T1", section="II")
    told = workbench.sections(officer=analyst, synthesis=synthesis, bench=bench_of(synthesis))

    assert [(one.key, one.level, one.opinions, one.themes) for one in told] == [
        ("general", 1, 1, 1),
        ("I", 1, 0, 0),
        ("I.1", 2, 4, 2),
        ("I.2", 2, 2, 1),
        ("II", 1, 2, 1),
        ("III", 1, 0, 0),
        ("unplaced", 1, 1, 1),
    ]
    assert sum(one.opinions for one in told) == synthesis.opinions_count


def test_a_page_holds_the_theme_s_opinions_masked_and_marked(edit, synthesis, analyst):
    actions.mask(submissions=Submission.objects.all())
    edit("move_opinions", opinions=[3], target="T0")
    edit("pin_opinion", opinion=0)
    page = workbench.page_of(officer=analyst, bench=bench_of(synthesis), theme="T0", after=None)

    assert [one.words for one in page.rows] == [f"Ý kiến thứ {n} về rác" for n in range(4)]
    assert [one.is_pinned for one in page.rows] == [True, False, False, False]
    assert [one.is_moved for one in page.rows] == [False, False, False, True]
    assert {(one.stance, one.channel, one.day) for one in page.rows} == {
        ("đề nghị", "trang mạng", ON)
    }
    assert page.next is None


def test_what_may_not_be_read_says_why_and_stays_in_the_list(synthesis, analyst):
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows[:2])
    actions.withdraw(submission=rows[0], on=ON)
    page = workbench.page_of(officer=analyst, bench=bench_of(synthesis), theme="T0", after=None)

    assert [(one.words, one.withheld[:14]) for one in page.rows] == [
        ("", "Nội dung đã đư"),
        ("Ý kiến thứ 1 về rác", ""),
        ("", "Nội dung đang "),
    ]


def test_pages_follow_each_other_and_none_is_shown_twice(edit, synthesis, analyst, monkeypatch):
    monkeypatch.setattr(workbench, "ROWS", 2)
    actions.mask(submissions=Submission.objects.all())
    edit("merge_themes", theme="T1", target="T0")
    edit("move_opinions", opinions=[7], target="T0")
    bench, after, seen = bench_of(synthesis), None, []
    for _ in range(3):
        page = workbench.page_of(officer=analyst, bench=bench, theme="T0", after=after)
        seen.append([one.words[-8:] for one in page.rows])
        after = page.next

    assert seen == [["0 về rác", "1 về rác"], ["2 về rác", "3 về rác"], ["4 về rác", "7 về rác"]]
    assert after is None


def test_opinions_are_looked_up_by_words_and_stance(synthesis, analyst, monkeypatch):
    actions.mask(submissions=Submission.objects.all())
    monkeypatch.setattr(workbench, "ROWS", 1)

    def found(**asked):
        page = workbench.page_of(
            officer=analyst, bench=bench_of(synthesis), theme="T0", after=None, **asked
        )
        return [one.words for one in page.rows], page.next is not None

    assert found(words="thu 2 rac") == (["Ý kiến thứ 2 về rác"], False)
    assert found(words="rác") == (["Ý kiến thứ 0 về rác"], True)
    assert found(words="du lịch") == ([], False)
    assert found(stance="propose") == (["Ý kiến thứ 0 về rác"], True)
    assert found(stance="object") == ([], False)


def test_the_queue_holds_what_is_in_no_section_with_the_nearest_ones(
    version, synthesis, analyst, edit
):
    actions.mask(submissions=Submission.objects.all())
    theme = synthesis.themes.get(section_key="unplaced")
    Opinion.objects.create(
        synthesis=synthesis, submission=Submission.objects.first(), ordinal=9, start=0, end=7,
        section_key="unplaced", section_how="unplaced", stance="inform", theme=theme,
        nearest="I.2 III general",
    )  # fmt: skip
    page = workbench.unplaced(officer=analyst, bench=bench_of(synthesis), after=None)
    assert [(one.words, one.how) for one in page.rows][1] == ("Ý kiến ", "chưa rõ phần")
    assert page.rows[1].nearest == (
        ("I.2", "2. Phát triển du lịch"),
        ("III", "Phần III. Bài học kinh nghiệm"),
        ("general", "Góp ý chung về dự thảo"),
    )
    edit("place_opinions", opinions=[-1], section="I.2")
    page = workbench.unplaced(officer=analyst, bench=bench_of(synthesis), after=None)
    assert len(page.rows) == 1
    edit("send_theme", theme="T5", section="III")
    assert workbench.unplaced(officer=analyst, bench=bench_of(synthesis), after=None).rows == []
