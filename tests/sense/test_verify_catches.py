"""One thing altered in a finished synthesis, whatever it is, and `danvan verify` says where."""

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from danvan.sense.policy import Phrase, Policy
from danvan.sense.proof import seal
from danvan.sense.proof.folder import FILES, SUMS, write_checksums
from danvan.sense.proof.words import expected_bracket, expected_phrase
from danvan.sense.quantity import bracket, phrase
from danvan.site.cli import app

DRAFT = "# Phần I. Kết quả\n\nDu lịch, môi trường.\n\n# Phần II. Nhiệm vụ\n\nGiáo dục.\n"
PLACES = ("Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Trung", "Mai", "Lan", "Cúc")
ROWS = [
    *({"text": f"Đề nghị bổ sung số liệu về du lịch ở xã {p}.", "section": "I"} for p in PLACES),
    *({"text": f"Không đồng ý cắt tuyến xe buýt xã {p}.", "section": "II"} for p in PLACES[:4]),
    *({"text": "Tôi nhất trí với dự thảo."} for _ in range(6)),
    {"text": "Bao giờ xây trường mầm non?", "section": "II"},
    {"text": ""},
    {"text": "Đề nghị làm cầu.", "count": "nhiều"},
]

Document = dict
Column = list


@pytest.fixture(scope="module")
def finished(written) -> Path:
    rows = [{"id": f"v{at}", "count": 2, "section": ""} | row for at, row in enumerate(ROWS)]
    return written(rows, draft=DRAFT)


@pytest.fixture
def copy(finished, tmp_path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "ket-qua"))


