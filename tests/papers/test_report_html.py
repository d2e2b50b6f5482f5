"""The page opens every count, needs nothing from outside, and lets no text act."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from report_sample import HOSTILE, paper, sentence

from danvan.papers import report_html
from danvan.papers.palette import contrast

VOID = {"meta", "br", "img", "link", "input", "col", "path", "use", "rect"}


class Page(HTMLParser):
    """Keeps every element with its attributes and text, and sees that all are closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[int] = []
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(source)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        if tag not in VOID:
            self.open.append(len(self.found) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.found[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for at in self.open:
            self.found[at][2].append(data)

    def texts(self, tag: str, kind: str | None = None) -> list[str]:
        return [
            "".join(text)
            for name, attrs, text in self.found
            if name == tag and kind in (None, attrs.get("class"))
        ]


@pytest.fixture(scope="module")
def source() -> str:
    out = StringIO()
    report_html.write(paper(), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_every_sentence_opens_its_opinions_without_a_script(page: Page) -> None:
    opened = page.texts("details", "s")
    assert len(opened) == 4
    for n, text in enumerate(opened[:3], 1):
        assert text.startswith(sentence(n).text)
        assert all(f"A-{n}0{k}.1" in text for k in range(3))
        assert "Hiện 3 trong 12 ý kiến." in text
        assert "Phần I (theo nội dung)" in text
        assert "4 lượt cùng nội dung" in text
        assert "Còn ở phụ lục." in text


def test_the_counted_words_are_what_one_presses(page: Page) -> None:
    assert page.texts("b").count("(12/40 ý kiến; 30 %)") == 3
    assert "(1/40 ý kiến)" in page.texts("b")


def test_the_quoted_words_are_marked(page: Page) -> None:
    assert page.texts("mark").count("đề nghị mở thêm tuyến xe buýt") == 9


def test_a_sentence_has_its_address_inside_so_that_a_link_opens_it(source: str) -> None:
    assert re.search(r'<div class="e"><a id="S[2]"></a>', source)


def test_a_stance_is_a_word_and_an_icon_beside_its_colour(source: str) -> None:
    assert source.count('<use href="#i-cross"/></svg><i>Không tán thành</i>') == 10
    assert '<symbol id="i-cross"' in source


def test_hostile_text_is_shown_and_does_not_act(source: str, page: Page) -> None:
    assert page.texts("mark")[-1] == HOSTILE.replace("\x00", "␀").replace("\x1b", "␛")
    assert len(page.texts("script")) == 1
    assert not [
        tag
        for tag, attrs, _ in page.found
        if tag == "img" or any(a.startswith("on") for a in attrs)
    ]
    assert "\x00" not in source


def test_nothing_is_asked_from_outside(source: str, page: Page) -> None:
    assert not [
        tag for tag, _, _ in page.found if tag in {"link", "img", "iframe", "object", "base"}
    ]
    asked = [
        attrs[name]
        for _, attrs, _ in page.found
        for name in ("src", "href", "action")
        if name in attrs
    ]
    assert asked
    assert all(address and address.startswith("#") for address in asked)
    shown = re.sub(r"https://example\.org", "", source)
    assert not re.search(r"https?://|@import|url\(", shown)


def test_the_pages_own_policy_forbids_requests_and_strange_scripts(page: Page) -> None:
    policy = next(a["content"] for t, a, _ in page.found if t == "meta" and "http-equiv" in a)
    assert policy
    assert policy.startswith("default-src 'none'")
    assert "script-src 'sha256-" in policy


def test_the_contents_lead_to_every_heading(page: Page) -> None:
    led = [attrs["href"] for tag, attrs, _ in page.found if tag == "a" and "href" in attrs][1:]
    ids = [
        "#" + str(a["id"])
        for t, a, _ in page.found
        if re.fullmatch("h[2-5]", t) and a["id"] != "muc-luc"
    ]
    assert led == ids
    assert len(led) == 3


def test_figures_are_printed_in_the_vietnamese_way(page: Page) -> None:
    assert {"1.243", "94,5"} <= set(page.texts("td"))


def test_the_page_says_its_language_and_shows_the_notice(page: Page) -> None:
    assert page.found[0][:2] == ("html", {"lang": "vi"})
    assert page.texts("aside", "notice") == ["VĂN BẢN TRÌNH DIỄN"]


def test_a_notice_cannot_leave_the_print_style() -> None:
    out = StringIO()
    report_html.write(paper(notice='"}</style><script>x</script>'), out)
    assert len(Page(out.getvalue()).texts("script")) == 1


def test_blocks_that_can_be_read_only_once_are_refused() -> None:
    once = iter(paper().blocks)
    with pytest.raises(TypeError, match="read twice"):
        list(report_html._contents(type(paper())("", "", once).headings()))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_paper_in_light_and_dark(scheme: str) -> None:
    style = Path(report_html.__file__).with_suffix(".css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", light + (dark if scheme == "dark" else "")))
    for ink in ("ink", "quiet", "accent", "link"):
        for ground in ("paper", "raised"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["found-ink"], colours["found"]) >= 4.5


def test_many_sentences_are_written_piece_by_piece() -> None:
    class Longest:
        longest = 0

        def write(self, piece: str) -> int:
            self.longest = max(self.longest, len(piece))
            return len(piece)

    few, many = Longest(), Longest()
    report_html.write(paper(sentences=1), few)
    report_html.write(paper(sentences=300), many)
    assert many.longest == few.longest
