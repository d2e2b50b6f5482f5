"""Few threads answer; none is kept by who sends slowly, nor by a stream that is read for long."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.http import HttpResponse, StreamingHttpResponse

from danvan.site.streaming import THREADS, Streaming


def run(coroutine):
    """In a thread of its own: where a browser test ran before, this one has a loop already."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, coroutine).result()


SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "POST",
    "path": "/",
    "raw_path": b"/",
    "query_string": b"",
    "headers": [(b"host", b"localhost")],
    "client": ("127.0.0.1", 1),
    "server": ("localhost", 80),
    "scheme": "http",
}


def answering(answer):
    site = Streaming()
    site.get_response = lambda request: answer()
    return site


class Caller:
    """One request; its body is whole once `sends` is set."""

    def __init__(self, site, *, sends=True):
        self.site, self.sends, self.parts = site, asyncio.Event(), []
        self.gone = asyncio.Event()
        if sends:
            self.sends.set()
        self.asked = False

    async def receive(self):
        await self.sends.wait()
        if self.asked:
            await self.gone.wait()
            return {"type": "http.disconnect"}
        self.asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message):
        self.parts.append(message.get("body", b""))

    async def ask(self):
        await self.site(dict(SCOPE), self.receive, self.send)
        return b"".join(self.parts)


def test_who_sends_slowly_keeps_no_thread():
    async def told():
        site = answering(lambda: HttpResponse(b"done"))
        slow = [Caller(site, sends=False) for _ in range(THREADS * 3)]
        waiting = [asyncio.create_task(one.ask()) for one in slow]
        await asyncio.sleep(0)
        quick = await asyncio.wait_for(Caller(site).ask(), 10)
        for one in slow:
            one.sends.set()
        return quick, await asyncio.gather(*waiting)

    quick, slow = run(told())
    assert quick == b"done"
    assert slow == [b"done"] * (THREADS * 3)


def test_no_more_threads_than_those_are_ever_made():
    async def threads():
        site = answering(lambda: HttpResponse(b"done"))
        await asyncio.gather(*(Caller(site).ask() for _ in range(THREADS * 5)))
        return len(site.threads.idle)

    assert run(threads()) <= THREADS


def test_streams_that_are_read_for_long_leave_room_for_others():
    async def told():
        going = asyncio.Event()

        async def slowly():
            yield b"a"
            await going.wait()
            yield b"b"

        answers = iter([*[StreamingHttpResponse(slowly()) for _ in range(THREADS * 2)], None])
        site = answering(lambda: next(answers) or HttpResponse(b"done"))
        streams = [asyncio.create_task(Caller(site).ask()) for _ in range(THREADS * 2)]
        await asyncio.sleep(0.5)
        quick = await asyncio.wait_for(Caller(site).ask(), 10)
        going.set()
        return quick, await asyncio.gather(*streams), len(site.threads.idle)

    quick, streams, idle = run(told())
    assert quick == b"done"
    assert streams == [b"ab"] * (THREADS * 2)
    assert idle <= THREADS
