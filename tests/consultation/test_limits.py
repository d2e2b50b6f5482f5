"""How often one network may ask; nothing typed is lost, nothing about who asked is kept."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from danvan.consultation.views.limits import address, limited

ask = RequestFactory()


@limited("sending")
def sending(request):
    return HttpResponse("đã nhận")


@limited("upload")
def upload(request):
    return HttpResponse("đã nhận")


urlpatterns = [path("gui/", sending)]


@pytest.fixture(autouse=True)
def two_a_minute(settings, monkeypatch):
    settings.LIMITS = {"sending": ((2, 60), (3, 3600)), "upload": ((1, 60),)}
    cache.clear()
    moment = [1_600_000_000.0]
    monkeypatch.setattr("time.time", lambda: moment[0])
    yield moment
    cache.clear()


def post(text="Đề nghị bổ sung", view=sending, **meta):
    return view(ask.post("/gui/", {"text": text, "key": "k" * 22}, **meta))


def test_over_the_limit_one_waits_and_what_was_typed_stands_there():
    assert [post().status_code for _ in range(3)] == [200, 200, 429]
    answer = post('Rác <b>thải</b> "thu gom"\nhai lần')

    assert 0 < int(answer.headers["Retry-After"]) <= 60
    page = answer.content.decode()
    assert "xin chờ" in page
    assert 'value="Rác &lt;b&gt;thải&lt;/b&gt; &quot;thu gom&quot;\nhai lần"' in page
    assert f'name="key" value="{"k" * 22}"' in page


def test_after_the_wait_one_may_again(two_a_minute):
    post(), post()
    two_a_minute[0] += int(post().headers["Retry-After"])

    assert post().status_code == 200
    assert post().status_code == 429  # the third of the hour was the last


def test_looking_at_the_form_is_never_limited():
    assert {sending(ask.get("/gui/")).status_code for _ in range(9)} == {200}


def test_an_upload_counts_only_with_a_file(settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    def send(**files):
        return upload(ask.post("/gui/", {"text": "a", **files})).status_code

    assert [send() for _ in range(3)] == [200] * 3
    file = SimpleUploadedFile("a.docx", b"PK")
    assert [send(tep=file), send(tep=file)] == [200, 429]


def test_networks_are_counted_apart():
    post(REMOTE_ADDR="203.0.113.1"), post(REMOTE_ADDR="203.0.113.1")

    assert post(REMOTE_ADDR="203.0.113.1").status_code == 429
    assert post(REMOTE_ADDR="203.0.113.2").status_code == 200


def test_a_household_is_one_network_in_the_new_addresses_too():
    seen = [ask.get("/", REMOTE_ADDR=each) for each in ("2001:db8:1:2::5", "2001:db8:1:2:a::9")]

    assert address(seen[0]) == address(seen[1]) == "2001:db8:1:2::/64"


def test_what_a_caller_writes_of_itself_is_believed_only_from_our_proxy(settings):
    request = ask.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "6.6.6.6, 1.2.3.4"})

    settings.PROXIES = 0
    assert address(request) == "10.0.0.1"
    settings.PROXIES = 1
    assert address(request) == "1.2.3.4"
    assert address(ask.get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"
    assert address(ask.get("/", REMOTE_ADDR="no address")) == "unknown"


def test_no_address_is_held_and_the_key_is_another_one_each_day(two_a_minute):
    """What the cache holds leads to nobody, and not from one day to the next."""
    post(REMOTE_ADDR="203.0.113.77")
    first = counters()
    two_a_minute[0] += 86_400
    post(REMOTE_ADDR="203.0.113.77")

    assert "203.0.113.77" not in str(cache._cache)
    assert len(first) == 2
    assert {name.split(":")[-3] for name in first}.isdisjoint(
        name.split(":")[-3] for name in counters() - first
    )


def counters():
    return {name for name in cache._cache if "limits-key" not in name}


@pytest.mark.urls(__name__)
def test_unlimited_where_the_keeper_lifts_the_limits(settings):
    settings.LIMITS = dict.fromkeys(settings.LIMITS, ())

    assert {post().status_code for _ in range(50)} == {200}