def verified(place: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["verify", str(place)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def resealed(place: Path, change: Callable[[Document], object]) -> None:
    """Alters the document as a forger would who also makes the seal and the checksums anew."""
    file = place / "synthesis.json"
    document = json.loads(file.read_text("utf-8"))
    change(document)
    document["made"]["seal"] = seal(document)
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    write_checksums(place)


def altered_column(place: Path, name: str, column: str, change: Callable[[Column], None]) -> None:
    table = pq.read_table(place / name)
    values = table[column].to_pylist()
    change(values)
    at = table.schema.get_field_index(column)
    new = pa.array(values, table.schema.field(column).type)
    pq.write_table(table.set_column(at, column, new), place / name)
    write_checksums(place)


def counted(document: Document) -> Document:
    """A sentence with bracketed figures and a quote."""
    return next(s for s in document["statements"] if s["base"] >= 5 and s["quotes"])


def one_more(record: Document, name: str) -> None:
    record[name] = (record[name] or 0) + 1


def other_figure(document: Document) -> None:
    s = counted(document)
    s["text"] = re.sub(r"\((\d)", lambda found: f"({int(found[1]) % 9 + 1}", s["text"])


def of_themes(document: Document) -> list[Document]:
    return [s for s in document["statements"] if s["scope"] == "theme"]


def exchanged(document: Document) -> None:
    first, second = of_themes(document)[:2]
    ids = first["opinion_ids"][0], second["opinion_ids"][0]
    second["opinion_ids"][0], first["opinion_ids"][0] = ids


def twice(document: Document) -> None:
    ids = of_themes(document)[0]["opinion_ids"]
    ids[0] = ids[-1]


def other_letter(record: Document) -> None:
    record["quote"] = record["quote"][:-2] + ("a" if record["quote"][-2] != "a" else "e") + "."


def shifted(record: Document) -> None:
    record["start"] += 1


def theme(document: Document) -> Document:
    return max(document["themes"], key=lambda t: t["opinions"])


FORGED: dict[str, tuple[Callable[[Document], object], str]] = {
    "a count": (lambda d: one_more(counted(d), "count"), r"^S\d+: ghi"),
    "a base": (lambda d: one_more(counted(d), "base"), r"^S\d+: cơ số"),
    "a quantity word": (
        lambda d: counted(d).update(quantifier="đa phần ý kiến"),
        r"^S\d+: lượng từ",
    ),
    "a figure in a sentence": (other_figure, r"^S\d+: thiếu số liệu"),
    "the words of a sentence": (
        lambda d: counted(d).update(text=counted(d)["text"].replace(" ", " không ", 4)),
        r"^S\d+: ",
    ),
    "ids of two sentences exchanged": (exchanged, r"^S\d+: dẫn"),
    "an id named twice": (twice, r"^statements: |^S\d+: "),
    "an id that is nowhere": (
        lambda d: counted(d)["opinion_ids"].__setitem__(0, "v0.99"),
        r"^v0\.99: ",
    ),
    "a letter of a quote": (lambda d: other_letter(counted(d)["quotes"][0]), r"^S\d+: trích dẫn"),
    "the offset of a quote": (lambda d: shifted(counted(d)["quotes"][0]), r"^S\d+: trích dẫn"),
    "a letter of a theme's quote": (
        lambda d: other_letter(theme(d)["representatives"][0]),
        r"/\w+: trích dẫn",
    ),
    "a theme's count": (lambda d: one_more(theme(d), "opinions"), r"/\w+: số ý kiến"),
    "a theme's submissions": (lambda d: one_more(theme(d), "submissions"), r"/\w+: số lượt"),
    "a theme's families": (lambda d: one_more(theme(d), "families"), r"/\w+: số nhóm trùng"),
    "a stance's count": (lambda d: one_more(theme(d)["stances"], "unclear"), r"/\w+: thái độ"),
    "a section's opinions": (
        lambda d: one_more(d["sections"][0], "opinions"),
        r"^section I: số ý kiến",
    ),
    "a section's submissions": (
        lambda d: one_more(d["sections"][0], "submissions"),
        r"^section I: số lượt",
    ),
    "a section left out": (lambda d: d["sections"].pop(0), r"^section I: "),
    "a theme left out": (lambda d: d["themes"].pop(0), r"không có trong danh sách nhóm"),
    "a sentence left out": (lambda d: d["statements"].remove(of_themes(d)[0]), r"^statements: "),
    "an act": (lambda d: of_themes(d)[0].update(act="object"), r"^S\d+: dẫn ý kiến có thái độ"),
    "a theme's section": (lambda d: theme(d).update(section_key="II"), r"nhóm không thuộc phần"),
    "the hash of the inputs": (lambda d: d["made"].update(inputs=["0" * 64]), r"^made\.inputs: "),
    "the hash of the opinions": (
        lambda d: d["made"].update(opinions="0" * 64),
        r"^made\.opinions: ",
    ),
    "a bound of the quantity words": (
        lambda d: [row.update(least=1000) for row in d["made"]["policy"]["phrases"][:5]],
        r"^S\d+: lượng từ",
    ),
    "a statement without its count": (lambda d: counted(d).pop("count"), r"^statements: có mục"),
    "an act nobody knows": (lambda d: counted(d).update(act="praise"), r"^statements: có mục"),
} | {
    f"base.{name}": (lambda d, name=name: one_more(d["base"], name), rf"^base\.{name}: ")
    for name in ("rows", "submissions", "tallied", "people", "opinions", "families", "rejected")
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_document_is_caught_even_under_a_new_seal(copy, what):
    """S70, S87: no figure, word, id or quote of the report can be altered unseen."""
    change, named = FORGED[what]
    resealed(copy, change)
    code, said = verified(copy)
    assert code == 1
    assert re.search(named, said, re.MULTILINE), said


def first_of(value: object) -> Callable[[Column], None]:
    return lambda values: values.__setitem__(0, value)


def one_off(values: Column) -> None:
    values[0] += 1


def far_off(values: Column) -> None:
    values[0] += 1000


def another(values: Column) -> None:
    values[0] = next(value for value in values if value != values[0])


TABLES: dict[str, tuple[str, str, Callable[[Column], None], str]] = {
    "a letter of a text": (
        "submissions", "text", lambda v: v.__setitem__(0, v[0].replace("Đề", "Dề")), "made.inputs",
    ),
    "a weight": ("submissions", "weight", one_off, "base.tallied"),
    "a family": ("submissions", "family_id", another, "số nhóm trùng"),
    "the reference of a family": (
        "submissions", "is_reference", lambda v: v.__setitem__(0, not v[0]), "submissions.parquet",
    ),
    "a submission's id": ("submissions", "submission_id", first_of("v999"), "opinions.parquet"),
    "a channel": ("submissions", "channel", first_of("conference"), "made.inputs"),
    "a start": ("opinions", "start", one_off, "made.opinions"),
    "an end": ("opinions", "end", lambda v: v.__setitem__(0, v[0] - 1), "made.opinions"),
    "an end outside the text": ("opinions", "end", far_off, "v0.1: vị trí"),
    "a theme": ("opinions", "theme_id", another, "số ý kiến"),
    "a stance": ("opinions", "stance", another, "thái độ"),
    "a stance nobody knows": ("opinions", "stance", first_of("hostile"), "stance có giá trị lạ"),
    "a section": ("opinions", "section_key", first_of("II"), "nhóm không thuộc phần II"),
    "how it was placed": ("opinions", "section_how", first_of("cited"), "made.opinions"),
    "an opinion's id": ("opinions", "opinion_id", first_of("v0.2"), "số thứ tự"),
    "an opinion's submission": ("opinions", "submission_id", another, "mã ý kiến"),
}  # fmt: skip


@pytest.mark.parametrize("what", TABLES)
def test_a_forged_table_is_caught_even_under_new_checksums(copy, what):
    """The tables behind the report cannot be altered unseen."""
    name, column, change, named = TABLES[what]
    altered_column(copy, f"{name}.parquet", column, change)
    code, said = verified(copy)
    assert code == 1
    assert named in said


@pytest.mark.parametrize("name", ["submissions.parquet", "opinions.parquet"])
@pytest.mark.parametrize("row", [0, -1])
def test_a_dropped_row_is_caught(copy, name, row):
    """S86: no row can vanish from a finished synthesis."""
    table = pq.read_table(copy / name)
    keep = [at for at in range(len(table)) if at != row % len(table)]
    pq.write_table(table.take(keep), copy / name)
    write_checksums(copy)
    code, said = verified(copy)
    assert code == 1
    assert "base." in said or name in said


def rejected(place: Path) -> list[list[str]]:
    with (place / "rejects.csv").open(encoding="utf-8-sig", newline="") as source:
        return [*csv.reader(source)]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda rows: rows.pop(), "base.rejected"),
        (lambda rows: rows[-1].__setitem__(3, "khác"), "made.inputs"),
    ],
)
def test_a_rejected_row_cannot_be_dropped_or_reworded(copy, change, named):
    """S86: what could not be read is proved, too."""
    rows = rejected(copy)
    change(rows)
    with (copy / "rejects.csv").open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows(rows)
    write_checksums(copy)
    code, said = verified(copy)
    assert code == 1
    assert named in said


