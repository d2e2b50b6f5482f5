"""What leaves the office shows masks, what stays holds the text as received, a person has the last
word, and the proof sees when a mask is not what the queue says. All people here are made up."""

import csv
import shutil
import stat
import zipfile
from html import unescape
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.papers.pdf_text import running_text
from danvan.sense.folder import decisions
from danvan.sense.folder.masks import READ, Masks
from danvan.sense.job import Order, Unusable, run
from danvan.sense.proof import verify
from danvan.sense.proof.folder import FILES, write_checksums
from danvan.sense.quotes import representatives
from danvan.sense.redact import MASKS, Decision, Hit, decided, dotted, found, masked

SECRETS = (
    "Đỗ Văn Mẫu", "0912.345.678", "mau.thu@vidu.vn", "024185001234", "19036789012345", "98A-123.45",
    "số nhà 12 ngõ 34 đường Hoa Sữa", "Hường",
)  # fmt: skip
LEFT = "Trần Văn Thử"
ROWS = [
    {"id": "m1", "text": f"Ông {SECRETS[0]} ở {SECRETS[6]} đề nghị làm đường, gọi {SECRETS[1]}"},
    {"id": "m2", "text": f"Gửi {SECRETS[2]}: đề nghị sửa cầu, CCCD {SECRETS[3]}"},
    {"id": "m3", "text": f"Không đồng ý thu phí; STK {SECRETS[4]}, xe {SECRETS[5]} đi qua"},
    {"id": "m4", "text": f"Chủ tịch UBND xã {LEFT} đã hứa; theo {SECRETS[7]} thì nên làm sớm"},
    {"id": "m5", "text": "Tôi nhất trí với dự thảo"},
    *({"id": f"k{n}", "text": f"Chị {SECRETS[7]} nhờ mở lớp mầm non thôn {n}"} for n in range(5)),
    {"id": "m6", "text": "", "count": "Gọi 0987654321"},
    {"id": "m7", "text": "Làm cầu, gọi anh Hùng 0987654321", "count": "nhiều"},
]
HANDED_ON = [name for name in FILES if name.startswith(("report", "response", "appendix"))]


@pytest.fixture(scope="module")
def finished(written) -> Path:
    return written(ROWS)


@pytest.fixture
def copy(finished, tmp_path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "ket-qua"))


def letters(path: Path) -> str:
    """All that a file says, without blanks."""
    if path.suffix == ".pdf":
        text = running_text(path)
    elif path.suffix == ".html":
        text = unescape(path.read_text("utf-8"))
    else:
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        text = unescape("".join(parts))
    return "".join(text.split())


def lines(place: Path) -> list[dict[str, str]]:
    with (place / "redactions.csv").open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def filled(place: Path, said: dict[str, str], out: Path, **more: str) -> Path:
    """The queue with a decision beside some words, as a person hands it back."""
    rows = [row | {"decision": said.get(row["words"].strip("“”"), "")} for row in lines(place)]
    with out.open("w", encoding="utf-8-sig", newline="") as target:
        sheet = csv.DictWriter(target, [*rows[0]])
        sheet.writeheader()
        sheet.writerows([*rows, *([more] if more else [])])
    return out


def again(place: Path, tmp_path: Path, queue: Path) -> Path:
    opinions = place.parent / "y-kien.csv"
    run(Order([opinions], tmp_path / "lai", redactions=queue), lambda *_: None)
    return tmp_path / "lai"


# ---------------------------------------------------------------- what leaves, what stays


@pytest.mark.parametrize("name", HANDED_ON)
def test_no_paper_that_is_handed_on_shows_what_is_somebodys(finished, name):
    told = letters(finished / name)
    assert [words for words in (*SECRETS, "0987654321") if "".join(words.split()) in told] == []


@pytest.mark.parametrize("name", ["report.html", "report.docx", "report.pdf", "appendix.xlsx"])
def test_masks_say_what_stood_there(finished, name):
    told = letters(finished / name)
    assert [mask for mask in ("[tên]", "[sốđiệnthoại]", "[địachỉ]") if mask not in told] == []


def test_the_offices_own_files_hold_the_text_as_received_for_its_owner_alone(finished):
    texts = pq.read_table(finished / "submissions.parquet")["text"].to_pylist()
    assert texts == [row["text"] for row in ROWS if row["text"] and "count" not in row]
    assert SECRETS[0] in (finished / "synthesis.json").read_text("utf-8")
    for name in ("submissions.parquet", "synthesis.json", "rejects.csv", "redactions.csv"):
        assert stat.S_IMODE((finished / name).stat().st_mode) == 0o600


