"""A file: chosen, understood, confirmed. Nothing is written before, nor by anybody else."""

import os
import time
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.units.actions import close_unit
from danvan.units.models import Unit, UnitSuccession, UnitVersion

HEAD = "code,kind,tier,parent,name,short_name,designation,symbol,valid_from,valid_to"
XA = "xa-7,place,commune,tinh-24,Xã Bảy,,xã,,2020-01-01,"
UNITS, EDGES = "/dieu-hanh/don-vi/nhap/", "/dieu-hanh/don-vi/nhap/ke-tiep/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "imports"


def sent(client, *lines, to=UNITS, encoding="utf-8", name="don-vi.csv"):
    """The answer to choosing a file of these lines."""
    content = "\n".join(lines).encode(encoding)
    return client.post(to, {"file": SimpleUploadedFile(name, content)})


def test_nothing_is_written_before_it_is_confirmed(client, admin, words):
    look = sent(client, HEAD, XA)
    said = words(client.get(look.url))

    assert (
        "Dòng trong tệp 1 Dòng không đọc được 0 Đơn vị mới 1 Đã có, giữ nguyên 0 Chỗ sai 0" in said
    )
    assert "Xã Bảy" in said
    assert not Unit.objects.filter(code="xa-7").exists()

    done = client.post(look.url, follow=True)

    assert "Đã nhập: 1 mới, 0 đã có từ trước" in words(done)
    assert UnitVersion.objects.get(unit__code="xa-7").name == "Xã Bảy"
    assert Entry.objects.filter(verb="import_units").last().actor == admin.pk


def test_the_file_is_gone_once_it_is_confirmed(client, admin, folder):
    look = sent(client, HEAD, XA)
    assert len(list(folder.iterdir())) == 1
    assert (next(folder.iterdir()).stat().st_mode & 0o077, folder.stat().st_mode & 0o077) == (0, 0)

    client.post(look.url)

    assert list(folder.iterdir()) == []
    assert client.get(look.url).status_code == 404


def test_a_file_waits_for_a_day_and_no_longer(client, admin, folder):
    look = sent(client, HEAD, XA)
    yesterday = time.time() - 24 * 3600 - 5
    os.utime(next(folder.iterdir()), (yesterday, yesterday))

    assert client.get(look.url).status_code == 404
    sent(client, HEAD)
    assert len(list(folder.iterdir())) == 1


def test_another_session_does_not_reach_the_file(client, admin, employ, province):
    look = sent(client, HEAD, XA)
    other = type(client)()
    other.force_login(employ("qt-2", province, "admin"))

    assert other.get(look.url).status_code == 404
    assert other.post(look.url).status_code == 404
    assert not Unit.objects.filter(code="xa-7").exists()


@pytest.mark.parametrize("name", ["../../etc", "a" * 300, "khong-co"])
def test_a_made_up_name_leads_nowhere(client, admin, name):
    assert client.get(f"{UNITS}don-vi/{name}/").status_code == 404


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_tables_are_saved_in(client, admin, encoding, words):
    look = sent(client, HEAD, XA, encoding=encoding)

    assert "Xã Bảy" in words(client.get(look.url))


def test_semicolons_of_an_office_table_are_read(client, admin, words):
    look = sent(client, HEAD.replace(",", ";"), XA.replace(",", ";"))

    assert "Đơn vị mới 1" in words(client.get(look.url))


def test_old_letters_are_read(client, admin, words):
    content = b"\n".join([HEAD.encode(), XA.encode("cp1258", "ignore")])
    look = client.post(UNITS, {"file": SimpleUploadedFile("a.csv", content)})

    assert look.status_code == 302
    assert client.get(look.url).status_code == 200


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + bytes(5000), "Đây không phải tệp chữ"),
        (b"", "rỗng"),
    ],
)
def test_what_is_no_text_is_refused_at_its_field(client, admin, words, content, said, folder):
    answer = client.post(UNITS, {"file": SimpleUploadedFile("a.csv", content)})

    assert answer.status_code == 422
    assert said in words(answer)
    assert not folder.exists() or list(folder.iterdir()) == []


def test_no_file_is_said(client, admin, words):
    assert client.post(UNITS, {}).status_code == 422


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("xa-7,lang,commune,tinh-24,Xã Bảy,,,,2020-01-01,", "Loại “lang” không có"),
        ("xa-7,place,vung,tinh-24,Xã Bảy,,,,2020-01-01,", "Cấp “vung” không có"),
        ("xa-7,place,commune,tinh-99,Xã Bảy,,,,2020-01-01,", "Không có đơn vị cấp trên mã"),
        ("xa-7,place,commune,,Xã Bảy,,,,2020-01-01,", "Thiếu đơn vị cấp trên"),
        ("xa-7,place,commune,tinh-20,Xã Bảy,,,,2020-01-01,", "không quản trị đơn vị cấp trên"),
        ("xa-7,place,commune,tinh-24,Xã Bảy,,,,1/7/2020,", "không đọc được"),
        ("xa-7,place,commune,tinh-24,Xã Bảy,,,,2020-02-30,", "không đọc được"),
        ("xa-7,place,commune,tinh-24,,,,,2020-01-01,", "Thiếu mã hoặc tên"),
        (f"xa-7,place,commune,tinh-24,{'x' * 300},,,,2020-01-01,", "dài quá 250 chữ"),
        (f"{'x' * 61},place,commune,tinh-24,Xã,,,,2020-01-01,", "dài quá 60 chữ"),
        ("xa-7,place,commune,xa-7,Xã Bảy,,,,2020-01-01,", "đứng trên chính nó"),
        ("xa-7,place,commune,tinh-24,X\0ã,,,,2020-01-01,", "ký tự hỏng"),
    ],
)
def test_a_fault_stands_with_its_line_and_confirming_does_nothing(
    client, admin, other_province, words, line, said
):
    look = sent(client, HEAD, XA.replace("xa-7", "xa-8"), line)
    page = client.get(look.url)

    assert f"3 {said}"[2:] in words(page)
    assert ">3</td>" in page.content.decode()
    refused = client.post(look.url)
    assert refused.status_code == 422
    assert "chưa nhập gì" in words(refused)
    assert not Unit.objects.filter(code__in=("xa-7", "xa-8")).exists()


