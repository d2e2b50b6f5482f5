"""A picture of a page gives its remarks, and says how sure it is of each."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))
from page_sample import OPINIONS, broken, drawn, listed, saved, scanned, wrong_letters

from danvan.papers.errors import Unreadable
from danvan.papers.pages import page_picture, stored_pages
from danvan.papers.pages.sheets import DOUBTFUL
from danvan.papers.pdf_in import read_pdf, read_scan
from danvan.papers.scans import recognised_pages, tesseract
from danvan.papers.scans.cleaned import tilt_of
from danvan.papers.scans.identity_card import is_identity_card
from danvan.papers.tables.sheet import Sheet

OFFICE = ("phieu_sach.png", "phieu_scan.png", "phieu_scan.pdf")


def texts(path: Path) -> list[str]:
    (sheet,) = read_scan(path)
    found: list[str] = sheet.table["text"].to_pylist()
    return found


def alike(found: list[str], expected: tuple[str, ...] | list[str]) -> bool:
    """As many rows, and at most one letter in a hundred wrong."""
    return len(found) == len(expected) and wrong_letters("".join(expected), "".join(found)) <= 0.01


# ---------------------------------------------------------------- reading


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(scanned(listed()), tmp_path_factory.mktemp("form") / "phieu.png")


@pytest.fixture(scope="module")
def sheet(form: Path) -> Sheet:
    return read_scan(form)[0]


def test_a_scanned_list_gives_its_opinions(sheet: Sheet) -> None:
    assert alike(sheet.table["text"].to_pylist(), OPINIONS)
    assert set(sheet.table["channel"].to_pylist()) == {"scan"}
    assert sheet.pages is not None
    assert sheet.pages.tolist() == [1] * len(OPINIONS)


def test_every_row_says_how_sure_it_is(sheet: Sheet) -> None:
    assert sheet.confidence is not None
    assert ((sheet.confidence > 80) & (sheet.confidence <= 100)).all()


def test_doubtful_words_are_words_of_the_row(sheet: Sheet) -> None:
    for row in sheet.table.to_pylist():
        doubtful = row[DOUBTFUL].split(" · ") if row[DOUBTFUL] else []
        assert set(doubtful) <= set(row["text"].split())


@pytest.mark.parametrize("tilt", [-4.0, 8.0])
def test_a_page_far_askew_is_set_straight(tmp_path: Path, tilt: float) -> None:
    picture = scanned(listed(OPINIONS[:2]), tilt)
    assert tilt_of(picture) == pytest.approx(-tilt, abs=0.2)
    assert alike(texts(saved(picture, tmp_path / "a.png")), OPINIONS[:2])


def test_a_page_on_its_side_is_turned(tmp_path: Path) -> None:
    picture = listed().rotate(90, expand=True)
    assert alike(texts(saved(picture, tmp_path / "a.png")), OPINIONS)


def test_a_camera_that_says_how_it_was_held_is_believed(tmp_path: Path) -> None:
    held = Image.Exif()
    held[0x0112] = 6  # turn to the right
    held[0x010F] = "Máy ảnh"
    path = saved(listed().rotate(90, expand=True), tmp_path / "a.jpg", exif=held)
    png = page_picture(path, 1)
    assert struct.unpack(">II", png[16:24]) == (1654, 2339)
    assert "Máy ảnh".encode() not in png


def test_a_small_picture_is_enlarged(tmp_path: Path) -> None:
    picture = listed().resize((827, 1170), Image.Resampling.LANCZOS)
    assert alike(texts(saved(picture, tmp_path / "a.jpg")), OPINIONS)


def test_pages_of_one_file_are_one_list(tmp_path: Path) -> None:
    lines = [line for n, text in enumerate(OPINIONS, 1) for line in broken(f"{n}. {text}")]
    first, second = drawn(lines[:4]), drawn(lines[4:])
    path = saved(first, tmp_path / "a.tif", save_all=True, append_images=[second])
    (sheet,) = read_scan(path)
    assert alike(sheet.table["text"].to_pylist(), OPINIONS)
    assert sheet.pages is not None
    assert set(sheet.pages.tolist()) == {1, 2}


@pytest.mark.parametrize("name", OFFICE)
def test_the_office_set_is_read_with_one_letter_in_a_hundred_wrong(shared: Path, name: str) -> None:
    path = shared / "data" / "office" / name
    expected = json.loads(path.with_name(f"{name}.expected.json").read_text("utf-8"))
    lines = [
        line.text for page in recognised_pages(path, stored_pages(path)) for line in page.lines
    ]
    assert wrong_letters(" ".join(expected["lines"]), " ".join(lines[1:])) <= 0.01
    (sheet,) = read_pdf(path) if name.endswith(".pdf") else read_scan(path)
    assert alike(sheet.table["text"].to_pylist(), expected["texts"])


# ---------------------------------------------------------------- identity cards

CARD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "CĂN CƯỚC CÔNG DÂN",
    "Citizen Identity Card",
    "Số / No.: 000000000000",
    "Họ và tên / Full name:",
    "MẪU THỬ NGHIỆM",
    "Ngày sinh / Date of birth: 01/01/2000",
    "Giới tính / Sex: Nữ    Quốc tịch / Nationality: Việt Nam",
    "Quê quán / Place of origin: không có thật",
)


def test_a_picture_of_an_identity_card_is_refused(tmp_path: Path) -> None:
    path = saved(scanned(drawn(["MẪU, KHÔNG CÓ THẬT", *CARD], left=400)), tmp_path / "a.png")
    with pytest.raises(Unreadable) as said:
        read_scan(path)
    text = str(said.value)
    assert text.startswith("a.png, trang 1: có ảnh thẻ căn cước")
    assert "hãy bỏ ảnh này" in text
    assert not any(secret in text for secret in ("000000000000", "MẪU THỬ", "2000"))


@pytest.mark.parametrize(
    "lines",
    [
        CARD,
        [line.replace("CĂN CƯỚC CÔNG DÂN", "CĂN CƯỚC") for line in CARD],
        [line.replace("000000000000", "000 000 000 000") for line in CARD],
        ["GIẤY CHỨNG MINH NHÂN DÂN", "SỐ 000000000", "Họ tên: Mẫu", "Sinh ngày: 1", "Nguyên quán"],
        ["Đặc điểm nhân dạng", "IDVNM0000000000000000000000000", "0001010F0001010VNM<<<<<<<<<<<4"],
    ],
)
def test_cards_old_and_new_are_known(lines: list[str]) -> None:
    assert is_identity_card(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["PHIẾU GÓP Ý", "Họ và tên: Mẫu", "Số CCCD: 000000000000", "Ngày sinh: 1/1/2000", "1. Ý"],
        ["1. Đề nghị cấp căn cước công dân cho người già tại nhà.", "2. Họ và tên ghi sai nhiều."],
        ["CĂN CƯỚC CÔNG DÂN", "Người dân phải chờ cấp căn cước quá lâu, có người đã ba tháng."],
        ["CĂN CƯỚC CÔNG DÂN", "Hồ sơ 000000000000 bị trả lại ba lần, đề nghị xem xét."],
        [],
    ],
)
def test_forms_and_opinions_about_cards_are_none(lines: list[str]) -> None:
    assert not is_identity_card(lines)


# ---------------------------------------------------------------- refusals


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as said:
        read_scan(path)
    assert "\n" not in str(said.value)
    return str(said.value)


def test_without_tesseract_one_line_says_what_to_install(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "PROGRAM", "tesseract-khong-co")
    said = refusal(form)
    assert "chưa cài chương trình nhận dạng chữ Tesseract" in said
    assert "hãy cài tesseract-ocr và tesseract-ocr-vie" in said


def test_without_vietnamese_one_line_says_what_to_install(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "LANGUAGE", "khong_co")
    assert "chưa có dữ liệu tiếng Việt" in refusal(form)


def test_a_page_that_takes_too_long_is_named(form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "MAX_SECONDS", 0.01)
    assert "phieu.png, trang 1: chương trình nhận dạng chữ không đọc được" in refusal(form)


def of_size(path: Path, width: int, height: int) -> Path:
    """A PNG that says it is so large; there is next to nothing in it."""

    def part(name: bytes, held: bytes) -> bytes:
        whole = name + held
        return struct.pack(">I", len(held)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 99))
    path.write_bytes(png + part(b"IEND", b""))
    return path


@pytest.mark.parametrize(("width", "height"), [(20_000, 10), (10, 20_000), (9_000, 9_000)])
def test_a_picture_too_large_is_refused_before_it_is_unpacked(
    tmp_path: Path, width: int, height: int
) -> None:
    said = refusal(of_size(tmp_path / "a.png", width, height))
    assert f"ảnh {width} × {height} điểm ảnh" in said
    assert "cạnh dưới 20.000 và tất cả không quá 75 triệu điểm ảnh" in said


@pytest.mark.parametrize("kept", [40, 3_000])
def test_a_picture_that_was_cut_off_is_refused(form: Path, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(form.read_bytes()[:kept])
    assert "bị cắt cụt hoặc hỏng" in refusal(path)


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    assert "không thấy ý kiến nào" in refusal(saved(drawn([]), tmp_path / "a.png"))


# ---------------------------------------------------------------- the program's table


@given(st.text(max_size=40))
def test_any_word_that_the_program_may_write_is_read(word: str) -> None:
    head = "level page_num block_num par_num line_num word_num left top width height conf text"
    shown = "".join(letter for letter in word if letter.isprintable() and letter != "\t")
    cells = [*"5 1 1 1 1 1 0 0 10 10 96.5".split(), shown]
    table = "\n".join("\t".join(row) for row in (head.split(), cells)) + "\n"
    for line in tesseract.lines_in(table):
        assert [one.text for one in line] != [""]
