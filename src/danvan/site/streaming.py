"""How the site answers: threads that keep their connection, and streams sent as they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MANY = 500  # pieces that are read in one go, if they are small
MUCH = 1 << 16  # bytes after which no further piece is read in that go


SPARE = 8  # threads kept for what is asked next, each with its connection to the database


class Streaming(ASGIHandler):
    """Django's own handler reads a stream whole before it sends the first of it; this one reads
    some of it, sends that, and reads on. Views stay as they are: they hand over an iterator.

    Django's own starts a thread for each request, which opens the database anew; here a thread
    that is done takes the next one. Django's own goes to the thread and back for every middleware;
    here the whole of an answer is made in the thread in one go."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self.idle: list[ThreadPoolExecutor] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return await super().__call__(scope, receive, send)
        thread = self.idle.pop() if self.idle else ThreadPoolExecutor(1, "page")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            if len(self.idle) < SPARE:
                self.idle.append(thread)
            else:
                thread.shutdown(wait=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        answer: Any = await sync_to_async(self.get_response)(request)
        if answer.streaming and not answer.is_async:
            answer.streaming_content = some_at_a_time(answer.streaming_content)
        return answer  # type: ignore[no-any-return]


async def some_at_a_time(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    """The pieces, some joined into one, all read in the thread that holds the database."""
    given = iter(pieces)

    def read() -> list[bytes]:
        some, size = [], 0
        for piece in islice(given, MANY):
            some.append(piece)
            size += len(piece)
            if size >= MUCH:
                break
        return some

    while some := await sync_to_async(read)():
        yield b"".join(some)
