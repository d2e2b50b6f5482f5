"""A draft becomes a tree of sections, with keys that officers and citizens would use themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document as new_document
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.papers.draft import Outline, read_draft
from danvan.papers.errors import Unreadable

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
DRAFTS = sorted(path for path in (SHARED / "drafts").glob("*.*") if path.suffix != ".json")


def outline(folder: Path, name: str, text: str) -> Outline:
    (folder / name).write_text(text, encoding="utf-8")
    return read_draft(folder / name)


def keys(found: Outline) -> list[str]:
    return [node.key for node in found.nodes]


def test_it_works(tmp_path: Path) -> None:
    text = "# Báo cáo\n\n## Phần I. KẾT QUẢ\n\n### 1. Kinh tế\n\n#### 1.1. Công nghiệp\n\nTăng.\n"
    found = outline(tmp_path, "a.md", text)
    assert (found.title, keys(found)) == ("Báo cáo", ["I", "I.1", "I.1.1"])
    last = found.nodes[-1]
    assert (last.number, last.title, last.parent, last.text) == (
        "1.1",
        "1.1. Công nghiệp",
        "I.1",
        "Tăng.",
    )


def test_a_law_has_keys_of_its_kinds(tmp_path: Path) -> None:
    text = (
        "LUẬT\nTHỬ\n\nChương I\nCHUNG\n\nĐiều 1. Phạm vi\n1. Theo Điều 5 của Luật khác.\na) một;\n"
        "Chương II\nRIÊNG\nMục 2. CÁCH LÀM\nĐiều 2. Làm\nĐiều 1 của Luật này giữ nguyên.\n"
        "Điều 1. Trích luật khác\n"
    )
    found = outline(tmp_path, "a.txt", text)
    assert keys(found) == ["chuong-1", "dieu-1", "chuong-2", "chuong-2.muc-2", "dieu-2"]
    assert found.nodes[0].title == "Chương I. CHUNG"
    assert found.nodes[-1].text == "Điều 1 của Luật này giữ nguyên.\nĐiều 1. Trích luật khác"


def test_numbered_sentences_are_no_headings(tmp_path: Path) -> None:
    text = "Phần thứ hai\nCHỈ TIÊU\nI- Các chỉ tiêu\n1) Tăng trưởng theo kế hoạch được duyệt.\n"
    assert keys(outline(tmp_path, "a.txt", text)) == ["II", "II.I"]


def test_headings_without_numbers_are_counted(tmp_path: Path) -> None:
    text = "# T\n\n## Mở đầu\n\na\n\n## Nội dung\n\n### Sâu\n\nb\n"
    assert keys(outline(tmp_path, "a.md", text)) == ["1", "2", "2.1"]


def test_bold_lines_of_an_unstyled_document_are_headings(tmp_path: Path) -> None:
    paper = new_document()
    for text, bold in (("1. Kinh tế", True), ("1. Câu này không đậm", False), ("2. Xã hội", True)):
        paper.add_paragraph().add_run(text).bold = bold
    paper.save(str(tmp_path / "a.docx"))
    found = read_draft(tmp_path / "a.docx")
    assert keys(found) == ["1", "2"]
    assert found.nodes[0].text == "1. Câu này không đậm"


def test_a_list_of_titles_is_one_section_a_line(tmp_path: Path) -> None:
    found = outline(tmp_path, "a.txt", "Chợ mới mở cửa\nVì sao đường chậm?\nNước sạch về làng\n")
    assert keys(found) == ["1", "2", "3"]
    assert found.nodes[1].title == "Vì sao đường chậm?"


def test_running_prose_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"a\.txt: không thấy đề mục"):
        outline(tmp_path, "a.txt", "Đây là một đoạn văn.\nĐây là đoạn nữa.\n")


def test_the_same_number_twice_gives_two_keys(tmp_path: Path) -> None:
    text = "# T\n\n## 1. Một\n\n## 1. Lại một\n"
    assert keys(outline(tmp_path, "a.md", text)) == ["1", "1~2"]


@given(st.text(max_size=300), st.sampled_from([".md", ".txt", ".html"]))
@settings(max_examples=50, deadline=None)
def test_no_text_raises_anything_but_unreadable(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("draft") / f"a{suffix}"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        found = read_draft(path)
    except Unreadable:
        return
    assert len(set(keys(found))) == len(found.nodes)
    assert all(node.parent is None or node.parent in keys(found) for node in found.nodes)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_real_drafts_give_their_known_tree(path: Path) -> None:
    stem = path.stem.removesuffix("_unstyled")
    expected = json.loads((path.parent / f"{stem}.expected.json").read_text(encoding="utf-8"))
    found = read_draft(path)
    titles = {node.key: node.title for node in found.nodes}
    assert found.title == expected["title"]
    assert [(node.title, titles.get(node.parent or "")) for node in found.nodes] == [
        (heading["title"], heading["parent"]) for heading in expected["headings"]
    ]


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="no measuring data here")
def test_the_keys_of_the_gold_draft_are_its_sections() -> None:
    lines = (SHARED / "gold" / "sections.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [(row["section"], row["title"]) for row in map(json.loads, lines)]
    nodes = read_draft(SHARED / "gold" / "draft.md").nodes
    assert [(node.key, node.title) for node in nodes] == expected
