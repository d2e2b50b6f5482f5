"""A file of any length goes out while it is read: under ASGI, too, it is never held as a whole."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.testing import ApplicationCommunicator
from django.db import close_old_connections

from danvan.ledger.actions import SYSTEM, write
from danvan.ledger.models import WHOLE
from danvan.site.asgi import application
from danvan.site.streaming import MANY, MUCH, some_at_a_time

LINES = 1200
EXPORTS = ("/dieu-hanh/nhat-ky/xuat.csv", "/dieu-hanh/cong-viec/xuat.csv")


def run(coroutine):
    """In a thread of its own: where a browser test ran before, this one has a loop already."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, coroutine).result()


def test_no_more_is_read_than_is_being_sent():
    read = []

    def pieces():
        for number in range(MANY * 3 + 1):
            read.append(number)
            yield b"x"

    async def sent():
        return [(len(part), len(read)) async for part in some_at_a_time(pieces())]

    assert run(sent()) == [(MANY, MANY), (MANY, MANY * 2), (MANY, MANY * 3), (1, MANY * 3 + 1)]


def test_large_pieces_are_not_gathered():
    async def sent():
        return [len(part) async for part in some_at_a_time([b"x" * MUCH] * 3)]

    assert run(sent()) == [MUCH] * 3


def test_pieces_without_a_letter_do_not_end_it():
    async def sent():
        return [part async for part in some_at_a_time([b""] * (MANY + 1) + [b"x"])]

    assert b"".join(run(sent())) == b"x"


async def fetched(address: str, cookie: str, *, accepts: str = "") -> list[bytes]:
    """The parts of the answer's body as a server is handed them."""
    headers = [(b"host", b"localhost"), (b"cookie", cookie.encode())]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": address,
        "raw_path": address.encode(),
        "query_string": b"",
        "headers": [*headers, (b"accept-encoding", accepts.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    server = ApplicationCommunicator(application, scope)
    await server.send_input({"type": "http.request", "body": b""})
    begun = await server.receive_output(10)
    assert begun["status"] == 200
    parts = []
    while (part := await server.receive_output(10)).get("more_body"):
        parts.append(part["body"])
    await server.wait()
    return [part for part in parts if part]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("accepts", ["", "gzip"])
def test_an_export_comes_in_parts_and_is_the_same_as_ever(
    client, provincial_officer, province, accepts
):
    for number in range(LINES):
        write(by=SYSTEM, verb="look", of=province, why=str(number), where=WHOLE)
    client.force_login(provincial_officer)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    plain = b"".join(client.get(EXPORTS[0]).streaming_content)

    parts = run(fetched(EXPORTS[0], cookie, accepts=accepts))
    close_old_connections()

    assert accepts or len(parts) > LINES // MANY
    body = b"".join(parts)
    assert (gzip.decompress(body) if accepts else body) == plain


@pytest.mark.filterwarnings("error:StreamingHttpResponse must consume")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", [*EXPORTS, "/dieu-hanh/don-vi/xuat.csv"])
def test_no_room_s_export_is_read_whole_by_the_server(client, provincial_officer, address):
    client.force_login(provincial_officer)
    cookie = f"sessionid={client.cookies['sessionid'].value}"

    assert b"".join(run(fetched(address, cookie))).startswith("\ufeff".encode())
