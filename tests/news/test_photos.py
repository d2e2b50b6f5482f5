"""What of an uploaded picture is kept: its pixels, in three widths."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from tests.news.conftest import picture

from danvan.ledger.actions import SYSTEM
from danvan.news import actions
from danvan.news.models import Photo
from danvan.news.models.photos import place

WHERE = b"GPS: 21.28, 106.19"


def taken(**options) -> bytes:
    """A picture with words of its camera, turned on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = WHERE.decode()
    return picture(2000, 1000, exif=exif, comment=WHERE, **options)


@pytest.fixture
def add(draft):
    return lambda content: actions.add_photo(by=SYSTEM, version=draft, content=content)


def test_each_picture_has_three_widths_and_nothing_of_its_camera(add):
    content = taken()
    assert WHERE in content
    photo = add(content)

    assert (photo.width, photo.height) == (1000, 2000)
    assert photo.sizes == [(480, 480), (960, 960), (1600, 1000)]
    for file in place(photo.seal, 480).parent.iterdir():
        kept = file.read_bytes()
        assert WHERE not in kept
        assert not Image.open(io.BytesIO(kept)).getexif(), file.name


def test_a_small_picture_is_not_blown_up(add):
    photo = add(picture(300, 200))
    assert photo.sizes == [(480, 300)]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_the_kinds_that_are_taken(add, kind):
    assert add(picture(kind=kind)).sizes


def huge(width: int, height: int) -> bytes:
    """A PNG that says it is so large, in a hundred bytes."""

    def part(name: bytes, said: bytes) -> bytes:
        return (
            struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"")) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "JPEG, PNG hoặc WebP"),
        (b"<html><script>alert(1)</script>", "JPEG, PNG hoặc WebP"),
        (b"", "JPEG, PNG hoặc WebP"),
        (picture()[:400], "JPEG, PNG hoặc WebP"),
        (picture(kind="GIF"), "JPEG, PNG hoặc WebP"),
        (picture(kind="BMP"), "JPEG, PNG hoặc WebP"),
        (huge(8_000, 8_000), "40 triệu điểm"),
        (huge(10_000, 10_000), "40 triệu điểm"),
        (huge(100_000, 100_000), "40 triệu điểm"),
        (b"\xff\xd8" + b"0" * 15_000_001, "15 MB"),
    ],
)
def test_what_is_no_picture_or_too_much_of_one_is_refused(add, content, said):
    with pytest.raises(ValidationError, match=said):
        add(content)
    assert Photo.objects.count() == 0


def test_files_go_with_the_last_that_shows_them(add, draft, django_capture_on_commit_callbacks):
    first, second = add(picture()), add(picture())
    file = place(first.seal, 480)
    for photo, stays in ((first, True), (second, False)):
        with django_capture_on_commit_callbacks(execute=True):
            actions.drop_photo(by=SYSTEM, photo=photo)
        assert file.is_file() == stays


def test_no_address_leads_out_of_the_folder(article, client):
    for name in ("..%2f..%2fsecret-480.webp", "a-480.webp", "a" * 64 + "-481.webp"):
        assert client.get(f"/tin/anh/{name}").status_code == 404
    seal = article.current.photos.first().seal
    answer = client.get(f"/tin/anh/{seal}-960.jpg")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(f"/tin/anh/{seal}-960.php").status_code == 404
