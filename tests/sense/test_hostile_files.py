"""Files made to break a reader are refused at the door in one sentence that names the limit."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from danvan.sense.intake import Unreadable, read
from danvan.sense.job import Order, run
from danvan.sense.proof import verify

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(**cells: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã", "Nội dung góp ý"])
    sheet.append(["m1", "Đề nghị làm cầu."])
    for place, cell in cells.items():
        sheet[place] = cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(raw: bytes, **parts: bytes) -> bytes:
    """The archive with some parts replaced or added; `__` in a name stands for a slash."""
    named = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(raw))
    with source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*source.namelist(), *named]):
            target.writestr(name, named[name] if name in named else source.read(name))
    return out.getvalue()


def document(body: str, prologue: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        xml = f"{prologue}<w:document {SPACE}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def with_comment(raw: bytes, size: int) -> bytes:
    """A workbook whose sheet begins with a comment of blanks."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheet = archive.read(SHEET)
    head, rest = sheet[: sheet.index(b"<sheetData")], sheet[sheet.index(b"<sheetData") :]
    return repacked(raw, xl__worksheets__sheet1_xml=head + b"<!--" + b" " * size + b"-->" + rest)


def of_many_parts(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACE}/>")
        for number in range(count):
            archive.writestr(f"word/{number}.xml", b"")
    return out.getvalue()


