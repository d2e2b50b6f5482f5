"""Officers type in conferences and counts and take in files; nothing typed is lost."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.consultation import actions
from danvan.consultation.models import CountingPolicy, Intake, PositionTally, Submission
from danvan.ledger.actions import SYSTEM
from danvan.site.schedule import KINDS
from danvan.work import jobs
from danvan.work.models import Conference, Job

HELD, BASE = "/dieu-hanh/gop-y/hoi-nghi/", "/dieu-hanh/gop-y/van-kien-xix"
FILE = "Nội dung góp ý,Mục\nBổ sung số liệu rác thải 0912345678,Phần I mục 2\n,I.1\n"

pytestmark = pytest.mark.usefixtures("two_factors", "asked")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "opinions"


@pytest.fixture
def signed(client, commune_officer):
    client.force_login(commune_officer)
    return client


def rows(prefix, *lines):
    """What a page sends of its rows: `rows("y", {"text": …})`."""
    sent = {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": 0}
    return sent | {
        f"{prefix}-{at}-{name}": value
        for at, line in enumerate(lines)
        for name, value in line.items()
    }


def meeting(asked, *said, counted=({},), **more):
    def of(line):
        return {"consultation": asked.pk, **line}

    head = {"title": "Hội nghị xã", "unit": "xa-1", "held_on": "2020-06-20", "attended": 50}
    head |= {"part_of_day": "morning", "form": "room", **more}
    return head | rows("y", *map(of, said)) | rows("s", *map(of, counted))


SAID = {"office": "Chủ tịch Mặt trận", "section": "Phần I mục 2", "text": "Nêu rõ chỉ tiêu"}


def test_a_conference_is_typed_in_with_its_opinions(signed, asked, commune):
    counted = [{"section": "I.1", "agree": 45, "object": 2, "other": ""}, {}]
    done = signed.post(HELD, meeting(asked, SAID, {}, {"text": "Nhất trí"}, counted=counted))

    assert done.status_code == 302
    kept = list(Submission.objects.order_by("pk").values_list("office", "section_key", "text"))
    assert kept == [("Chủ tịch Mặt trận", "I.2", "Nêu rõ chỉ tiêu"), ("", "", "Nhất trí")]
    assert list(PositionTally.objects.values_list("section_key", "position", "count")) == [
        ("I.1", "agree", 45),
        ("I.1", "object", 2),
    ]
    assert Conference.objects.get().unit == commune


def test_more_rows_keep_all_that_was_typed(signed, asked):
    """The button of those who have no scripts."""
    sent = meeting(asked, {**SAID, "section": "Phần XX"}, title="", **{"them-y-kien": "1"})
    page = signed.post(HELD, sent)
    said = page.content.decode()

    assert page.status_code == 200
    assert 'name="y-TOTAL_FORMS" value="2"' in said
    assert "Chủ tịch Mặt trận" in said
    assert "Nêu rõ chỉ tiêu" in said
    assert 'id="id_y-1-text"' in said
    assert re.search(rf'name="y-1-consultation" value="{asked.pk}"', said)
    assert "Chưa lưu được" not in said
    assert not Conference.objects.exists()


def test_an_error_in_a_row_says_where_and_loses_nothing(signed, asked):
    page = signed.post(HELD, meeting(asked, SAID, {**SAID, "section": "Phần XX"}))
    said = page.content.decode()

    assert page.status_code == 422
    assert "Không thấy mục “Phần XX”" in said
    assert '<a href="#id_y-1-section">' in said
    assert said.count("Nêu rõ chỉ tiêu") == 2
    assert not Conference.objects.exists()


def test_the_same_conference_again_asks_for_a_tick(signed, asked):
    sent = meeting(asked, SAID)
    signed.post(HELD, sent)
    page = signed.post(HELD, sent)
    said = page.content.decode()

    assert page.status_code == 422
    assert "đã được ghi (50 đại biểu)" in said
    assert re.search(r'type="checkbox" name="is_another"', said)
    assert Submission.objects.count() == 1
    assert signed.post(HELD, {**sent, "is_another": "on"}).status_code == 302


def test_a_unit_that_one_does_not_collect_for_is_said_and_nothing_is_lost(
    client, employ, asked, province, commune
):
    client.force_login(employ("khac", commune, "clerk"))
    page = client.post(HELD, meeting(asked, SAID))

    assert page.status_code == 422
    assert not Conference.objects.exists()


def test_the_page_offers_the_sections(signed):
    assert '<option value="I.2">2. Phát triển du lịch</option>' in signed.get(HELD).content.decode()


def test_what_closed_long_ago_is_offered_no_more(signed, asked):
    asked.opens_on, asked.closes_on = date(2019, 1, 1), date(2020, 4, 2)  # 90 days before
    asked.save()
    assert "y-0-text" in signed.get(HELD).content.decode()

    asked.closes_on = date(2020, 4, 1)
    asked.save()
    assert "y-0-text" not in signed.get(HELD).content.decode()


# ---------------------------------------------------------------- files


def chosen(client, content=FILE, name="y-kien.csv", **more):
    given = {"unit": "xa-1", "channel": "sheet", "received_on": "2020-07-01", **more}
    file = SimpleUploadedFile(name, content.encode())
    return client.post(f"{BASE}/nhap-tep/", {"chosen": file, **given})


def test_nothing_is_written_before_it_is_confirmed(signed):
    look = chosen(signed)
    said = signed.get(look.url).content.decode()

    assert "2 = nhận 1 + không nhận 1" in said
    assert "1: không có nội dung góp ý" in said
    assert "<td>I.2</td>" in said
    assert "0912345678" not in said  # masked on the screen
    assert not Intake.objects.exists()

    done = signed.post(look.url, {"rows": 2}, follow=True)
    assert "đọc 2 dòng = nhận 1 + không nhận 1" in done.content.decode()
    assert "0912345678" in Submission.objects.get().text  # kept as it arrived


def test_the_files_are_gone_once_confirmed_and_are_no_one_else_s(
    signed, folder, client, employ, commune
):
    look = chosen(signed)
    (lot,) = folder.iterdir()
    assert lot.stat().st_mode & 0o077 == 0
    client.force_login(employ("ke-ben", commune))
    assert client.get(look.url).status_code == 404

    again = chosen(client)
    client.post(again.url, {"rows": 2})
    assert client.get(again.url).status_code == 404
    assert [*folder.iterdir()] == [lot]


def test_a_file_known_already_is_told_in_the_preview(signed):
    signed.post(chosen(signed).url, {"rows": 2})

    said = signed.get(chosen(signed, name="khac.csv").url).content.decode()
    assert "đã được nhập ngày" in said
    assert "với tên “y-kien.csv”" in said
    assert "Không có tệp nào nhập được" in said


def test_many_rows_are_a_job_that_says_what_it_did(signed, commune_officer, folder):
    signed.post(chosen(signed).url, {"rows": 5001})

    job = Job.objects.get(kind="consultation.import")
    assert not Intake.objects.exists()
    ran = jobs.run_next(KINDS, at=job.not_before)
    ran.refresh_from_db()
    assert (ran.state, ran.said) == ("done", "y-kien.csv: đọc 2 dòng = nhận 1 + không nhận 1.")
    assert Submission.objects.count() == 1
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize("name", ["../../etc/y-kien.csv", "..\\y-kien.csv", "y-\u202ekien.csv"])
def test_a_file_s_name_leads_nowhere(signed, folder, name):
    look = chosen(signed, name=name)
    signed.post(look.url, {"rows": 2})

    assert Submission.objects.get().source == "y-kien.csv#2"


def test_what_is_no_file_of_opinions_is_refused_with_a_sentence(signed):
    said = signed.get(chosen(signed, "Cột A,Cột B\n1,2\n").url).content.decode()

    assert "không thấy cột nội dung góp ý" in said


def test_rejected_rows_are_handed_back_as_a_file(signed):
    signed.post(chosen(signed).url, {"rows": 2})
    number = Intake.objects.get().pk
    answer = signed.get(f"{BASE}/nhap-tep/{number}/khong-nhan.csv")

    text = b"".join(answer.streaming_content).decode()
    assert "y-kien.csv#3,không có nội dung góp ý" in text


# ---------------------------------------------------------------- counts and rules


def test_counts_are_written_and_corrected(signed, asked):
    head = {"unit": "xa-1", "channel": "sheet", "counted_on": "2020-07-01"}
    line = {"consultation": asked.pk, "section": "1. Bảo vệ môi trường", "agree": 312}
    signed.post(f"{BASE}/so-luot/", head | rows("s", line))
    tally = PositionTally.objects.get()
    assert (tally.count, tally.section_key) == (312, "I.1")

    place = f"{BASE}/so-luot/{tally.pk}/"
    assert signed.post(place, {"count": 300}).status_code == 422
    assert signed.post(place, {"count": 300, "why": "Đếm lại"}).status_code == 302
    said = signed.get(f"{BASE}/so-luot/").content.decode()
    assert "<del>312</del>" in said
    assert "Đếm lại" in said


def test_rules_and_owners_are_set_by_those_who_keep_the_consultation(
    client, signed, approver, commune, province
):
    from danvan.consultation.models import Channel, ChannelOwner

    rules = dict.fromkeys(Channel.values, "counted") | {"conference": "left_out", "why": "HD 04"}
    assert signed.post(f"{BASE}/tinh-dem/", rules).status_code == 422
    client.force_login(approver)
    assert client.post(f"{BASE}/tinh-dem/", rules).status_code == 302
    assert CountingPolicy.objects.get().why == "HD 04"
    assert "không tính" in client.get(f"{BASE}/tinh-dem/").content.decode()

    cell = {"unit": "xa-1", "channel": "web", "collector": "tinh-24"}
    assert client.post(f"{BASE}/dau-moi/", cell).status_code == 302
    assert "đã có đầu mối" in client.post(f"{BASE}/dau-moi/", cell).content.decode()
    owner = ChannelOwner.objects.get()
    place = f"{BASE}/dau-moi/{owner.pk}/thoi/"
    assert "Tỉnh Bắc Giang" in client.get(place).content.decode()
    assert client.post(place, {"why": "Xã tự làm"}).status_code == 302
    assert not ChannelOwner.objects.exists()


def test_the_tables_and_their_file_say_the_same(signed, asked, commune):
    way = actions.Through("sheet", commune, date(2020, 7, 1))
    counted = [actions.Counted("agree", 312, "I.1")]
    actions.count_positions(by=SYSTEM, consultation=asked, counted=counted, through=way)

    page = signed.get(f"{BASE}/doi-chieu/").content.decode()
    assert "Các bảng khớp nhau." in page
    assert page.count("<td>312</td>") >= 5
    answer = signed.get(f"{BASE}/doi-chieu/tep.csv")
    text = b"".join(answer.streaming_content).decode()
    assert "muc,1. Bảo vệ môi trường,0,0,0,0,312" in text


def test_another_province_finds_nothing(client, stranger):
    client.force_login(stranger)
    for page in ("nhap-tep", "so-luot", "tinh-dem", "dau-moi", "doi-chieu"):
        assert client.get(f"{BASE}/{page}/").status_code == 404
