"""Hostile texts come in by every door, are kept as they came, and are only ever shown as text."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from unicodedata import normalize

import pyarrow.parquet as pq
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from lxml import etree
from python_calamine import CalamineWorkbook
from tests.consultation.conftest import AT, KEY, ON
from tests.consultation.hostile import NOT_KEPT, SOME
from tests.consultation.pages import plain, read, words, wrong_on
from tests.consultation.themes import published, synthesised

from danvan.consultation import actions, jobs
from danvan.consultation.actions import Answer
from danvan.consultation.models import Intake, RejectedRow, ShownText, Submission
from danvan.ledger.actions import SYSTEM
from danvan.papers.csv_out import FORMULA
from danvan.units.forms.fields import name_of
from danvan.work.jobs import run_next
from danvan.work.models import Job

PUBLIC, OFFICE = "/gop-y/van-kien-xix", "/dieu-hanh/gop-y/van-kien-xix"
API = "/api/v1/consultations/van-kien-xix"
TEXTS = [each for each in SOME if len(each) < 50_000]  # the long ones where lists are not full
PER_PAGE = 50

pytestmark = pytest.mark.usefixtures("two_factors", "asked")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def sent(asked, province):
    """All of them sent as a citizen does, agreed to be shown, and masked: the rows by number."""
    for start in range(0, len(SOME), 40):
        said = [actions.Said(text, "I.1", replacement=text) for text in SOME[start : start + 40]]
        way = actions.Through("web", province, ON, may_publish=True)
        actions.submit(consultation=asked, said=said, key=f"{KEY}{start}", through=way, at=AT)
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows)
    return rows


@pytest.fixture
def signed(client, analyst):
    client.force_login(analyst)
    return client


def entries(texts, **more):
    """What the page of a sending sends."""
    typed = {"entries-TOTAL_FORMS": len(texts), "entries-INITIAL_FORMS": len(texts)}
    for at, text in enumerate(texts):
        typed |= {f"entries-{at}-text": text, f"entries-{at}-replacement": text[:2000]}
        typed[f"entries-{at}-section_key"] = "I.1"
    return typed | {"version": "1", "key": KEY, "may_publish": "on", **more}


def fair(page):
    """The page as a tree, once nothing on it is what a text made of it."""
    tree = read(page)
    assert [*wrong_on(tree)] == []
    return tree


def shown_on(client, address):
    """The words of a list, all its pages."""
    found = []
    while address:
        tree = fair(client.get(address))
        found.append(words(tree))
        following = tree.xpath(
            "//nav[@class='pages']//a[@rel='next' and starts-with(@href, '?')]/@href"
        )
        address = address.split("?")[0] + following[-1] if following else ""
    return " ".join(found)


def missing(texts, said):
    """Those of the texts that are nowhere in what was said; of long ones the beginning counts."""
    return [text[:80] for text in texts if plain(text[:500].rstrip()) not in said]


# ---------------------------------------------------------------- the doors


def test_the_public_form_shows_and_keeps_them(client):
    texts = list(TEXTS[:50])
    review = client.post(f"{PUBLIC}/gui/", entries(texts))
    fields = [area.text or "" for area in fair(review).xpath("//textarea")]
    received = client.post(f"{PUBLIC}/da-nhan/", entries(texts))

    assert {plain(text) for text in texts} <= {plain(field) for field in fields}
    assert received.status_code == 200
    assert missing(texts, words(fair(received))) == []
    assert [row.text for row in Submission.objects.order_by("pk")] == [as_kept(t) for t in texts]


def as_kept(text):
    """Of what is typed, ends of lines become of one kind, letters one form; nothing else."""
    return normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", NOT_KEPT)
def test_what_no_database_holds_is_left_out_or_refused(client, text):
    answer = client.post(f"{PUBLIC}/da-nhan/", entries([text]))

    fair(answer)
    kept = Submission.objects.values_list("text", flat=True)
    assert answer.status_code == (200 if text.replace("\0", "") else 422)
    assert [*kept] == ([text.replace("\0", "")] if text.replace("\0", "") else [])


def test_letters_that_are_none_do_no_harm(client):
    """Half a pair of letters, and bytes that are no UTF-8."""
    half = json.dumps({"opinions": [{"text": "nửa \ud800 chữ"}]})
    answer = client.post(
        f"{API}/submissions", half, "application/json", headers={"Idempotency-Key": "k" * 22}
    )
    typed = b"entries-TOTAL_FORMS=1&entries-0-text=%ED%A0%80%FF%C3&key=" + KEY.encode()
    form = client.post(f"{PUBLIC}/da-nhan/", typed, "application/x-www-form-urlencoded")

    assert answer.status_code == 422
    assert form.status_code == 200
    assert client.get(f"{PUBLIC}/muc/%FF/").status_code == 404
    assert client.get(f"{PUBLIC}/?trang=%ED%A0%80").status_code == 200


def test_the_api_takes_and_gives_them(client):
    for start in range(0, len(TEXTS), PER_PAGE):
        body = {"may_publish": True, "opinions": [
            {"text": text, "section": "I.1"} for text in TEXTS[start : start + PER_PAGE]
        ]}  # fmt: skip
        headers = {"Idempotency-Key": f"{'k' * 22}{start}"}
        made = client.post(f"{API}/submissions", json.dumps(body), "application/json",
                           headers=headers)  # fmt: skip
        assert made.status_code == 201, made.content
    actions.mask(submissions=Submission.objects.all())
    found, after = [], -1
    while after is not None:
        page = client.get(f"{API}/submissions?after={after}").json()
        found += [each["text"] for each in page["items"]]
        after = page["next"]

    kept = [row.text for row in Submission.objects.order_by("pk")]
    assert kept == [as_kept(text) for text in TEXTS]
    assert found == [*ShownText.objects.order_by("submission_id").values_list("text", flat=True)]


def as_csv(texts):
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(["Nội dung góp ý", "Mục", "Đối tượng"])
    writer.writerows([text, "I.1", text[:40].replace("\n", " ")] for text in texts)
    return sheet.getvalue().encode()


def as_xlsx(texts):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for line, text in enumerate(["Nội dung góp ý", *texts]):
            page.write_string(line, 0, text)
    return file.getvalue()


@pytest.mark.parametrize(("make", "name"), [(as_csv, "y.csv"), (as_xlsx, "y.xlsx")])
def test_a_file_of_them_is_previewed_and_kept_row_by_row(client, analyst, province, make, name):
    client.force_login(analyst)
    texts = [text for text in TEXTS if text.strip()]
    sent = {"chosen": SimpleUploadedFile(f"<b>\u202e{name}", make(texts)), "channel": "sheet"}
    sent |= {"unit": name_of(province, date(2020, 7, 1)), "received_on": "2020-06-30"}
    seen = client.post(f"{OFFICE}/nhap-tep/", sent, follow=True)
    fair(seen)
    address = seen.redirect_chain[-1][0]
    done = client.post(address, {"rows": str(seen.context["rows"])}, follow=True)

    fair(done)
    intake = Intake.objects.get()
    assert intake.rows == intake.accepted + intake.rejected == len(texts)
    kept = {bare(row.text) for row in Submission.objects.all()}
    refused = {bare(row.text) for row in RejectedRow.objects.all()}
    assert {bare(text) for text in texts} <= kept | refused
    rejects = client.get(f"{OFFICE}/nhap-tep/{intake.pk}/khong-nhan.csv")
    rows_of(b"".join(rejects.streaming_content))


def bare(text):
    """Without the apostrophe that a file puts before a formula, and what XML writes otherwise."""
    return plain(ESCAPED.sub(" ", text)).lstrip("'")


ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


def test_a_conference_of_them_is_kept(signed, asked, province):
    texts = [text for text in TEXTS if text.strip()][:60]
    sent = {"y-TOTAL_FORMS": len(texts), "y-INITIAL_FORMS": 0, "s-TOTAL_FORMS": 0}
    sent |= {"s-INITIAL_FORMS": 0, "title": texts[0], "held_on": "2020-06-20", "attended": 50}
    sent |= {"unit": name_of(province, ON), "part_of_day": "morning", "form": "room"}
    for at, text in enumerate(texts):
        given = {"consultation": asked.pk, "text": text, "office": text[:200]}
        sent |= {f"y-{at}-{name}": value for name, value in given.items()}
    grown = signed.post("/dieu-hanh/gop-y/hoi-nghi/", {**sent, "them-y-kien": "1"})
    done = signed.post("/dieu-hanh/gop-y/hoi-nghi/", sent, follow=True)

    assert missing(texts, words(fair(grown))) == []
    assert done.redirect_chain, [*fair(done).itertext()]
    fair(done)
    kept = [plain(row.text) for row in Submission.objects.order_by("pk")]
    assert kept == [plain(text) for text in texts]


# ---------------------------------------------------------------- the pages


def test_the_public_reads_them_as_text(client, sent):
    said = shown_on(client, f"{PUBLIC}/muc/I.1/")

    assert missing(as_shown(), said) == []


def as_shown():
    return [*ShownText.objects.order_by("submission_id").values_list("text", flat=True)]


def test_line_ends_are_shown_as_they_came(client, send):
    send("một\nhai\r\nba\n\nbốn", section_key="I.1", may_publish=True)
    actions.mask(submissions=Submission.objects.all())
    (shown,) = read(client.get(f"{PUBLIC}/muc/I.1/")).xpath("//li[starts-with(@id, 'y-')]/div")

    said = re.sub(" *\n *", "\n", shown.text_content().strip())
    assert re.sub("\n{2,}", "\n\n", said) == "một\nhai\nba\n\nbốn"


def test_the_receipt_gives_them_back(client, sent):
    for start in range(0, len(SOME), 40):
        code = code_of_key(f"{KEY}{start}")
        said = words(fair(client.post("/bien-nhan/", {"code": code})))
        assert missing(SOME[start : start + 40], said) == []
    refused = client.post("/bien-nhan/", {"code": SOME[0] + "\u202e"})
    fair(refused)


def code_of_key(key):
    from danvan.consultation.actions.submissions import _chance
    from danvan.sense.receipts.codes import code_of

    return code_of(_chance(key))


def test_officers_read_them_as_text(signed, sent):
    for text, row in [*zip(SOME, sent, strict=True)][1::2]:
        actions.hide(by=SYSTEM, submission=row, reason="spam", note=text[:500] or "x", on=ON)
        actions.appeal(submission=row, text=text, on=ON)
    listed = shown_on(signed, f"{OFFICE}/kiem-duyet/")
    waiting = shown_on(signed, f"{OFFICE}/kiem-duyet/?trang_thai=appealed")
    for row in sent:
        fair(signed.get(f"{OFFICE}/kiem-duyet/{row.pk}/"))
    opened = signed.post(f"{OFFICE}/kiem-duyet/{sent[0].pk}/nguyen-van/", {"why": SOME[1]})

    assert missing(as_shown(), listed) == []
    assert plain(sent[4].shown.text) in waiting + listed
    assert missing([SOME[0]], words(fair(opened))) == []


def test_they_are_answered_as_text(client, signed, asked, version, sent):
    themes = synthesised(version, {("I.1", f"{text[:200]} {n}"): [row] for n, (text, row) in
                                   enumerate(zip(SOME, sent, strict=True))})  # fmt: skip
    for text, row in zip(SOME, sent, strict=True):
        answer = Answer("explained", text if text.strip() else "x", submissions=[row])
        made = actions.draft_response(by=SYSTEM, consultation=asked, answer=answer, at=AT)
        fair(signed.get(f"{OFFICE}/tra-loi/{made.pk}/"))
        actions.submit_response(by=SYSTEM, response=made)
        actions.approve_response(by=SYSTEM, response=made)
    theme = next(iter(themes.values()))
    for address in (
        f"{OFFICE}/tra-loi/",
        f"{OFFICE}/tra-loi/moi/?luot={sent[0].pk}&nhom={theme.pk}",
        f"{OFFICE}/tra-loi/giao/?nhom={theme.pk}",
    ):
        assert plain(SOME[0]) in words(fair(signed.get(address))), address
    actions.publish_responses(by=SYSTEM, consultation=asked, at=AT, on=ON)
    given = shown_on(client, f"{PUBLIC}/ket-qua/tra-loi/")

    assert missing([text for text in SOME if text.strip()], given) == []


# ---------------------------------------------------------------- exports and papers


def rows_of(sent):
    """A .csv as a spreadsheet reads it; no cell of it begins as a formula does."""
    rows = [*csv.reader(io.StringIO(sent.decode("utf-8-sig"), newline=""))]
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if FORMULA.match(cell) and cell[0] != "'"] == []
    return rows


def test_open_data_holds_them_whole(client, sent):
    csv.field_size_limit(1 << 20)
    files = {
        kind: b"".join(client.get(f"{PUBLIC}/du-lieu/y-kien.{kind}").streaming_content)
        for kind in ("csv", "json", "parquet")
    }
    texts = as_shown()
    head, *rows = rows_of(files["csv"])
    found = [row[head.index("text")] for row in rows]

    assert [cell.removeprefix("'") if FORMULA.match(cell) else cell for cell in found] == texts
    assert [row["text"] for row in json.loads(files["json"])] == texts
    table = pq.read_table(io.BytesIO(files["parquet"]))
    assert table["text"].to_pylist() == texts
    fair(client.get(f"{PUBLIC}/du-lieu/"))


def test_the_response_table_opens_with_them(signed, asked, version, sent):
    some = [(text, row) for text, row in zip(SOME, sent, strict=True) if len(text) < 50_000]
    synthesised(version, {("I.1", text[:200]): [row] for text, row in some})
    for text, row in some[:20]:
        answer = Answer("explained", text if text.strip() else "x", submissions=[row])
        made = actions.draft_response(by=SYSTEM, consultation=asked, answer=answer, at=AT)
        actions.submit_response(by=SYSTEM, response=made)
        actions.approve_response(by=SYSTEM, response=made)
    files = {kind: signed.get(f"{OFFICE}/bang-tiep-thu.{kind}").content
             for kind in ("docx", "pdf", "xlsx")}  # fmt: skip

    well_formed(files["docx"])
    well_formed(files["xlsx"])
    assert files["pdf"].startswith(b"%PDF")
    document = Document(io.BytesIO(files["docx"]))
    said = plain(" ".join(cell.text for table in document.tables for row in table.rows
                          for cell in row.cells))  # fmt: skip
    assert plain("{ TOC \\o } { INCLUDETEXT") in said
    assert plain("#set page(width: 1pt)") in said
    cells = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"])).get_sheet_by_index(0)
    assert len(cells.to_python()) >= len(some)


def well_formed(file):
    """Every part of an office file is XML, and none holds a formula or fetches anything."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(parts.read(name), etree.XMLParser(huge_tree=True))
                assert not tree.xpath("//*[local-name()='f'] | //*[@TargetMode='External']"), name


