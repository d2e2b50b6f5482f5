"""How the site answers: few threads that keep their connection; streams sent as they are read."""

from __future__ import annotations

from asyncio import Semaphore
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from itertools import islice
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MANY = 500  # pieces that are read in one go, if they are small
MUCH = 1 << 16  # bytes after which no further piece is read in that go
THREADS = 4  # answers made at once in a process, each with its connection to the database


class Threads:
    """Threads that make answers: who asks while all are at work waits for one that is done."""

    def __init__(self) -> None:
        self.free = Semaphore(THREADS)
        self.idle: list[ThreadPoolExecutor] = []


class Lease:
    """The thread of one request, from the moment at which its body is there."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads
        self.thread: ThreadPoolExecutor | None = None
        self.is_long = False

    async def begin(self) -> None:
        await self.threads.free.acquire()
        idle = self.threads.idle
        self.thread = idle.pop() if idle else ThreadPoolExecutor(1, "page")
        self.context = ThreadSensitiveContext(executor=self.thread)
        await self.context.__aenter__()  # type: ignore[no-untyped-call]

    def goes_on(self) -> None:
        """A stream keeps its thread for as long as it is read; another one stands in for it."""
        if self.thread is not None and not self.is_long:
            self.is_long = True
            self.threads.free.release()

    async def end(self) -> None:
        if self.thread is None:
            return
        await self.context.__aexit__(None, None, None)  # type: ignore[no-untyped-call]
        if self.is_long:
            self.thread.submit(connections.close_all)
            self.thread.shutdown(wait=False)
        else:
            self.threads.idle.append(self.thread)
            self.threads.free.release()


LEASE: ContextVar[Lease] = ContextVar("lease")


class Streaming(ASGIHandler):
    """Django's own handler reads a stream whole before it sends the first of it; this one reads
    some of it, sends that, and reads on. Views stay as they are: they hand over an iterator.

    Django's own starts a thread for each request, which opens the database anew, and goes to it and
    back for every middleware; here the whole of an answer is made in one go, in one of few threads.
    """

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self.threads = Threads()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return await super().__call__(scope, receive, send)
        lease = Lease(self.threads)
        LEASE.set(lease)
        try:
            await self.handle(scope, receive, send)
        finally:
            await lease.end()

    async def read_body(self, receive: Any) -> Any:
        """Who sends slowly keeps no thread from the others."""
        body = await super().read_body(receive)
        await LEASE.get().begin()
        return body

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        answer: Any = await sync_to_async(self.get_response)(request)
        if answer.streaming:
            LEASE.get().goes_on()
            if not answer.is_async:
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
