"""The text of an article with its few marks, made into HTML in which nothing else can stand.

A blank line parts paragraphs. `## ` begins a heading, `- ` and `1. ` an item, `> ` a quotation;
`**bold**`, `*slanted*`, `[words](https://…)`; `[ảnh 2]` by itself is the second picture.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

from danvan.news.models.photos import Photo

TAGS = {"p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a"}
PARTING = re.compile(r"\n[^\S\n]*\n\s*")
PICTURE = re.compile(r"<p>\[ảnh (\d{1,3})\]</p>", re.IGNORECASE)
STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
SLANTED = re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,1000})\)")
MARK = re.compile(r"^(#{2,3} |- |\d{1,3}\. |> )", re.MULTILINE)
OWN_NAMES = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa")


class Piece(NamedTuple):
    """A part of an article: HTML that is safe to show, or a picture."""

    html: str = ""
    photo: Photo | None = None


def html_of(text: str) -> str:
    """Safe HTML, whatever the text is."""
    blocks = (block.strip("\n") for block in PARTING.split(text.replace("\r\n", "\n").strip()))
    return cleaned("\n".join(_block(block) for block in blocks if block.strip()))


def cleaned(html: str) -> str:
    """HTML of which only the few tags of an article are left, and links that lead outside."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
        attribute_filter=_kept,
    )


def pieces(text: str, photos: Sequence[Photo]) -> list[Piece]:
    """The article part by part, each picture where the text names it. Of those that it does not
    name the first opens the article, the others close it."""
    parts = PICTURE.split(html_of(text))
    named = {int(number) for number in parts[1::2]}
    by_number = {photo.number: photo for photo in photos}
    left = [photo for photo in photos if photo.number not in named]
    opens = left[:1] if left[:1] == [*photos][:1] else []
    middle = [*_parts(parts, by_number)]
    around = ([Piece(photo=p) for p in opens], [Piece(photo=p) for p in left if p not in opens])
    return [*around[0], *middle, *around[1]]


def plain(text: str) -> str:
    """The words alone, for searching and for summaries."""
    spoken = LINK.sub(r"\1", MARK.sub("", text))
    return " ".join(STRONG.sub(r"\1", spoken).replace("*", " ").split())


def leads_outside(url: str) -> bool:
    """Whether an address is one that a reader may be sent to: the web's, and not a machine's here.

    An address of this site ("/tin/…") is one, too.
    """
    if re.match(r"/(?![/\\])", url):
        return "\\" not in url
    with suppress(ValueError):
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        is_web = parts.scheme in ("http", "https") and "\\" not in url
        return is_web and not parts.username and _is_public(host) and parts.port != 0
    return False


def _is_public(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_global
    if re.fullmatch(r"[\dxa-f.]+", host) and re.search(r"(^|\.)(0x[\da-f]*|\d+)$", host):
        return False  # a number written in a way that only machines read
    return "." in host and not f".{host}".endswith(OWN_NAMES)


def _kept(tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "href" or leads_outside(value) else None


def _parts(parts: Sequence[str], photos: dict[int, Photo]) -> Iterator[Piece]:
    """HTML and pictures by turns; a picture that is not there leaves nothing."""
    for number, part in enumerate(parts):
        if number % 2 == 0:
            if part.strip():
                yield Piece(part.strip())
        elif int(part) in photos:
            yield Piece(photo=photos.pop(int(part)))


def _block(block: str) -> str:
    lines = block.split("\n")
    for begins, make in BLOCKS:
        if all(re.match(begins, line) for line in lines):
            return make([re.sub(begins, "", line, count=1) for line in lines])
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _heading(level: int) -> Callable[[list[str]], str]:
    return lambda lines: f"<h{level}>{' '.join(map(_inline, lines))}</h{level}>"


def _list(tag: str) -> Callable[[list[str]], str]:
    return lambda lines: f"<{tag}>{''.join(f'<li>{_inline(one)}</li>' for one in lines)}</{tag}>"


def _quotation(lines: list[str]) -> str:
    return f"<blockquote><p>{'<br>'.join(map(_inline, lines))}</p></blockquote>"


BLOCKS: tuple[tuple[str, Callable[[list[str]], str]], ...] = (
    (r"## ", _heading(2)),
    (r"### ", _heading(3)),
    (r"- ", _list("ul")),
    (r"\d{1,3}\. ", _list("ol")),
    (r"> ?", _quotation),
)


def _inline(line: str) -> str:
    """Links first, so that a mark inside an address stays a part of it."""
    parts = LINK.split(line)
    said = [_marked(parts[0])]
    for words, url, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        link = f'<a href="{escape(url)}">{_marked(words)}</a>'
        said += [link if leads_outside(url) else _marked(words), _marked(after)]
    return "".join(said)


def _marked(text: str) -> str:
    strong = STRONG.sub(r"<strong>\1</strong>", escape(text, quote=False))
    return SLANTED.sub(r"<em>\1</em>", strong)
