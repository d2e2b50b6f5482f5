"""The page of an article, element by element, and the list that leads to it."""

import json
import re
from datetime import timedelta

import pytest
from tests.news.conftest import AT, KEYWORDS, TEXT, picture

from danvan.ledger.actions import SYSTEM
from danvan.news import actions
from danvan.news.models import Article, Photo
from danvan.news.models.photos import place


@pytest.fixture
def page(article, client):
    return client.get(article.get_absolute_url()).content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_article_has_a_headline_and_a_topic(page):
    """S1"""
    assert f"<h1>{TEXT.headline}</h1>" in page
    assert re.search(r'class="article-topic"><a [^>]+>Công tác dân vận</a>', page)


def test_the_stamp_is_kept_apart_from_when_it_was_written_and_published(draft, publish, client):
    """S3: 14:01 | 14/07/2020 by the clock of Vietnam, whatever the other two say."""
    draft.stamped_at = AT
    draft.save()
    article = publish(draft, at=AT + timedelta(days=2))

    assert article.created_at == AT
    assert article.published_at == AT + timedelta(days=2)
    page = words(client.get(article.get_absolute_url()).content.decode())
    assert "Cập nhật: 14:01 | 14/07/2020" in page


def test_the_source_opens_the_text_and_is_no_part_of_it(page, article):
    """S4"""
    assert f"(BGĐT) - {TEXT.lead}" in words(page)
    assert "BGĐT" not in article.current.lead + article.current.body


def test_keywords_stand_for_the_pictures_and_close_the_article(page):
    """S11: twice instead of a picture's own words, and as tags at the foot."""
    assert page.count(f'alt="{KEYWORDS}"') == 2
    foot = page[page.index('class="article-tags"') :]
    for word in KEYWORDS.split("; "):
        assert f">{word}</a>" in foot


def test_each_picture_stands_in_its_place_with_its_caption(page):
    """S12, S53: the first opens the article, the second stands where the text names it."""
    order = ["Trưởng Ban kết luận.", "Đoạn thứ nhất", "Đại biểu nêu ý kiến.", "Nhiệm vụ"]
    places = [page.index(said) for said in order]
    assert places == sorted(places)
    assert len(re.findall(r"<figcaption>", page)) == 2
    assert "[ảnh" not in page


def test_related_articles_have_a_title_and_a_dated_summary(page):
    """S88"""
    related = words(page[page.index('class="related"') :])
    assert "Dân vận trong hòa giải Ngày 13/7, tại Hà Nội họp trực tuyến." in related
    assert "Nhân rộng mô hình" in related


def test_a_byline_stands_under_the_article(page):
    """S101"""
    assert '<p class="article-byline">Tác giả Bài Viết</p>' in page
    assert page.index("article-byline") > page.index("Việc một")


def test_a_missing_picture_has_a_placeholder_and_breaks_nothing(draft, publish, client):
    """S104: one that was never there, and one whose files are lost."""
    actions.add_photo(by=SYSTEM, version=draft, content=None, caption="Ảnh chưa có")
    lost = actions.add_photo(by=SYSTEM, version=draft, content=picture(), caption="Ảnh đã mất")
    article = publish(draft)
    for file in place(lost.seal, 480).parent.iterdir():
        file.unlink()
    answer = client.get(article.get_absolute_url())

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('class="photo-missing" role="img"') == 2
    assert "Ảnh chưa có" in page
    assert "Ảnh đã mất" in page
    assert "<img" not in page
    assert client.get("/tin/").status_code == 200
    assert client.get(f"/tin/anh/{lost.seal}-480.webp").status_code == 404


def test_what_is_not_published_is_nowhere(draft, client, editor):
    actions.add_photo(by=SYSTEM, version=draft, content=picture())
    seal = Photo.objects.get().seal
    for address in (f"/tin/{draft.article.slug}/", f"/tin/anh/{seal}-480.webp"):
        assert client.get(address).status_code == 404
    for address in ("/tin/", "/tin/rss.xml", "/sitemap.xml"):
        assert TEXT.headline not in client.get(address).content.decode()
        assert draft.article.slug not in client.get(address).content.decode()
    client.force_login(editor)
    assert client.get(f"/dieu-hanh/tin/anh/{seal}-480.webp").status_code == 200


def test_search_finds_with_and_without_marks(article, client):
    for said in ("dân vận", "DAN VAN quy", "viec hai", "giao ban bien"):
        found = TEXT.headline in client.get("/tin/", {"q": said}).content.decode()
        assert found == (said != "giao ban bien"), said


def test_a_tag_and_a_topic_list_what_shares_them(article, client):
    tag = article.tags.get(label="góp ý văn kiện")
    assert TEXT.headline in client.get("/tin/", {"the": tag.slug}).content.decode()
    assert TEXT.headline in client.get("/tin/", {"chu_de": TEXT.topic}).content.decode()
    assert TEXT.headline not in client.get("/tin/", {"the": "khac"}).content.decode()


def test_programs_read_the_same_as_people(page, article):
    linked = re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1]
    said = json.loads(linked)

    assert said["@type"] == "NewsArticle"
    assert said["headline"] == TEXT.headline
    assert said["author"]["name"] == TEXT.byline
    assert said["publisher"]["name"] == "Tỉnh Bắc Giang"
    assert said["image"][0].endswith("-960.jpg")
    assert f'<meta property="og:title" content="{TEXT.headline}">' in page


def test_no_headline_ends_the_script_that_carries_it(province, publish, client):
    text = actions.Text("Tin", "</script><script>alert(1)</script>", "<b>Dẫn</b> & nhập")
    article = publish(actions.write(by=SYSTEM, unit=province, text=text, at=AT))
    page = client.get(article.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    linked = re.search(r'ld\+json">(.+?)</script>', page)[1]
    assert json.loads(linked)["headline"] == text.headline


def test_feeds_name_each_article_once(article, client):
    rss, sitemap = (
        client.get(f"/{name}").content.decode() for name in ("tin/rss.xml", "sitemap.xml")
    )

    assert rss.count("<item>") == 1
    assert "(BGĐT) - Sáng nay" in rss
    assert rss.count(f"http://testserver/tin/{article.slug}/</link>") == 1
    assert f"<loc>http://testserver/tin/{article.slug}/</loc>" in sitemap
    assert "<lastmod>2020-07-14T14:01:00+07:00</lastmod>" in sitemap


def test_an_address_that_is_taken_gets_a_number(draft, province):
    again = actions.write(by=SYSTEM, unit=province, text=TEXT, at=AT)

    assert again.article.slug == f"{draft.article.slug}-2"


def test_many_articles_and_comments_cost_no_more_questions(
    article, comment, publish, province, client, django_assert_max_num_queries
):
    for number in range(25):
        text = actions.Text("Tin", f"Tin {number}", "Dẫn", keywords="a; b")
        publish(actions.write(by=SYSTEM, unit=province, text=text, at=AT))
        top = comment(f"Bình luận {number}")
        for answer in range(7):
            comment(f"Trả lời {answer}", parent=top)
    with django_assert_max_num_queries(4):
        client.get("/tin/")
    with django_assert_max_num_queries(12):
        page = client.get(article.get_absolute_url()).content.decode()
    assert page.count('data-parent="') == 20 * 5
    assert page.count("Xem thêm 2 trả lời") == 20
    assert Article.objects.count() == 26
