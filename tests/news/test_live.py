"""S102: readers are told of new comments while they read."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.testing import ApplicationCommunicator
from tests.news.conftest import KEY, ON

from danvan.news import actions
from danvan.news.models import Article
from danvan.news.views import live
from danvan.site.asgi import application


def run(coroutine):
    """In a thread of its own: where a browser test ran before, this one has a loop already."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, coroutine).result()


async def reader(address: str) -> ApplicationCommunicator:
    """Somebody whose page just asked for the stream; the answer has begun."""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": address,
        "raw_path": address.encode(),
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    server = ApplicationCommunicator(application, scope)
    await server.send_input({"type": "http.request", "body": b""})
    begun = await server.receive_output(10)
    assert begun["status"] == 200
    assert (b"Content-Type", b"text/event-stream") in begun["headers"]
    return server


async def heard(server: ApplicationCommunicator) -> str:
    while True:
        part = (await server.receive_output(10))["body"].decode()
        if "data:" in part:
            return part.partition("data: ")[2].strip()


def add(number: int) -> None:
    from django.db import connection

    article = Article.objects.get()
    actions.post(article=article, text=f"Lời {number}", key=f"{KEY}{number}", on=ON)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_every_reader_is_told_of_a_comment_when_it_comes(article, monkeypatch):
    """S102: and one look a second serves them all."""
    monkeypatch.setattr(live, "EVERY", 0.05)
    looks = []
    counted = live.counted
    monkeypatch.setattr(live, "counted", lambda asked: looks.append(asked) or counted(asked))

    async def play():
        address = f"{article.get_absolute_url()}binh-luan/moi/"
        readers = [await reader(address) for _ in range(5)]
        first = [await heard(each) for each in readers]
        board = live.boards[asyncio.get_running_loop()]
        before = len(looks), board.readers
        await asyncio.to_thread(add, 1)
        then = [await heard(each) for each in readers]
        for each in readers:
            await each.send_input({"type": "http.disconnect"})
            await each.wait()
        await asyncio.wait_for(board.looking, 5)
        return first, then, before, board.readers

    first, then, (_, reading), left = run(play())
    assert (first, then) == (["0"] * 5, ["1"] * 5)
    assert (reading, left) == (5, 0)
    assert all(asked == [article.pk] for asked in looks if asked)


def test_what_is_new_comes_as_a_part_of_the_page(comment, article, client):
    """S102: what the click loads."""
    seen, new = comment("Đã thấy"), comment("Vừa thêm")
    page = client.get(f"{article.get_absolute_url()}binh-luan/", {"sau": seen.turn})

    said = page.content.decode()
    assert new.text in said
    assert seen.text not in said
    assert "<html" not in said


def test_a_server_that_streams_nothing_is_asked_again(article, client):
    """S102"""
    answer = client.get(f"{article.get_absolute_url()}binh-luan/moi/")

    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.content == b"retry: 15000\ndata: 0\n\n"


def test_without_scripts_a_link_shows_the_newest(article, client):
    """S102"""
    page = client.get(article.get_absolute_url()).content.decode()
    assert f'href="{article.get_absolute_url()}?xep=moi#binh-luan">Tải lại' in page