def test_names_of_themes_and_sentences_hold_nobody(synthesised):
    texts = [f"Chị Hường nhờ mở lớp mầm non thôn {n}" for n in range(5)]
    document = synthesised([*texts, "Tôi nhất trí với dự thảo"]).document
    said = " ".join(t["label"] for t in document["themes"])
    said += " ".join(s["text"] for s in document["statements"])
    assert "hường" not in said.lower()
    assert "mầm non" in said


def test_of_equally_good_voices_one_without_a_name_speaks():
    same = np.ones((3, 2)) / np.sqrt(2)
    assert representatives(same, np.arange(3), 1) == [0]
    assert representatives(same, np.arange(3), 1, lambda at: at == 0) == [1]
    assert representatives(same, np.arange(3), 1, lambda _: True) == [0]


def test_the_queue_lists_what_is_masked_or_left_with_its_place(finished):
    rows = lines(finished)
    texts = {row["id"]: row["text"] for row in ROWS}
    own = [row for row in rows if row["submission_id"] in texts]
    for row in own:
        words = texts[row["submission_id"]][int(row["start"]) : int(row["end"])]
        assert row["words"] == f"“{words}”"
        assert f"⟦{words}⟧" in row["context"]
        assert row["decision"] == ""
    state = {row["words"].strip("“”"): row["sure"] for row in rows}
    assert {words: state[words] for words in (SECRETS[1], LEFT)} == {
        SECRETS[1]: "chắc chắn",
        LEFT: "đang để",
    }
    assert state.keys() >= {*SECRETS, "0987654321"}
    assert [row["sure"] for row in rows] == sorted(
        (row["sure"] for row in rows), key=["cần xem", "đang để", "chắc chắn"].index
    )


# ---------------------------------------------------------------- a person's word


def test_what_a_person_sets_free_is_shown_and_what_they_hide_is_masked(finished, tmp_path):
    said = {SECRETS[0]: "để", LEFT: "che", SECRETS[1]: "Che"}
    queue = filled(finished, said, tmp_path / "queue.csv")
    told = letters(again(finished, tmp_path, queue) / "report.html")
    assert "ĐỗVănMẫu" in told
    assert "TrầnVănThử" not in told
    assert "0912" not in told
    kept = {row["words"].strip("“”"): row["decision"] for row in lines(tmp_path / "lai")}
    assert {words: kept[words] for words in said} == {
        SECRETS[0]: "để",
        LEFT: "che",
        SECRETS[1]: "che",
    }


def test_a_person_can_hide_what_was_not_found(finished, tmp_path):
    own = {"submission_id": "m5", "start": "4", "end": "12", "kind": "tên", "words": "nhất trí"}
    queue = filled(finished, {}, tmp_path / "queue.csv", **own, decision="che")
    told = letters(again(finished, tmp_path, queue) / "report.html")
    assert "Tôi[tên]vớidựthảo" in told


def test_a_queue_saved_by_a_spreadsheet_still_fits(finished, tmp_path):
    """Zeros before a number and quotation marks may be gone, and cells be cut at semicolons."""
    queue = tmp_path / "queue.csv"
    start = ROWS[0]["text"].index(SECRETS[1])
    line = f"m1;{start}.0;{start + 12};số điện thoại;;912345678;;để\n"
    queue.write_text(f"submission_id;start;end;kind;sure;words;context;decision\n{line}", "utf-8")
    assert "0912.345.678" in letters(again(finished, tmp_path, queue) / "report.html")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("m1,4,14,tên,,“Đỗ Văn Mẫu”,,có lẽ", "dòng 2: không hiểu “có lẽ”"),
        ("m1,4,14,tên,,“Đỗ Văn Khác”,,che", "dòng 2: chữ ghi trong dòng không đứng ở vị trí ấy"),
        ("m1,bốn,14,tên,,“Đỗ Văn Mẫu”,,che", "dòng 2: cột start hoặc end không phải số"),
    ],
)
def test_a_decision_that_cannot_be_applied_is_refused_by_its_line(finished, tmp_path, line, said):
    queue = tmp_path / "queue.csv"
    head = "submission_id,start,end,kind,sure,words,context,decision"
    queue.write_text(f"{head}\n{line}\n", "utf-8")
    with pytest.raises(Unusable, match=said):
        again(finished, tmp_path, queue)
    assert not (tmp_path / "lai").exists()


