"""An old .doc reads as the same document in .docx would; nothing in it runs, nothing is fetched."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from word_sample import comment, commented, p, run, table, written

from danvan.papers import old_word
from danvan.papers.errors import Unreadable
from danvan.papers.minutes import read_minutes
from danvan.papers.old_word import read_old_word
from danvan.papers.tables import Sheet

SOFFICE = shutil.which("soffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")
TRACKED = '<w:{} w:id="9" w:author="B" w:date="2024-01-01T00:00:00Z">{}</w:{}>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.comments+xml"/></Types>'
)
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" {{}}/>'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE = (
    f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
    '<wp:extent cx="9999" cy="9999"/><wp:docPr id="1" name="a"/>'
    f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture"><pic:pic'
    f' xmlns:pic="{DRAWING}/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    f'<a:blip r:link="rId9" xmlns:r="{OFFICE}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9999" cy="9999"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)


def as_docx(folder: Path, body: str, *, picture: str = "", **parts: str) -> Path:
    """A .docx typed by hand, with all that another program asks of one."""
    path = written(folder, body, **parts)
    ends = "</Relationships>"
    main = LINK.format("rId1", "officeDocument", 'Target="word/document.xml"')
    own = LINK.format("rId2", "comments", 'Target="comments.xml"')
    if picture:
        own += LINK.format("rId9", "image", f'Target="{picture}" TargetMode="External"')
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", LINKS.format(main) + ends)
        archive.writestr("word/_rels/document.xml.rels", LINKS.format(own) + ends)
    return path


def as_doc(folder: Path, body: str, **parts: str) -> Path:
    """A .docx turned into .doc by LibreOffice itself."""
    path = as_docx(folder, body, **parts)
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True)
    return folder / "a.doc"


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .doc with tracked changes, a table and a comment."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed here")
    added = TRACKED.format("ins", run("thêm"), "ins")
    gone = TRACKED.format("del", "<w:r><w:delText>bỏ đi</w:delText></w:r>", "del")
    opinions = table((p("Ý kiến"),), (p("Tốt"),))
    body = p("1. Giữ ", added, gone) + p("2. ", commented(1, "Hai ý")) + opinions + p("3. Ba ý")
    said = comment(1, "Đề nghị làm rõ.")
    return as_doc(tmp_path_factory.mktemp("doc"), body, comments=said)


@pytest.fixture(scope="module")
def sheets(letter: Path) -> list[Sheet]:
    """What is read of it, and that reading it changed nothing beside it."""
    before = sha256(letter.read_bytes()).digest(), sorted(letter.parent.iterdir())
    read = read_minutes(letter)
    assert (sha256(letter.read_bytes()).digest(), sorted(letter.parent.iterdir())) == before
    return read


def test_it_works(sheets: list[Sheet]) -> None:
    opinions, remarks, comments = sheets
    assert opinions.table["0"].to_pylist() == ["Ý kiến", "Tốt"]
    assert [row["text"] for row in remarks.table.to_pylist()][1:] == ["Hai ý", "Ba ý"]
    assert comments.table.select(["text", "anchor"]).to_pylist() == [
        {"text": "Đề nghị làm rõ.", "anchor": "Hai ý"}
    ]


def test_what_was_inserted_stays_and_what_was_deleted_goes(sheets: list[Sheet]) -> None:
    assert sheets[1].table["text"][0].as_py() == "Giữ thêm"


@needs_soffice
def test_the_profile_shuts_off_macros_and_links(tmp_path: Path, letter: Path) -> None:
    made = old_word.converted(letter, str(SOFFICE), tmp_path)
    kept = (tmp_path / "profile/user/registrymodifications.xcu").read_text(encoding="utf-8")
    assert made.exists()
    for _, name, value in old_word.SWITCHES:  # LibreOffice has read them and kept them so
        assert f'oor:name="{name}" oor:op="fuse"><value>{value}<' in kept


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address of a picture, and what was asked for there."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def asked_for(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = asked_for

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a.png", asked
    server.shutdown()
    server.server_close()


@needs_soffice
def test_nothing_is_fetched(tmp_path: Path, listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    page = as_docx(tmp_path, p("Một ý", PICTURE), picture=address, comments="")
    assert old_word.converted(page, str(SOFFICE), tmp_path).exists()
    assert asked == []


@needs_soffice
def test_rich_text_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(rb"{\rtf1\ansi 1. M\u7897?t \u253? {\deleted b\u7887?} h\u7871?t\par}")
    assert [sheet.table["text"].to_pylist() for sheet in read_minutes(path)] == [["Một ý  hết"]]


@needs_soffice
def test_a_broken_document_is_refused(tmp_path: Path, letter: Path) -> None:
    path = tmp_path / "hong.doc"
    path.write_bytes(letter.read_bytes()[:3000])
    with pytest.raises(Unreadable, match=r"^hong\.doc"):
        read_minutes(path)


@needs_soffice
def test_when_time_is_up_the_refusal_says_so(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word, "MAX_SECONDS", 0.3)
    with pytest.raises(Unreadable, match=r"a\.doc: đọc tệp \.doc quá"):
        read_old_word(letter)


def is_running(pid: str) -> bool:
    """Whether a program runs; one that has ended and waits for its parent does not."""
    try:
        said = Path(f"/proc/{pid.strip()}/stat").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return said.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no list of programs here")
@pytest.mark.parametrize("last", ["wait", "true"])
def test_a_program_that_is_ended_takes_its_children_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    monkeypatch.setattr(old_word, "MAX_SECONDS", 0.5)
    command = ["/bin/sh", "-c", f"sleep 300 & echo $! >child; {last}"]
    assert old_word.finished(command, tmp_path) == (last == "true")
    assert not is_running((tmp_path / "child").read_text())


def test_without_libreoffice_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.doc"
    path.write_bytes(b"{\\rtf1 a}")
    with pytest.raises(Unreadable, match=r"LibreOffice.*Lưu thành.*\.docx") as refusal:
        read_minutes(path)
    assert "\n" not in str(refusal.value)
