"""`danvan serve` as a process: what it answers with, and what it writes of who asked."""

import gzip
import http.client
import json
from urllib.parse import urlsplit

import pytest


@pytest.fixture
def talk(served):
    """One connection, kept for as many questions as are asked."""
    line = http.client.HTTPConnection(urlsplit(served[0]).netloc, timeout=10)
    yield line
    line.close()


def ask(line, path: str, **headers: str):
    line.request("GET", path, headers={"Connection": "keep-alive", **headers})
    answer = line.getresponse()
    return answer, answer.read()


def test_one_connection_asks_many_times(talk):
    first, _ = ask(talk, "/health/live")
    door = talk.sock
    second, _ = ask(talk, "/health/ready")

    assert (first.version, first.status, second.status) == (11, 200, 200)
    assert talk.sock is door


def test_what_never_changes_is_kept_by_browsers(talk):
    for path in (
        "/static/site/vendor/bootstrap.min.css",
        "/static/site/fonts/noto-serif-latin-400-normal.woff2",
    ):
        answer, _ = ask(talk, path)
        assert "immutable" in answer.headers["Cache-Control"], path
        again, content = ask(talk, path, **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status, content) == (304, b"")


def test_what_may_change_is_asked_for_again_and_by_another_address(talk):
    answer, _ = ask(talk, "/static/site/danvan.css")
    _, page = ask(talk, "/")

    assert "immutable" not in answer.headers["Cache-Control"]
    assert "max-age=3600" in answer.headers["Cache-Control"]
    assert b"/static/site/danvan.css?" in page
    assert b"/static/site/vendor/bootstrap.min.css?" in page


@pytest.mark.parametrize("path", ["/static/site/vendor/bootstrap.min.css", "/quyen-rieng-tu/"])
def test_what_is_long_goes_compressed(talk, path):
    plain, content = ask(talk, path)
    packed, less = ask(talk, path, **{"Accept-Encoding": "gzip"})

    assert plain.headers.get("Content-Encoding") is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(less) < len(content)
    assert gzip.decompress(less)[:15] == content[:15]


def test_every_line_is_json_without_address_or_name(served, talk):
    _, installation = served
    secret = {"Referer": "http://noi-khac.example/", "User-Agent": "Trinh-duyet-la"}
    for path in ("/?q=Nguyen-Van-A", "/dieu-hanh/", "/khong-co/0912345678", "/static/khong-co.css"):
        ask(talk, path, **secret)
    talk.request(
        "POST", "/dieu-hanh/tai-khoan/login/", "login=ten-dang-nhap&password=mat-khau", secret
    )
    talk.getresponse().read()

    said = installation.said.read_text()
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    words = [line for line in said.splitlines() if not line.startswith("{")]
    requests = [line for line in lines if line["event"] == "request"]
    assert words == [f"Mở {served[0]}/ ; bấm Ctrl-C để dừng."]
    assert {line["view"] for line in requests} >= {"home", "account_login", "none"}
    assert all(
        line.keys()
        == {"event", "view", "method", "status", "seconds", "level", "logger"} | {"timestamp"}
        for line in requests
    )
    for told in ("Nguyen", "0912345678", "noi-khac", "Trinh-duyet", "ten-dang-nhap", "mat-khau"):
        assert told not in said
    assert "127.0.0.1:" not in said.replace(f"{served[0]}", "")


def test_a_port_in_use_is_said_in_one_sentence(served):
    address, installation = served
    code, said = installation.run("serve", "--port", str(urlsplit(address).port))

    assert code == 2
    assert said.splitlines()[-1].startswith("Không mở trang: không dùng được 127.0.0.1:")
    assert "--port" in said
    assert len(said.splitlines()) == 2


AWAY = "postgres://ai:mat-khau@127.0.0.1:1/khong-co"


@pytest.mark.parametrize(
    ("words", "url"),
    [
        (("serve", "--port", "0"), AWAY),
        (("serve", "--port", "0"), "sqlite:////khong/co/thu-muc/x.sqlite3"),
        (("serve", "--port", "0"), "khong-phai-dia-chi"),
        (("work",), AWAY),
        (("backup", "khong.zip"), AWAY),
        (("doctor",), AWAY),
    ],
)
def test_a_database_that_does_not_answer_is_said_in_one_sentence(installation, words, url):
    installation.url = url
    code, said = installation.run(*words)

    assert code in {1, 2}
    assert "Traceback" not in said
    assert "DATABASE_URL" in said
    assert "mat-khau" not in said