def test_a_file_that_is_no_queue_is_refused(finished, tmp_path):
    queue = tmp_path / "khac.csv"
    queue.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(Unusable, match=r"khac\.csv: không có cột submission_id và decision"):
        again(finished, tmp_path, queue)


def test_decisions_about_texts_that_are_gone_are_left_out(finished, tmp_path):
    queue = filled(finished, {SECRETS[0]: "để"}, tmp_path / "queue.csv")
    table = pq.read_table(finished / "submissions.parquet")
    assert [*decisions(queue, table, [])] == ["m1"]
    assert decisions(queue, table.slice(1), []) == {}


# ---------------------------------------------------------------- the proof


def test_the_masked_papers_are_proven(finished):
    assert verify(finished) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("report.html", "[tên]", SECRETS[0]),
        ("report.html", "[địa chỉ]", "[tên]"),
        ("redactions.csv", "“Đỗ Văn Mẫu”", "“Đỗ Văn Khác”"),
        ("redactions.csv", ",số điện thoại,", ",thư điện tử,"),
        ("redactions.csv", ",số điện thoại,", ",điện thoại,"),
        ("redactions.csv", ",chắc chắn,“Đỗ", ",đang để,“Đỗ"),
        ("redactions.csv", ",đang để,“Trần", ",chắc chắn,“Trần"),
    ],
)
def test_a_mask_that_is_not_what_the_queue_says_is_caught(copy, name, old, new):
    file = copy / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    write_checksums(copy)
    assert verify(copy)


def test_a_line_taken_out_of_the_queue_is_caught(copy):
    kept = [row for row in lines(copy) if SECRETS[0] not in row["words"]]
    with (copy / "redactions.csv").open("w", encoding="utf-8-sig", newline="") as target:
        sheet = csv.DictWriter(target, [*kept[0]])
        sheet.writeheader()
        sheet.writerows(kept)
    write_checksums(copy)
    assert any(fault.where == "m1.1" for fault in verify(copy))


# ---------------------------------------------------------------- laws of masks

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=6)


@given(st.text(min_size=1, max_size=40), SPANS, st.integers(0, 40), st.integers(0, 40))
def test_a_cut_shows_no_letter_of_a_hit_and_every_other_one(text, spans, low, high):
    hits, at = [], 0
    for start, size in sorted(spans):
        if at <= start < len(text):
            at = min(len(text), start + size)
            hits.append(Hit(start, at, "name"))
    low, high = min(low, high, len(text)), min(max(low, high), len(text))
    hidden = {at for hit in hits for at in range(hit.start, hit.end)}
    told = masked(text.replace("[", "(").replace("]", ")"), hits, low, high)
    shown = "".join(text[at] for at in range(low, high) if at not in hidden)
    assert told.replace(MASKS["name"], "") == shown.replace("[", "(").replace("]", ")")
    assert len(dotted(text, hits)) == len(text)


def test_people_decide_by_place_and_may_add():
    hits = [Hit(0, 3, "name"), Hit(8, 12, "phone", "doubtful")]
    said = [Decision(0, 3, "Lan", "name", hide=False), Decision(5, 7, "ở", "name", hide=True)]
    assert decided(hits, said) == [
        Hit(0, 3, "name", "left"),
        Hit(5, 7, "name"),
        Hit(8, 12, "phone", "doubtful"),
    ]


def test_the_model_is_asked_no_more_than_its_budget(finished):
    table = pq.read_table(finished / "submissions.parquet")
    asked: list[str] = []

    def finder(texts):
        asked.extend(texts)
        return [[(0, len(text))] for text in texts]

    many = table.slice(0, 1).take([0] * (2 * READ))
    text = "Cảm ơn Diệu Nhi đã ghi giúp"
    many = many.set_column(many.schema.get_field_index("text"), "text", [[text] * (2 * READ)])
    masks = Masks(many, finder=finder)
    masks.read([[row] for row in range(2 * READ)])
    assert len(asked) == READ
    assert masks.cut(0, 0, len(text)) == "Cảm ơn [tên] đã ghi giúp"


def test_texts_without_anybody_are_shown_as_they_are():
    text = "Đề nghị làm đường ở xã Tân Yên"
    assert masked(text, found(text)) == text
