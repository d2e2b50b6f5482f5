"""The notice that a comment was added, told to who reads the article by server-sent events.

One look at the database a second serves all readers of all articles of a process. A reader holds no
connection to the database, and is told one number: how many comments the article ever showed.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import structlog
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from danvan.news.queries import comments as queries
from danvan.news.views import reading

EVERY = 1.0  # seconds between two looks
BEAT = 20.0  # seconds after which a reader is sent a sign of life
BEATS = 45  # after so many the stream ends, and the browser asks again
MOST = 5000  # readers of a process; who comes later is told less often
SOON, LATER = 3_000, 15_000  # milliseconds until a browser whose stream ended asks again
TYPE = "text/event-stream"

log = structlog.get_logger("danvan.news")


@dataclass
class Channel:
    """An article that is being read: its number, and what wakes its readers."""

    turns: int
    readers: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, turns: int) -> None:
        if turns != self.turns:
            self.turns = turns
            self.changed.set()
            self.changed = asyncio.Event()


class Board:
    """The articles that are being read in one event loop, and the one look for all of them."""

    def __init__(self) -> None:
        self.channels: dict[int, Channel] = {}
        self.looking: asyncio.Task[None] | None = None

    @contextmanager
    def read(self, article: int, turns: int) -> Iterator[Channel]:
        """While a reader stays; the last one to leave takes the article off."""
        channel = self.channels.setdefault(article, Channel(turns))
        channel.readers += 1
        if self.looking is None or self.looking.done():
            loop = asyncio.get_running_loop()
            # A context of its own: the first reader's thread and language are not the others'.
            self.looking = loop.create_task(self.look(), context=contextvars.Context())
        try:
            yield channel
        finally:
            channel.readers -= 1
            if not channel.readers:
                del self.channels[article]

    @property
    def readers(self) -> int:
        return sum(channel.readers for channel in self.channels.values())

    async def look(self) -> None:
        """Every second while somebody reads; a fault of the database is met by the next look."""
        ask = sync_to_async(counted, thread_sensitive=False)
        while self.channels:
            try:
                found = await ask([*self.channels])
            except DatabaseError:
                log.warning("look failed", exc_info=True)
                found = {}
            for article, turns in found.items():
                if channel := self.channels.get(article):
                    channel.tell(turns)
            await asyncio.sleep(EVERY)


boards: WeakKeyDictionary[asyncio.AbstractEventLoop, Board] = WeakKeyDictionary()


def counted(articles: list[int]) -> dict[int, int]:
    try:
        return queries.turns(articles=articles)
    finally:
        connections.close_all()  # of this thread


@require_GET
def told(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A stream of how many comments were ever shown: now, and whenever there are more."""
    article = reading.one(slug)
    answer: HttpResponseBase
    if isinstance(request, ASGIRequest):
        answer = StreamingHttpResponse(stream(article.pk, article.turns), content_type=TYPE)
        answer.headers["Content-Encoding"] = "identity"  # packing would hold back what is told
    else:
        answer = HttpResponse(said(article.turns, again=LATER), content_type=TYPE)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def said(turns: int, *, again: int = 0) -> bytes:
    retry = f"retry: {again}\n" if again else ""
    return f"{retry}data: {turns}\n\n".encode()


async def stream(article: int, turns: int) -> AsyncIterator[bytes]:
    """What one reader is sent."""
    await sync_to_async(connections.close_all)()  # of the request's thread, which waits idle
    board = boards.setdefault(asyncio.get_running_loop(), Board())
    if board.readers >= MOST:
        yield said(turns, again=LATER)
        return
    with board.read(article, turns) as channel:
        known = channel.turns
        yield said(known, again=SOON)
        for _ in range(BEATS):
            changed = channel.changed
            if channel.turns == known:
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), BEAT)
            yield said(channel.turns) if channel.turns != known else b":\n\n"
            known = channel.turns
