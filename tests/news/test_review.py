"""From draft to readers: four eyes, the hour, corrections in sight, versions that stay."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from tests.news.conftest import AT, TEXT, picture

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.news import actions, jobs
from danvan.news.models import Article, ArticleVersion, State
from danvan.work.models import Job


def test_it_is_written_handed_in_approved_and_out(editor, approver, province):
    version = actions.write(by=editor, unit=province, text=TEXT, at=AT)
    actions.submit(by=editor, version=version)
    actions.approve(by=approver, version=version, at=AT)

    version.refresh_from_db()
    assert (version.state, version.stamped_at) == (State.PUBLISHED, AT)
    assert version.article.current == version
    lines = Entry.objects.filter(subject__startswith="news.").values_list("verb", "unit_path")
    verbs = ["write_article", "submit_article", "approve_article", "publish_article"]
    assert [verb for verb, _ in lines] == verbs
    assert {path for _, path in lines} == {province.last_path}


def test_who_wrote_it_does_not_approve_it(employ, province, editor):
    both = employ("ca-hai", province, "editor", "approver")
    for writes, hands_in in ((both, editor), (editor, both)):
        version = actions.write(by=writes, unit=province, text=TEXT, at=AT)
        actions.submit(by=hands_in, version=version)
        with pytest.raises(ValidationError, match="người khác phải duyệt"):
            actions.approve(by=both, version=version, at=AT)


def test_only_editors_write_and_only_approvers_approve(draft, editor, approver, employ, province):
    with pytest.raises(PermissionDenied):
        actions.write(by=approver, unit=province, text=TEXT, at=AT)
    with pytest.raises(PermissionDenied):
        actions.amend(by=employ("nhap", province), version=draft, text=TEXT)
    actions.submit(by=editor, version=draft)
    with pytest.raises(PermissionDenied):
        actions.approve(by=editor, version=draft, at=AT)


def test_what_is_handed_in_is_changed_by_nobody(draft, editor, approver):
    actions.submit(by=editor, version=draft)
    with pytest.raises(ValidationError, match="chờ duyệt"):
        actions.amend(by=editor, version=draft, text=TEXT)
    with pytest.raises(ValidationError, match="đang soạn"):
        actions.add_photo(by=editor, version=draft, content=picture())
    actions.send_back(by=approver, version=draft, said="Thiếu số liệu")
    actions.amend(by=editor, version=draft, text=TEXT)
    draft.refresh_from_db()
    assert draft.said == "Thiếu số liệu"


def test_it_goes_out_at_its_hour(draft):
    """The clock asks every few seconds whether something waits; done twice, it is out once."""
    actions.submit(by=SYSTEM, version=draft)
    later = AT + timedelta(hours=2)
    actions.approve(by=SYSTEM, version=draft, at=AT, publish_at=later)

    assert actions.publish_due(by=SYSTEM, at=later - timedelta(seconds=1)) == 0
    assert Article.objects.published().count() == 0
    assert actions.publish_due(by=SYSTEM, at=later) == 1
    assert actions.publish_due(by=SYSTEM, at=later) == 0
    assert Article.objects.published().get().published_at == later


def test_the_worker_publishes_what_waits(draft, settings):
    settings.TODAY = None
    actions.submit(by=SYSTEM, version=draft)
    actions.approve(by=SYSTEM, version=draft, at=AT, publish_at=AT + timedelta(hours=1))

    assert jobs.articles_wait()
    assert jobs.publish(Job(), lambda *_: None) == "Đã công bố 1 bài hẹn giờ."
    assert not jobs.articles_wait()


def test_a_correction_is_another_version_with_a_note_that_all_see(article, publish, client):
    first = article.current
    note = "Sửa ngày họp: sáng 15/7, không phải 14/7."
    version = actions.correct(by=SYSTEM, article=article, note=note, at=AT)
    again = actions.Text(**{**TEXT.__dict__, "lead": "Sáng 15/7, họp.", "note": note})
    actions.amend(by=SYSTEM, version=version, text=again)
    assert "Sáng 15/7" not in client.get(article.get_absolute_url()).content.decode()

    article = publish(version, at=AT + timedelta(days=1))
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Sáng 15/7, họp." in page
    assert note in page
    assert "14:01 | 15/07/2020" in page
    assert page.count("<figure") == 2
    before = client.get(f"{article.get_absolute_url()}ban/1/").content.decode()
    assert first.lead in before
    assert 'name="robots" content="noindex"' in before
    assert article.published_at == AT
    assert article.current.standing == "đã đính chính"


def test_a_correction_says_of_what(article):
    with pytest.raises(ValidationError, match="đính chính điều gì"):
        actions.correct(by=SYSTEM, article=article, note=" ", at=AT)
    version = actions.correct(by=SYSTEM, article=article, note="Sửa", at=AT)
    with pytest.raises(ValidationError, match="Đã có bản sửa"):
        actions.correct(by=SYSTEM, article=article, note="Sửa nữa", at=AT)
    actions.amend(by=SYSTEM, version=version, text=TEXT)
    with pytest.raises(ValidationError, match="đính chính điều gì"):
        actions.submit(by=SYSTEM, version=version)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE news_articleversion SET lead = 'khác'",
        "DELETE FROM news_articleversion",
        "UPDATE news_photo SET caption = 'khác'",
        "DELETE FROM news_photo",
        "UPDATE news_relatedarticle SET title = 'khác'",
        "INSERT INTO news_relatedarticle (version_id, number, url, title, summary)"
        " SELECT id, 9, '', 'x', '' FROM news_articleversion",
        "UPDATE news_comment SET text = 'khác'",
        "DELETE FROM news_comment",
    ],
)
def test_the_database_itself_keeps_what_readers_have_seen(article, comment, statement):
    comment("Một bình luận")
    with (
        pytest.raises(DatabaseError, match="kept as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_what_is_being_written_may_change(draft):
    related = actions.relate(by=SYSTEM, version=draft, title="Bài khác")
    photo = actions.add_photo(by=SYSTEM, version=draft, content=picture())
    actions.caption(by=SYSTEM, photo=photo, caption="Khác", alt="")
    actions.drop_related(by=SYSTEM, related=related)
    actions.drop_photo(by=SYSTEM, photo=photo)

    assert (draft.photos.count(), draft.related.count()) == (0, 0)


def test_a_related_article_of_ours_follows_it(draft, article, province, publish, client):
    text = actions.Text("Tin", "Bài thứ hai", "Dẫn")
    other = actions.write(by=SYSTEM, unit=province, text=text, at=AT)
    url = f"https://tinh.example.vn/tin/{article.slug}/"
    actions.relate(by=SYSTEM, version=other, title="Bài trước", url=url)
    page = client.get(publish(other).get_absolute_url()).content.decode()

    assert f'<a href="/tin/{article.slug}/">Bài trước</a>' in page


@pytest.mark.parametrize(
    "url",
    ["http://localhost/x", "http://10.0.0.1/", "javascript:alert(1)", "//evil.vn", "http://x@a.vn"],
)
def test_no_related_article_leads_into_the_house(draft, url):
    with pytest.raises(ValidationError, match="không mở được"):
        actions.relate(by=SYSTEM, version=draft, title="Bài", url=url)


def test_long_words_are_refused_and_nothing_is_kept(province):
    for field, most in (("headline", 250), ("lead", 1500), ("body", 100_000)):
        text = actions.Text(**{**TEXT.__dict__, field: "x" * (most + 1)})
        with pytest.raises(ValidationError, match=f"Dài quá {most}"):
            actions.write(by=SYSTEM, unit=province, text=text, at=AT)
    assert ArticleVersion.objects.count() == 0
