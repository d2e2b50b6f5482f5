"""Tables of any office format come in whole; a torn row costs itself, a bad file one sentence."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from compound_sample import compound

from danvan.papers.errors import Unreadable
from danvan.papers.tables import read_tables

SUFFIXES = (".csv", ".tsv", ".jsonl", ".parquet", ".xlsx", ".xls")
HEADS = (b"", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b'{"text":')


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(path: Path) -> list[list[str | None]]:
    table = read_tables(path)[0].table
    return [list(row.values()) for row in table.to_pylist()]


def test_it_works(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "id,text\n1,Đồng ý\n2,Chưa rõ\n")
    assert rows(path) == [["id", "text"], ["1", "Đồng ý"], ["2", "Chưa rõ"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    lines = [["Mã", "Nội dung", "Ngày"], ["1", "Một câu", "2/7/2020"], ["2", "Hai câu", "3/7/2020"]]
    path = put(tmp_path, "a.csv", "\n".join(separator.join(line) for line in lines))
    assert rows(path) == lines


def test_a_single_column_keeps_its_commas(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "Ý kiến\nTốt, nhưng chậm\nTốt\n")
    assert rows(path) == [["Ý kiến"], ["Tốt, nhưng chậm"], ["Tốt"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_recognised_by_content(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, "a.csv", "id,text\n1,Đồng ý với dự thảo\n".encode(encoding))
    assert rows(path)[1] == ["1", "Đồng ý với dự thảo"]


def test_an_unclosed_quote_costs_one_line(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", 'id,text\n1,một\n2,"hai\n3,ba\n4,bốn\n')
    sheet = read_tables(path)[0]
    assert [row["0"] for row in sheet.table.to_pylist()] == ["id", "1", "3", "4"]
    assert [(fault.row, fault.text) for fault in sheet.faults] == [(3, '2,"hai')]


def test_a_line_of_broken_letters_costs_itself(tmp_path: Path) -> None:
    good = "một câu đúng,1\n".encode()
    path = put(tmp_path, "a.csv", b"text,n\n" + good * 3 + b"h\xffng,2\n" + good)
    sheet = read_tables(path)[0]
    assert (sheet.table.num_rows, [fault.row for fault in sheet.faults]) == (5, [5])


def test_json_lines_keep_what_is_written(tmp_path: Path) -> None:
    lines = ['{"text": "a", "n": 1.0, "day": "2020-07-14"}', "", '{"text": 5, "n": null}', "{}"]
    sheet = read_tables(put(tmp_path, "a.jsonl", "\n".join(lines)))[0]
    assert sheet.table.to_pylist() == [
        {"text": "a", "n": "1.0", "day": "2020-07-14"},
        {"text": "5", "n": None, "day": None},
        {"text": None, "n": None, "day": None},
    ]
    assert sheet.at.tolist() == [1, 3, 4]


def test_json_numbers_and_days_are_not_rewritten(tmp_path: Path) -> None:
    lines = '{"text": "a"}\n{"text": "b", "n": 100000000000.0, "day": "2020-07-14T00:00:00"}\n'
    last = read_tables(put(tmp_path, "a.jsonl", lines))[0].table.to_pylist()[1]
    assert (last["n"], last["day"]) == ("100000000000.0", "2020-07-14T00:00:00")


def test_a_bad_json_line_costs_itself(tmp_path: Path) -> None:
    sheet = read_tables(put(tmp_path, "a.jsonl", '{"text":"a"}\n{"text"\n[1]\n{"text":"b"}\n'))[0]
    assert sheet.table["text"].to_pylist() == ["a", "b"]
    assert [fault.row for fault in sheet.faults] == [2, 3]


def test_deep_nesting_costs_its_line(tmp_path: Path) -> None:
    deep = '{"text": "b", "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    path = put(tmp_path, "a.jsonl", f'{{"text": "a"}}\n{deep}\n{{"text": "c"}}\n')
    sheet = read_tables(path)[0]
    assert sheet.table["text"].to_pylist() == ["a", "c"]
    assert [fault.row for fault in sheet.faults] == [2]


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text(max_size=5) | st.integers(0, 9))))
@settings(max_examples=40, deadline=None)
def test_the_fast_and_the_exact_reading_of_json_agree(
    tmp_path_factory: pytest.TempPathFactory, objects: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("json")
    lines = [json.dumps(row) for row in [{"a": "x"}, *objects]]
    fast = read_tables(put(folder, "a.jsonl", "\n".join(lines)))[0].table.to_pylist()
    exact = read_tables(put(folder, "b.jsonl", "\n".join([*lines, '{"a": 1.5}'])))[
        0
    ].table.to_pylist()
    keys = {key for row in exact for key in row}
    assert [{key: row.get(key) for key in keys} for row in fast] == exact[:-1]


def test_parquet_becomes_strings(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["a", None], "n": [1.0, 2.5], "list": [[1], [2]]}), path)
    assert read_tables(path)[0].table.to_pylist() == [
        {"text": "a", "n": "1"},
        {"text": None, "n": "2.5"},
    ]


def test_a_worksheet_keeps_excels_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_row(6, 3, ["Nội dung", 3.0])
    sheet = read_tables(path)[0]
    assert (sheet.at.tolist(), sheet.table.to_pylist()) == ([7], [{"0": "Nội dung", "1": "3"}])


def test_a_merged_cell_holds_for_the_rows_it_spans(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 2, 0, "Xã Đông")
        page.merge_range(0, 1, 2, 1, 7)
        page.write_column(0, 2, ["a", "b", "c"])
        page.write_row(3, 0, ["", "", "d"])
    held = [["Xã Đông", "7", "a"], ["Xã Đông", "", "b"], ["Xã Đông", "", "c"], ["", "", "d"]]
    assert rows(path) == held  # a number is not repeated: it would count twice


def test_a_sheet_that_spans_the_whole_grid_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write(1_048_575, 16_383, "xa")
    with pytest.raises(Unreadable, match="phình to"):
        read_tables(path)


@pytest.mark.parametrize("lie", [False, True])
def test_a_swollen_workbook_is_refused_even_when_it_lies(tmp_path: Path, lie: bool) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (30 << 20))
    if lie:
        true, claimed = (30 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little")
        path.write_bytes(path.read_bytes().replace(true, claimed))
    with pytest.raises(Unreadable, match="phình to"):
        read_tables(path)


def test_a_broken_old_workbook_ends_its_own_process_only(tmp_path: Path) -> None:
    book = compound({"Workbook": b"\x09\x08\x10\x00" + b"\xff" * 600})
    with pytest.raises(Unreadable, match="bảng tính"):
        read_tables(put(tmp_path, "a.xls", book))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rong.csv", b"", "rỗng"),
        ("khong.csv", None, "không mở được"),
        ("anh.csv", b"\x89PNG....", "ảnh"),
        ("la.xyz", b"abc", "không nhận ra loại tệp"),
        ("gia.xlsx", b"abc", "không phải tệp .xlsx"),
        ("cut.xlsx", b"PK\x03\x04abc", "cắt cụt"),
        ("cut.parquet", b"PAR1abc", "parquet"),
        ("so.csv", bytes(range(256)) * 20, "không phải tệp chữ"),
        ("mang.jsonl", b'[{"text": "a"}]', "JSONL"),
    ],
)
def test_an_unusable_file_says_why(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name if content is None else put(tmp_path, name, content)
    with pytest.raises(Unreadable, match=words) as refusal:
        read_tables(path)
    assert str(refusal.value).startswith(name)
    assert "\n" not in str(refusal.value)


@given(
    st.sampled_from(SUFFIXES),
    st.sampled_from(HEADS),
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
@settings(max_examples=50, deadline=None)
def test_no_bytes_raise_anything_but_unreadable(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, head: bytes, rest: bytes
) -> None:
    path = put(tmp_path_factory.mktemp("bytes"), "a" + suffix, head + rest)
    try:
        read_tables(path)
    except Unreadable as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 - both endings are right
