"""The pages on which officers write, approve and moderate."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.news.conftest import ON, TEXT, picture

from danvan.news import actions
from danvan.news.models import Article, ArticleVersion, Comment, State

BASE = "/dieu-hanh/tin/"
TYPED = {
    **{k: v for k, v in TEXT.__dict__.items() if k not in {"prefix", "note"}},
    "source": "BGĐT",
}


@pytest.fixture
def writes(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.usefixtures("two_factors")
def test_from_the_first_word_to_the_page(writes, approver, client):
    answer = writes.post(f"{BASE}moi/", TYPED)
    article = Article.objects.get()
    own = f"{BASE}{article.pk}/"
    assert answer.url == own
    file = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    assert writes.post(f"{own}anh/", {"photo": file, "caption": "Chú thích"}).status_code == 302
    assert writes.post(f"{own}lien-quan/", {"title": "Bài khác"}).status_code == 302
    assert "Đã trình duyệt" in writes.post(f"{own}trinh/", follow=True).content.decode()

    client.force_login(approver)
    assert "Duyệt và công bố" in client.get(own).content.decode()
    client.post(f"{own}duyet/", {"publish_at": ""})
    client.logout()
    page = client.get(article.get_absolute_url()).content.decode()
    assert TEXT.headline in page
    assert "Chú thích" in page


def test_what_was_typed_stays_where_it_is_refused(writes):
    answer = writes.post(f"{BASE}moi/", {**TYPED, "headline": "", "body": "Lời đã gõ"})

    assert answer.status_code == 422
    assert "Lời đã gõ" in answer.content.decode()
    assert ArticleVersion.objects.count() == 0


@pytest.mark.usefixtures("two_factors")
def test_an_approver_sends_back_and_schedules(draft, editor, approver, client):
    own = f"{BASE}{draft.article_id}/"
    actions.submit(by=editor, version=draft)
    client.force_login(approver)
    assert client.post(f"{own}tra-lai/", {"said": ""}).status_code == 422
    client.post(f"{own}tra-lai/", {"said": "Thiếu số"})
    assert "Thiếu số" in client.get(own).content.decode()
    actions.submit(by=editor, version=draft)
    client.post(f"{own}duyet/", {"publish_at": "2099-01-02T08:30"})
    draft.refresh_from_db()

    assert draft.state == State.APPROVED
    assert "08:30 02/01/2099" in client.get(own).content.decode()


def test_a_bad_picture_says_what_to_do(writes, draft):
    file = SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")
    answer = writes.post(f"{BASE}{draft.article_id}/anh/", {"photo": file, "caption": "Lời ảnh"})

    assert answer.status_code == 422
    assert "hãy tải ảnh JPEG, PNG hoặc WebP" in answer.content.decode()
    assert "Lời ảnh" in answer.content.decode()


def test_a_preview_is_safe(writes):
    answer = writes.post(f"{BASE}xem-thu/", {"body": "**a** <script>alert(1)</script>"})

    assert "<strong>a</strong> &lt;script&gt;" in answer.content.decode()


def test_a_correction_is_begun_from_the_published_article(writes, article):
    answer = writes.post(f"{BASE}{article.pk}/dinh-chinh/", {"note": "Sửa ngày"})
    page = writes.get(answer.url).content.decode()

    assert "Sửa ngày" in page
    assert "Đính chính điều gì" in page
    assert article.versions.count() == 2


def test_comments_are_gone_through(writes, comment, article):
    bad, good = comment("Mua ngay"), comment("Lời hay")
    own = f"{BASE}{article.pk}/binh-luan/"
    refused = writes.post(own, {"chon": [bad.pk], "reason": "", "note": "Quảng cáo"})
    assert refused.status_code == 422
    assert "Quảng cáo" in refused.content.decode()
    writes.post(own, {"chon": [bad.pk], "reason": "spam", "note": "Quảng cáo"})
    assert {*Comment.objects.published()} == {good}
    writes.post(f"{own}{bad.pk}/thoi-an/", {"why": "Nhầm"})
    assert Comment.objects.published().count() == 2
    writes.post(f"{own}cach-nhan/", {"commenting": "checked", "comments_close_on": str(ON)})
    article.refresh_from_db()
    assert (article.commenting, article.comments_close_on) == ("checked", ON)


def test_the_list_asks_no_more_for_more_articles(
    writes, province, editor, django_assert_max_num_queries
):
    for number in range(60):
        text = actions.Text("Tin", f"Tin {number}", "Dẫn")
        actions.write(by=editor, unit=province, text=text, at="2020-07-01T00:00Z")
    with django_assert_max_num_queries(22):
        page = writes.get(BASE).content.decode()
    assert page.count('class="row-item"') == 50