def lying(raw: bytes) -> bytes:
    """An archive whose directory says that its longest part has ten bytes."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = max(part.file_size for part in archive.infolist())
    return raw.replace(struct.pack("<I", size), struct.pack("<I", 10))


def locked(raw: bytes) -> bytes:
    """The flag of a password set on every part, here and in the directory."""
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = raw.find(sign)
        while start >= 0:
            raw = raw[: start + at] + b"\x01\x00" + raw[start + at + 2 :]
            start = raw.find(sign, start + 4)
    return raw


EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def laughing() -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>'


def declared(raw: bytes, doctype: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheet = archive.read(SHEET).decode()
    root = sheet.index("<worksheet")
    return repacked(
        raw, xl__worksheets__sheet1_xml=f"{sheet[:root]}{doctype}{sheet[root:]}".encode()
    )


def png(width: int, height: int) -> bytes:
    """A black picture of one bit a pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        length = struct.pack(">I", len(content))
        return length + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(9)
    rows = [packer.compress(bytes(1 + (width + 7) // 8)) for _ in range(height)]
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = b"".join([*rows, packer.flush()])
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def pdf(pages: int, trailer: str = "") -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, pages + 3))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{one}endobj\n".encode()
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


ENCRYPTED = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"
GOOD = workbook()
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "ty-le.xlsx": (lambda: with_comment(GOOD, 30 << 20), "20 MB và gấp hơn 150 lần"),
    "nhieu-phan.docx": (lambda: of_many_parts(10_001), "hơn 10.000 phần"),
    "noi-doi.xlsx": (lambda: lying(with_comment(GOOD, 1 << 20)), "dài hơn độ dài ghi trong tệp"),
    "thuc-the.docx": (lambda: document(paragraph("&x;"), EXTERNAL), "DOCTYPE"),
    "thuc-the.xlsx": (lambda: declared(GOOD, EXTERNAL), "DOCTYPE"),
    "tram-ty.docx": (lambda: document(paragraph("&e9;"), laughing()), "DOCTYPE"),
    "tram-ty.xlsx": (lambda: declared(GOOD, laughing()), "DOCTYPE"),
    "long-nhau.docx": (lambda: document("<w:p>" * 100_000 + "</w:p>" * 100_000), "hỏng"),
    "qua-rong.xlsx": (lambda: workbook(XFD1048576="x"), "40 triệu ô"),
    "khoa.xlsx": (lambda: locked(GOOD), "mật khẩu"),
    "khoa.docx": (lambda: locked(document(paragraph("x"))), "mật khẩu"),
    "khoa.pdf": (lambda: pdf(1, ENCRYPTED), "mật khẩu"),
    "nen.zip": (lambda: repacked(of_many_parts(0), a=b"b").replace(b"word", b"work"), "tệp nén"),
    "rong-ruot.doc": (lambda: OLD_OFFICE + bytes(600), "hỏng"),
    "mot-chieu.png": (lambda: png(20_001, 10), "20.000"),
    "lon.png": (lambda: png(20_000, 20_000), "75 triệu"),
    "nhieu-trang.pdf": (lambda: pdf(10_000), "2.000"),
    "cut.xlsx": (lambda: GOOD[: len(GOOD) * 6 // 10], "bị cắt cụt hoặc hỏng"),
    "cut.docx": (lambda: document(paragraph("x") * 500)[:300], "bị cắt cụt hoặc hỏng"),
    "cut.pdf": (lambda: pdf(3)[:60], "hỏng"),
    "cut.png": (lambda: png(400, 400)[:70], "hỏng"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_the_limit_named(tmp_path: Path, name: str) -> None:
    make, limit = HOSTILE[name]
    (tmp_path / name).write_bytes(make())
    with pytest.raises(Unreadable) as refused:
        read([tmp_path / name])
    said = str(refused.value)
    assert said.startswith(name)
    assert limit in said
    assert said.count("\n") == 0


@pytest.mark.parametrize("name", ["ty-le.xlsx", "thuc-the.docx", "lon.png"])
def test_in_a_folder_it_is_set_aside_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name][0]())
    (tmp_path / "tot.xlsx").write_bytes(GOOD)
    found = read([tmp_path])
    assert [one.file for one in found.account.set_aside] == [name]
    assert HOSTILE[name][1] in found.account.set_aside[0].reason
    assert found.table["text"].to_pylist() == ["Đề nghị làm cầu."]


def test_a_macro_is_neither_run_nor_carried_on(tmp_path: Path) -> None:
    macro = b'Sub AutoOpen() : Shell "touch x" : End Sub'
    raw = repacked(GOOD, **{"xl__vbaProject.bin": macro})
    (tmp_path / "macro.xlsm").write_bytes(raw)
    run(Order([tmp_path / "macro.xlsm"], tmp_path / "ra"), lambda *_: None)
    for file in (tmp_path / "ra").iterdir():
        assert b"AutoOpen" not in file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                assert not [name for name in archive.namelist() if "vba" in name.lower()]


@pytest.mark.parametrize("wild", ["../../ngoai.xml", "/ngoai.xml", "..\\..\\ngoai.xml"])
def test_a_part_named_outside_its_archive_is_written_nowhere(tmp_path: Path, wild: str) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    raw = repacked(document(paragraph("Đề nghị làm cầu.")), **{wild: b"x"})
    (inner / "duong-dan.docx").write_bytes(raw)
    assert read([inner / "duong-dan.docx"]).table["text"].to_pylist() == ["Đề nghị làm cầu."]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["duong-dan.docx"]


FORMULAS = ["=1+1", "+84 912", "-5 là ít", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "'=1"]


def test_a_formula_read_is_its_value_and_never_computed(tmp_path: Path) -> None:
    """A cell of a formula holds what was last computed; without that it holds nothing."""
    raw = workbook(A3="m2", B3="=CONCATENATE(B2, B2)")
    (tmp_path / "cong-thuc.xlsx").write_bytes(raw)
    found = read([tmp_path / "cong-thuc.xlsx"])
    assert found.table["text"].to_pylist() == ["Đề nghị làm cầu."]
    assert [reject.row for reject in found.rejects] == ["3"]


def test_no_sheet_that_is_written_holds_a_formula(tmp_path: Path) -> None:
    """Opinions, units, file names and rejected rows that look like formulas stay texts."""
    rows = [
        "id,text,Đơn vị,count",
        *(f'"{n}","{t.replace(chr(34), chr(34) * 2)}","=A1",1' for n, t in enumerate(FORMULAS)),
    ]
    rows += ['x,"=CMD()",=B1,nhiều', "y,Tổng,,", "=Cộng,,,"]
    (tmp_path / "=tep.csv").write_text("\n".join(rows), encoding="utf-8")
    out = tmp_path / "ra"
    run(Order([tmp_path / "=tep.csv"], out), lambda *_: None)
    book = openpyxl.load_workbook(out / "appendix.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    wild = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))]
    assert wild
    assert all(cell.quotePrefix for cell in wild if cell.data_type == "s")
    with (out / "rejects.csv").open(encoding="utf-8-sig", newline="") as source:
        rejected = [cell for row in csv.reader(source) for cell in row]
    assert "'=CMD()" in rejected
    assert not [cell for cell in rejected if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert verify(out) == []
