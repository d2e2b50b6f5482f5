"""Comments: who wants writes, nobody is asked who they are, the best stand where they belong."""

import math
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from tests.news.conftest import KEY, ON

from danvan.consultation.models import Submission
from danvan.ledger.models import Entry
from danvan.news import actions
from danvan.news.models import Article, Comment, CommentHiding, Like
from danvan.news.queries import comments as queries
from danvan.news.views.reading import LIKED


def send(client, article, text="Bài rất hay", key=KEY, **more):
    address = f"{article.get_absolute_url()}binh-luan/"
    return client.post(address, {"text": text, "key": key, **more})


def test_a_reader_writes_without_an_account_and_finds_it_there(article, client):
    answer = send(client, article, "Mong có <b>thêm</b> tin\nnhư vậy")
    assert not client.cookies
    page = client.get(answer.url.partition("#")[0])

    assert "Mong có &lt;b&gt;thêm&lt;/b&gt; tin<br>như vậy" in page.content.decode()
    assert answer.url.endswith(f"#binh-luan-{Comment.objects.get().pk}")
    assert Submission.objects.count() == 0


def test_the_same_page_sent_twice_leaves_one_comment(article, client):
    for _ in range(2):
        send(client, article)
    send(client, article, "Lời thứ hai từ trang ấy")

    assert Comment.objects.count() == 2


def test_nothing_of_who_wrote_is_kept(article, client):
    lines = Entry.objects.count()
    send(client, article, "Gọi tôi số 0912 345 678 hoặc ai-do@example.com nhé")

    kept = Comment.objects.get()
    assert "0912" not in kept.text
    assert "example.com" not in kept.text
    assert {f.name for f in Comment._meta.fields} == {
        "id", "article", "parent", "text", "state", "turn", "posted_on", "likes", "likes_before",
        "key",
    }  # fmt: skip
    assert Entry.objects.count() == lines


