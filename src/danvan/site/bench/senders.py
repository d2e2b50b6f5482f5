"""Many people who send at once: each request goes out on its own time, whatever became of others.

What a sending takes is counted from the moment at which it was due, not from when it got its turn.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

CODE = re.compile(r'id="ma">([^<]+)<')
LINES = 64  # connections that are kept open at most
PATIENCE = 30.0  # seconds after which an answer is given up
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Sending:
    """One opinion on its way: the request, and the code that its sender was shown."""

    request: bytes
    read: Callable[[bytes], str]
    text: str
    code: str = ""
    took: float = float("nan")
    fault: str = ""


@dataclass
class Lines:
    """Connections to one server, each used again once it is free."""

    port: int
    free: deque[Line] = field(default_factory=deque)

    async def ask(self, sending: Sending) -> None:
        """Sends, and reads the code from the answer."""
        reader, writer = self.open() or await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(sending.request)
            status, body = await answer(reader)
            self.free.append((reader, writer))
        except BaseException:
            writer.close()
            raise
        sending.code = sending.read(body) if status in (200, 201) else ""
        sending.fault = "" if sending.code else f"{status}"

    def open(self) -> Line | None:
        """The connection that has rested longest; none that the server has closed meanwhile."""
        while self.free:
            reader, writer = self.free.popleft()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return None

    def close(self) -> None:
        for _, writer in self.free:
            writer.close()
        self.free.clear()


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The status and the body, unpacked."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = re.search(r"content-length: (\d+)", head)
    body = await reader.readexactly(int(length[1]) if length else 0)
    if "content-encoding: gzip" in head:
        body = gzip.decompress(body)
    return int(head.split(" ", 2)[1]), body


def form(slug: str, section: str, text: str, place: int | None) -> Sending:
    """What a browser sends from the page on which everything is looked at once more."""
    fields = {
        "entries-TOTAL_FORMS": "1",
        "entries-INITIAL_FORMS": "1",
        "entries-0-section_key": section,
        "entries-0-text": text,
        "entries-0-stance": "agree",
        "version": "1",
        "key": secrets.token_urlsafe(24),
        "place": "" if place is None else str(place),
        "may_publish": "on",
    }
    head = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    request = posted(f"/gop-y/{slug}/da-nhan/", head, urlencode(fields).encode())
    return Sending(request, in_page, text)


def program(slug: str, section: str, text: str) -> Sending:
    """What a program sends for its user."""
    body = {"may_publish": True, "opinions": [{"section": section, "text": text}]}
    head = {"Content-Type": "application/json", "Idempotency-Key": secrets.token_urlsafe(24)}
    path = f"/api/v1/consultations/{slug}/submissions"
    return Sending(posted(path, head, json.dumps(body).encode()), in_json, text)


def posted(path: str, head: dict[str, str], body: bytes) -> bytes:
    lines = {
        "Host": "localhost",
        "Accept-Encoding": "gzip",
        "Content-Length": str(len(body)),
        **head,
    }
    said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {path} HTTP/1.1\r\n{said}\r\n".encode() + body


def in_page(body: bytes) -> str:
    found = CODE.search(body.decode())
    return found[1] if found else ""


def in_json(body: bytes) -> str:
    return str(json.loads(body).get("code", ""))


async def at_rate(port: int, sendings: Iterable[Sending], a_second: float) -> None:
    """Sends each when it is due."""
    lines, under_way = Lines(port), set[asyncio.Task[None]]()
    began = time.perf_counter()
    for number, sending in enumerate(sendings):
        due = began + number / a_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        task = asyncio.create_task(one(lines, sending, due))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    lines.close()


async def one(lines: Lines, sending: Sending, due: float) -> None:
    try:
        await asyncio.wait_for(lines.ask(sending), PATIENCE)
    except (OSError, EOFError, TimeoutError) as wrong:
        sending.fault = type(wrong).__name__
    sending.took = time.perf_counter() - due