def a_sentence(place: Path) -> Document:
    return counted(json.loads((place / "synthesis.json").read_text("utf-8")))


def replaced_in_docx(file: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(file, "w") as archive:
        for info, content in parts.items():
            if info.filename == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            archive.writestr(info, content)


@pytest.mark.parametrize("shown", ["sentence", "quote"])
def test_the_page_shows_what_was_proved(copy, shown):
    """A sentence or a quote in the page differs from the data in no letter."""
    statement = a_sentence(copy)
    sentence = statement["text"].partition(" (")[0]
    words = {"sentence": sentence, "quote": statement["quotes"][0]["quote"]}[shown]
    page = (copy / "report.html").read_text("utf-8")
    assert words in page
    (copy / "report.html").write_text(
        page.replace(words, f"{words[:-2]}{words[-1:]}"), encoding="utf-8"
    )
    write_checksums(copy)
    code, said = verified(copy)
    assert code == 1
    assert f"{statement['id']}: " in said
    assert "report.html" in said


def test_the_paper_shows_what_was_proved(copy):
    """A sentence in the paper differs from the data in no letter."""
    words = a_sentence(copy)["text"].split("(")[1].split(";")[0]
    replaced_in_docx(copy / "report.docx", words, "9/9 ý kiến")
    write_checksums(copy)
    code, said = verified(copy)
    assert code == 1
    assert "report.docx" in said


@pytest.mark.parametrize("name", FILES)
def test_one_byte_of_any_file_is_missed(copy, name):
    content = bytearray((copy / name).read_bytes())
    content[-1] ^= 1
    (copy / name).write_bytes(content)
    code, said = verified(copy)
    assert code in (1, 2)
    assert name in said or "tệp hỏng" in said


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_no_synthesis(copy, name):
    (copy / name).unlink()
    code, said = verified(copy)
    assert (code, said.count("\n")) == (2, 1)
    assert name in said


def test_missing_checksums_are_a_fault(copy):
    (copy / SUMS).unlink()
    code, said = verified(copy)
    assert code == 1
    assert SUMS in said


@pytest.mark.parametrize(
    "name", ["synthesis.json", "opinions.parquet", "report.docx", "rejects.csv"]
)
def test_a_broken_file_gives_a_sentence_and_no_traceback(copy, name):
    (copy / name).write_bytes(b"\xff\xfe{broken")
    code, said = verified(copy)
    assert code in (1, 2)
    assert "Traceback" not in said


def test_a_folder_that_is_none_is_said_in_one_line(tmp_path):
    code, said = verified(tmp_path / "khong-co")
    assert (code, said.count("\n")) == (2, 1)


def test_an_untouched_synthesis_passes(copy):
    assert verified(copy)[0] == 0


@settings(max_examples=50, deadline=None)
@given(
    st.integers(1, 2_000_000), st.integers(1, 2_000_000), st.sampled_from(["ý kiến", "đại biểu"])
)
@example(7, 100, "ý kiến")
@example(50, 100, "ý kiến")
@example(1, 50, "ý kiến")
@example(4, 5, "ý kiến")
def test_both_code_paths_say_the_same_of_any_count(one, two, noun):
    """S70: the verifier's own words for a count are those of the report."""
    count, base = sorted((one, two))
    odd = Policy((Phrase("đông đảo ý kiến", 0.07, 1), *Policy().phrases[-1:]))
    for policy in (Policy(), odd):
        said = expected_phrase(count, base, policy.as_mapping(), noun)
        assert said == phrase(count, base, policy, noun)
    assert expected_bracket(count, base, noun) == bracket(count, base, noun)