def test_what_is_refused_stays_on_the_page(article, client):
    answer = send(client, article, "x" * 3001)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "x" * 3001 in page
    assert "Lời ông/bà viết còn nguyên" in page
    assert send(client, article, "  ").status_code == 422
    other = client.post(
        f"{article.get_absolute_url()}binh-luan/",
        {"text": "Từ trang khác", "key": KEY},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert other.status_code == 422
    assert Comment.objects.count() == 0


def test_an_answer_stands_below_what_it_answers_one_level_deep(comment, client, article):
    top = comment("Câu hỏi")
    answer = comment("Trả lời", parent=top)
    below = comment("Trả lời câu trả lời", parent=answer)

    assert (answer.parent, below.parent) == (top, top)
    page = client.get(f"{article.get_absolute_url()}binh-luan/{top.pk}/").content.decode()
    assert page.index("Câu hỏi") < page.index("Trả lời câu trả lời")


def test_comments_end_on_their_day(article, client, province, editor):
    actions.keep_comments(by=editor, article=article, commenting="open", until=ON)
    assert send(client, article).status_code == 302
    article = Article.objects.get()
    with pytest.raises(ValidationError, match="thôi nhận"):
        actions.post(article=article, text="Muộn", key=KEY, on=ON + timedelta(days=1))
    actions.keep_comments(by=editor, article=article, commenting="closed", until=None)
    assert send(client, article, "Nữa").status_code == 422
    assert "Bài này không nhận bình luận" in send(client, article, "Nữa").content.decode()


def test_newest_stands_first(comment, article):
    """S103"""
    made = [comment(f"Lời {n}") for n in range(30)]

    first = queries.newest(article=article)
    assert [t.comment for t in first.threads] == made[:9:-1]
    second = queries.newest(article=article, before=first.after)
    assert [t.comment for t in second.threads] == made[9::-1]
    assert second.after is None


def liked(comment, times, start=0):
    for n in range(start, start + times):
        actions.like(comment=comment, token=f"trinh-duyet-so-{n:010}")


def wilson(k: int, n: int) -> float:
    """The lower bound as the paper writes it."""
    z, p = 1.96, k / n
    middle = p + z * z / (2 * n)
    spread = z * math.sqrt((p * (1 - p) + z * z / (4 * n)) / n)
    return (middle - spread) / (1 + z * z / n)


def test_best_is_the_share_of_likes_that_is_sure(comment, article):
    """S103: by Wilson's lower bound, over the likes given since a comment was shown. What came late
    and got most of them since leads what stood long; those without a like stand last."""
    old, few = comment("Lời cũ"), comment("Ít thích")
    liked(old, 30)
    liked(few, 2)
    late, none = comment("Lời mới"), comment("Chưa ai thích")
    liked(late, 18)
    liked(old, 5, start=30)

    article = Article.objects.get()
    assert article.likes == 55
    found = [t.comment for t in queries.best(article=article).threads]
    assert found == [late, old, few, none]
    bounds = [c.bound for c in Comment.objects.all().best(article.likes)]
    expected = [wilson(18, 23), wilson(35, 55), wilson(2, 55)]
    assert bounds == pytest.approx(expected)


def test_the_pages_of_the_best_hold_each_once(comment, article):
    """S103"""
    made = [comment(f"Lời {n}") for n in range(47)]
    for n, one in enumerate(made[:33]):
        liked(one, n % 3 + 1)
    article, seen, start = Article.objects.get(), [], 0
    while start is not None:
        listed = queries.best(article=article, start=start)
        seen += [t.comment for t in listed.threads]
        start = listed.after

    assert sorted(c.pk for c in seen) == sorted(c.pk for c in made)
    assert len(seen) == 47


def test_one_like_a_browser_and_it_can_be_taken_back(comment, article, client):
    one = comment("Hay")
    address = f"{article.get_absolute_url()}binh-luan/{one.pk}/thich/"
    for _ in range(3):
        client.post(address)
    one.refresh_from_db()
    assert (one.likes, Like.objects.count()) == (1, 1)
    assert "Bỏ thích" in client.get(article.get_absolute_url()).content.decode()
    client.post(address, {"bo": "1"})
    one.refresh_from_db()
    assert (one.likes, Article.objects.get().likes) == (0, 0)


def test_a_browser_is_followed_nowhere(comment, article, client):
    """The cookie goes to one article alone; marks of one browser on two comments share nothing."""
    for text in ("Một", "Hai"):
        one = comment(text)
        client.post(f"{article.get_absolute_url()}binh-luan/{one.pk}/thich/")
    cookie = client.cookies[LIKED]

    assert cookie["path"] == article.get_absolute_url()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 30 * 86_400
    first, second = Like.objects.values_list("mark", flat=True)
    assert first != second
    assert cookie.value not in first + second
    assert {f.name for f in Like._meta.fields} == {"id", "comment", "mark"}


def test_a_flood_is_held_up_and_loses_nothing(article, client, settings):
    settings.LIMITS = {"sending": ((2, 60),)}
    cache.clear()
    codes = [send(client, article, f"Lời {n}").status_code for n in range(3)]
    page = send(client, article, "Lời còn lại")
    cache.clear()

    assert codes == [302, 302, 429]
    assert "Lời còn lại" in page.content.decode()
    assert "xin chờ" in page.content.decode()
    assert Comment.objects.count() == 2


def test_checked_comments_wait_until_somebody_lets_them_through(article, client, editor):
    actions.keep_comments(by=editor, article=article, commenting="checked", until=None)
    answer = send(client, article, "Chờ xem")
    page = client.get(answer.url.partition("#")[0]).content.decode()
    assert "hiện ra khi đã xem xong" in page
    assert "Chờ xem" not in page

    actions.show(by=editor, comment=Comment.objects.get())
    assert "Chờ xem" in client.get(article.get_absolute_url()).content.decode()


def test_a_hidden_comment_stays_stored_and_the_reason_is_public(comment, article, client, editor):
    kept, gone = comment("Tôi không đồng tình"), comment("Mua ngay kẻo hết")
    actions.hide(by=editor, comment=gone, reason="spam", note="Quảng cáo", on=ON)
    page = client.get(article.get_absolute_url()).content.decode()

    assert gone.text not in page
    assert kept.text in page
    assert "quảng cáo, rác 1" in page
    gone.refresh_from_db()
    assert gone.text == "Mua ngay kẻo hết"
    actions.lift(by=editor, comment=gone, why="Nhầm", on=ON)
    page = client.get(article.get_absolute_url()).content.decode()
    assert gone.text in page
    assert "1 đã hiện lại" in page
    verbs = Entry.objects.filter(subject=f"news.Comment:{gone.pk}").values_list("verb", flat=True)
    assert [*verbs] == ["hide_comment", "lift_comment"]


def test_comments_are_hidden_for_a_reason_of_the_list_and_by_who_may(
    comment, editor, employ, province, other_province
):
    one = comment("Lời")
    for reason, note in (("disagrees", "x"), ("", "x"), ("spam", " ")):
        with pytest.raises(ValidationError):
            actions.hide(by=editor, comment=one, reason=reason, note=note, on=ON)
    for officer in (employ("nhap", province), employ("la", other_province, "editor")):
        with pytest.raises(PermissionDenied):
            actions.hide(by=officer, comment=one, reason="spam", note="x", on=ON)
    assert CommentHiding.objects.count() == 0


def test_answers_go_with_what_they_answer(comment, article, client, editor):
    top = comment("Câu hỏi")
    answer = comment("Câu trả lời", parent=top)
    actions.hide(by=editor, comment=top, reason="spam", note="x", on=ON)

    assert queries.count(article=article) == 0
    assert queries.since(article=article, turn=0) == []
    assert queries.one(article=article, pk=answer.pk) is None


def test_a_like_that_is_held_up_changes_nothing(comment, article, client, settings):
    one = comment("Lời")
    settings.LIMITS = {"sending": ((1, 60),)}
    cache.clear()
    address = f"{article.get_absolute_url()}binh-luan/{one.pk}/thich/"
    for _ in range(2):
        client.cookies.clear()
        answer = client.post(address, headers={"HX-Request": "true"})
    cache.clear()

    one.refresh_from_db()
    assert one.likes == 1
    assert answer.content.decode().startswith("<form")
    assert not answer.cookies


def test_a_hidden_comment_takes_no_likes_and_no_answers(comment, article, client, editor):
    one = comment("Lời")
    actions.hide(by=editor, comment=one, reason="spam", note="x", on=ON)

    assert client.post(f"{article.get_absolute_url()}binh-luan/{one.pk}/thich/").status_code == 404
    assert send(client, article, "Trả lời", parent=one.pk).status_code == 422
    assert client.get(f"{article.get_absolute_url()}binh-luan/{one.pk}/").status_code == 404
