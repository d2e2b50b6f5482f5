"""Opinions come in from any office file: accepted or rejected with a reason, never lost."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.intake import SCHEMA, Intake, Unreadable, draft, read


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def taken(folder: Path, content: str, name: str = "a.csv") -> Intake:
    return read([put(folder, name, content)])


def column(found: Intake, name: str) -> list[Any]:
    held: list[Any] = found.table[name].to_pylist()
    return held


def refused(found: Intake) -> list[tuple[str, str]]:
    return [(reject.row, reject.reason) for reject in found.rejects]


def test_it_works(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "Mã,Nội dung góp ý,Kênh,Ngày,Số lượt\nx,Đồng ý,Hội nghị,14/7/2020,1.240\n"
    )
    assert found.table.schema == SCHEMA
    assert found.table.to_pylist() == [
        {
            "submission_id": "x",
            "source": "a.csv#2",
            "page": None,
            "text": "Đồng ý",
            "weight": 1240,
            "counted": "submissions",
            "people": None,
            "section": None,
            "channel": "conference",
            "unit": None,
            "group": None,
            "received_at": "2020-07-14",
        }
    ]


def test_a_row_that_cannot_be_counted_is_rejected_with_its_reason(tmp_path: Path) -> None:
    text = "id,text,count\n1,tốt,-2\n2,,1\n3,tốt,abc\n4,tốt,\n5,a,b,c,d\n6,tốt,0\n"
    found = taken(tmp_path, text)
    assert column(found, "submission_id") == ["4"]
    bad = "số lượt không phải số nguyên từ 1 trở lên"
    assert refused(found) == [
        ("2", bad),
        ("3", "không có nội dung góp ý"),
        ("4", bad),
        ("6", "dòng có nhiều ô hơn tiêu đề"),
        ("7", bad),
    ]
    assert found.read == 6


def test_titles_totals_captions_and_repeated_headings_are_no_opinions(tmp_path: Path) -> None:
    lines = [
        "BẢNG TỔNG HỢP Ý KIẾN,,,",
        "STT,Đơn vị,Nội dung góp ý,Số lượt",
        "(1),(2),(3),(4)",
        "I. Khối xã phường,,,",
        "1,Xã A,Đồng ý,3",
        "STT,Đơn vị,Nội dung góp ý,Số lượt",
        "2,Xã B,Cộng đồng dân cư đồng ý,1",
        "Cộng,,,4",
    ]
    found = taken(tmp_path, "\n".join(lines))
    assert column(found, "text") == ["Đồng ý", "Cộng đồng dân cư đồng ý"]
    assert (found.read, column(found, "source")) == (2, ["a.csv#5", "a.csv#7"])


def test_headings_on_two_rows_are_read_together(tmp_path: Path) -> None:
    text = 'STT,Nội dung góp ý,Thông tin,\n,,Đối tượng,"Phần, mục"\n1,Tốt,Nông dân,II\n'
    found = taken(tmp_path, text)
    assert (column(found, "group"), column(found, "section")) == (["Nông dân"], ["II"])


def test_a_tally_of_people_is_told_from_one_of_submissions(tmp_path: Path) -> None:
    both = taken(tmp_path, "text,Số lượt,Số người\na,3,40\n")
    people = taken(tmp_path, "text,Số người\na,40\nb,\n")
    assert (column(both, "weight"), column(both, "people")) == ([3], [40])
    assert column(both, "counted") == ["submissions"]
    assert (column(people, "weight"), column(people, "people")) == ([1, 1], [40, None])
    assert column(people, "counted") == ["people", "submissions"]


def test_a_file_without_opinions_names_the_headings_it_has(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"“STT”, “Họ tên”.*“Nội dung góp ý”"):
        taken(tmp_path, "STT,Họ tên\n1,A\n")
    with pytest.raises(Unreadable, match="chỉ có dòng tiêu đề"):
        taken(tmp_path, "STT,Nội dung góp ý\n")


def test_repeated_ids_are_told_apart_whatever_the_order(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "x", "text": text}) for text in ("một", "hai", "ba")]
    lines += [json.dumps({"id": "x~2", "text": "bốn"})]
    first = taken(tmp_path, "\n".join(lines), "a.jsonl")
    again = taken(tmp_path, "\n".join(reversed(lines)), "a.jsonl")
    ids = dict(zip(column(first, "text"), column(first, "submission_id"), strict=True))
    assert ids == dict(zip(column(again, "text"), column(again, "submission_id"), strict=True))
    assert sorted(ids.values()) == ["x", "x~2", "x~3", "x~4"]


def test_rows_without_id_are_named_by_file_and_row(tmp_path: Path) -> None:
    found = read(
        [put(tmp_path, "a.txt", "Một ý.\nHai ý."), put(tmp_path, "b.jsonl", '{"text":"c"}')]
    )
    assert column(found, "submission_id") == ["a.txt#1", "a.txt#2", "b.jsonl#1"]


def test_old_letters_inside_a_table_are_read(tmp_path: Path) -> None:
    text = (
        'id,text,Đơn vị\n1,"§Ò nghÞ lµm râ môc nµy",X· A\n2,Ñeà nghò laøm roõ muïc naøy,\n3,à là,\n'
    )
    found = taken(tmp_path, text)
    assert column(found, "text") == ["Đề nghị làm rõ mục này"] * 2 + ["à là"]
    assert column(found, "unit")[0] == "Xã A"


def test_other_languages_pass_untouched(tmp_path: Path) -> None:
    texts = ["I agree, café", "賛成です", "😀", "  giữ khoảng trắng "]
    lines = "\n".join(json.dumps({"text": text}) for text in texts)
    assert column(taken(tmp_path, lines, "a.jsonl"), "text") == texts


def test_progress_counts_the_rows_of_all_files(tmp_path: Path) -> None:
    told: list[int] = []
    files = [put(tmp_path, name, '{"text":"a"}\n{"text":"b"}\n') for name in ("a.jsonl", "b.jsonl")]
    read(files, told.append)
    assert told == sorted(told)
    assert told[-1] == 4


@given(
    st.lists(
        st.tuples(st.text(max_size=6), st.text(max_size=12), st.text("0123456789.-a", max_size=4))
    )
)
@settings(max_examples=50, deadline=None)
def test_accepted_and_rejected_are_what_was_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    lines = [json.dumps(dict(zip(("id", "text", "count"), row, strict=True))) for row in rows]
    found = taken(folder, "\n".join(['{"id":"","text":"luôn có"}', *lines]), "a.jsonl")
    assert found.read == found.table.num_rows + len(found.rejects) == len(rows) + 1
    ids = column(found, "submission_id")
    assert len(set(ids)) == len(ids)
    assert all(text.strip() for text in column(found, "text"))


@given(st.binary(max_size=300), st.sampled_from([".csv", ".txt", ".jsonl", ".docx", ".xlsx"]))
@settings(max_examples=50, deadline=None)
def test_no_bytes_raise_anything_but_unreadable(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, suffix: str
) -> None:
    path = put(tmp_path_factory.mktemp("bytes"), f"a{suffix}", b"text\n" + raw)
    try:
        found = read([path])
    except Unreadable:
        return
    assert found.read == found.table.num_rows + len(found.rejects)


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=9)
)
@settings(max_examples=50, deadline=None)
def test_a_cell_of_any_signs_comes_through_a_csv(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    out = io.StringIO(newline="")
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)
    rows.writerows(
        [("id", "text"), *((f"n{place}", f"câu {text}") for place, text in enumerate(texts))]
    )
    found = taken(tmp_path_factory.mktemp("cell"), out.getvalue())
    assert found.table.num_rows == len(texts)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{n % 7}", "text": f"ý số {n}"}) for n in range(20)]
    first = taken(tmp_path, "\n".join(lines), "a.jsonl").table
    lines = lines[::-1]
    again = taken(tmp_path, "\n".join(lines), "a.jsonl").table
    names = ["submission_id", "text"]
    key = [("submission_id", "ascending")]
    assert first.select(names).sort_by(key).equals(again.select(names).sort_by(key))


def test_a_draft_becomes_the_engines_sections(tmp_path: Path) -> None:
    found = draft(put(tmp_path, "d.md", "# T\n\n## Phần I. MỘT\n\n### 1. Hai\n\nChữ.\n"))
    assert [(s.key, s.level, s.parent, s.text) for s in found.sections] == [
        ("I", 1, None, ""),
        ("I.1", 2, "I", "Chữ."),
    ]
