"""What a page streams goes out as it is read, whichever room it is of."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from itertools import islice
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MANY = 500  # pieces that are read in one go, if they are small
MUCH = 1 << 16  # bytes after which no further piece is read in that go


class Streaming(ASGIHandler):
    """Django's own handler reads a stream whole before it sends the first of it; this one reads
    some of it, sends that, and reads on. Views stay as they are: they hand over an iterator."""

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        answer: Any = await super().get_response_async(request)
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