def test_a_synthesis_of_them_is_made_and_reads_as_text(client, signed, asked, approver, sent):
    synthesis = actions.ask_synthesis(by=approver, consultation=asked, at=AT)
    assert run_next(jobs.KINDS, at=Job.objects.latest("not_before").not_before)
    synthesis.refresh_from_db()
    assert synthesis.made_at
    runs = fair(signed.get(f"{OFFICE}/tong-hop/"))
    papers = runs.xpath("//a[@class='export']/@href")
    files = {address.rsplit("/", 1)[-1]: body(signed.get(address)) for address in papers}
    for name, file in files.items():
        if name.endswith((".docx", ".xlsx")):
            well_formed(file)
    assert files["report.pdf"].startswith(b"%PDF")
    published(synthesis)

    fair(client.get(f"{PUBLIC}/ket-qua/"))
    for part in ("I", "general", "unplaced"):
        page = client.get(f"{PUBLIC}/ket-qua/phan/{part}/")
        if page.status_code == 200:
            fair(page)
    voices = " ".join(shown_on(client, f"{PUBLIC}/ket-qua/cau/{each.code}/")
                      for each in synthesis.statements.all())  # fmt: skip
    heard = {opinion.submission_id for opinion in synthesis.opinions.all()}
    behind = [row.shown.text for row in sent if row.pk in heard and len(row.text) < 3000]
    assert missing(behind, voices) == []


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