def test_a_file_that_says_a_closed_unit_goes_on_does_not_reopen_it(client, admin, commune, words):
    """The unit is kept as it is, so what would stand under it later has nothing above it."""
    close_unit(by=SYSTEM, unit=commune, on=date(2025, 7, 1), why="sáp nhập")
    kept = "xa-1,place,commune,tinh-24,Xã Tân Hưng,,,,2020-01-01,"
    below = "thon,residential,commune,xa-1,Thôn Một,,,,2026-01-01,"

    look = sent(client, HEAD, kept, below)

    assert "không tồn tại suốt thời gian này" in words(client.get(look.url))


def test_many_faults_come_in_pages(client, admin, words):
    bad = [f"m{n},place,vung,tinh-24,Xã,,,,2020-01-01," for n in range(120)]
    look = sent(client, HEAD, *bad)

    assert "Trang 1 / 3" in words(client.get(look.url))
    assert ">121</td>" in client.get(f"{look.url}?trang=3").content.decode()


def test_the_template_can_be_read_back(client, admin):
    for address in (f"{UNITS}mau-don-vi.csv", f"{UNITS}mau-ke-tiep.csv"):
        lines = client.get(address).content.decode("utf-8-sig").splitlines()
        assert len(lines) == 3
        assert all(line.count(",") == lines[0].count(",") for line in lines)


def test_who_is_no_admin_imports_nothing(client, employ, province):
    client.force_login(employ("pt", province, "analyst"))

    assert client.get(UNITS).status_code == 403
    assert sent(client, HEAD, XA).status_code == 403


# ---------------------------------------------------------------- successions


EDGE = "before,after,kind,share,on"


@pytest.fixture
def heir(found, province, commune, neighbour):
    return found("xa-moi", "Xã Sơn Động", "commune", province, date(2025, 7, 1))


def test_successions_come_in_the_same_way(client, admin, heir, words):
    look = sent(
        client, EDGE, "xa-1,xa-moi,merge,1,2025-07-01", "xa-2,xa-moi,split,0.4,2025-07-01", to=EDGES
    )
    assert not UnitSuccession.objects.exists()

    done = client.post(look.url, follow=True)

    assert "Đã nhập: 2 mới" in words(done)
    assert UnitSuccession.objects.filter(after=heir).count() == 2
    again = sent(client, EDGE, "xa-1,xa-moi,merge,1,2025-07-01", to=EDGES)
    assert "không có gì để nhập" in words(client.get(again.url))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["xa-9,xa-moi,merge,1,2025-07-01"], "Không có đơn vị mã “xa-9”"),
        (["xa-1,xa-moi,nuot,1,2025-07-01"], "Cách “nuot” không có"),
        (["xa-1,xa-moi,merge,1.5,2025-07-01"], "không quá 1"),
        (["xa-1,xa-moi,merge,nửa,2025-07-01"], "Phần “nửa” không đọc được"),
        (["xa-1,xa-moi,merge,NaN,2025-07-01"], "không đọc được"),
        (["xa-1,xa-moi,merge,1,2025-06-30"], "Đơn vị sau “xa-moi” không tồn tại"),
        (["xa-moi,xa-1,merge,1,2025-07-01"], "Đơn vị trước “xa-moi” không tồn tại"),
        (["xa-1,xa-1,merge,1,2025-07-01"], "vòng tròn"),
        (["xa-1,xa-2,merge,,2025-07-01", "xa-2,xa-1,merge,,2025-08-01"], "vòng tròn"),
        (["xa-1,xa-moi,split,0.7,2025-07-01", "xa-1,xa-2,split,0.4,2025-07-01"], "lớn hơn 1"),
        (["xa-1,xa-moi,merge,1,2025-07-01"] * 2, "Lặp lại dòng 2"),
        (["xa-1,tinh-20,merge,1,2025-07-01"], "không quản trị đơn vị “tinh-20”"),
        (["xa-1,xa-moi,merge,1,hôm qua"], "không đọc được"),
    ],
)
def test_a_wrong_succession_is_named_and_none_is_written(
    client, admin, heir, other_province, words, lines, said
):
    look = sent(client, EDGE, *lines, to=EDGES)

    assert said in words(client.get(look.url))
    assert client.post(look.url).status_code == 422
    assert not UnitSuccession.objects.exists()
