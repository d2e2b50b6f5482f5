"""Texts that try to be something else than text: for pages, spreadsheets, papers, databases.

`SOME` go through every door in the tests; `many(count)` makes as many as are wanted of them.
"""

from collections.abc import Iterator
from random import Random

MARKUP = (
    "<script id=hostile>alert(1)</script>",
    "</p></div></main></body><h1 id=hostile>Trang khác</h1>",
    "<img src=x onerror=alert(1) class=hostile>",
    "<svg class=hostile onload=alert(1)><script>alert(1)</script></svg>",
    "<style>body { display: none }</style>",
    "<a class=hostile href='javascript:alert(1)'>bấm vào đây</a>",
    "</textarea></title></script><iframe class=hostile src=//xau></iframe>",
    '" onmouseover="alert(1)" class="hostile',
    "' autofocus onfocus='alert(1)",
    "<!-- chú thích mở và không đóng",
    "]]><hostile/><![CDATA[",
    "&lt;b&gt; &amp; &#x3c;script&#x3e; &hostile; &#0; &#xFFFF;",
    "<base href=//xau><form class=hostile action=//xau>",
    "{{ settings.SECRET_KEY }} {% debug %} {# chú thích #}",
    "${7*7} #{7*7} <%= 7*7 %> {{7*7}}",
)
FORMULAS = (
    "=1+1",
    "=HYPERLINK('//xau','bấm')",
    "+SUM(A1:A9)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    "'=1+1",
    "''''@x",
    '=cmd|"/c calc"!A1, "trích dẫn", dấu; chấm phẩy',
)
CONTROLS = (
    "chuông\x07 thoát\x1b[31mđỏ\x1b[0m xóa\x7f",
    "nối\x0bdọc\x0cngắt trang",
    "\x01\x02đầu và cuối\x1f",
    "C1 \x80\x9b\x9f và dòng mới\x85đây",
    "không phải chữ \ufffe\uffff\U0001ffff",
    "phân dòng\u2028phân đoạn\u2029hết",
    "\ufeffdấu thứ tự byte\ufeff",
    "xuống\ndòng\n\n\nbốn lần\r\nvà\rkhác",
)
DIRECTIONS = (
    "đảo \u202egnọđ gnàl cha mở và không đóng",
    "nhúng \u202a\u202b\u202d\u202e\u202a mở năm lần",
    "cách ly \u2066\u2067\u2068 mở ba lần, tắt \u202c\u202c\u2069\u2069\u2069\u2069",
    "\u200f\u200e\u061c dấu phía",
    "مرحبا بالعالم 123 שלום",
    "\u202etxt.exe",
    "không\u200b\u200c\u200d\u2060bề rộng\u00ad\u034f",
)
LETTERS = (
    "Z̷̢̛̖͔̭͇̈́͂̅ạ" + "\u0301\u0302\u0303\u0304\u0305" * 200 + " hết",
    "Đề nghị cải thiện".encode().decode() + " e\u0302\u0301 o\u031b\u0323 d\u0323\u0307",
    "👩‍👩‍👧‍👦🏳️‍🌈👨🏽‍💻🇻🇳 \U000e0067\U000e007f",
    "\U0010ffff\U000f0000\ue000 riêng",
    "ﷺ ﷽ 𒐫 ꧅",
    "İıſẞ ﬁ ＡＢＣ ⅷ ①",
)
WORDS = (
    "null",
    "None",
    "NaN",
    "undefined",
    "0",
    "-1e309",
    "%s %d %(x)s %n {0} {x!r:>99}",
    "'; DROP TABLE consultation_submission; --",
    '" OR 1=1 /* \\" \\',
    "../../../../etc/passwd\\..\\..",
    "file:///etc/passwd và C:\\CON",
    'AND OR NOT NEAR("a" *) col:x ^a',
    "https://vi.du/?q=<>&x=\"'",
)
PAPERS = (
    '#set page(width: 1pt) #include "/etc/passwd" #panic()',
    "$ sum_(i=0)^n $ và @hostile <nhãn> ]] [[ #] *đậm* _nghiêng_ `mã` ~ \\ // /* =Đề mục",
    "\\input{/etc/passwd} \\immediate\\write18{ls} $x^2$ % hết dòng",
    "<w:p><w:r><w:t>hostile</w:t></w:r></w:p> _x000D_ _x0000_ &#xB;",
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '{ TOC \\o } { INCLUDETEXT "C:\\\\x" } «hostile»',
)
LONG = ("dài" + "x" * 99_000, "từ " * 30_000)
SOME = (*MARKUP, *FORMULAS, *CONTROLS, *DIRECTIONS, *LETTERS, *WORDS, *PAPERS, *LONG)
NOT_KEPT = ("a\0b", "\0", "\0\0=1+1\0")  # what no database holds: letters NUL are left out
SENTENCES = (
    "Đề nghị bổ sung số liệu về thu gom rác thải",
    "Không đồng ý với nhận định về du lịch",
    "Nhất trí với dự thảo",
)


def many(count: int, seed: int = 1) -> Iterator[str]:
    """Hostile pieces alone, in pairs, and within sentences; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - no secret
    pieces = [*SOME[: -len(LONG)], *NOT_KEPT[:1]]
    for number in range(count):
        if number % 1000 == 999:
            yield f"{'1 MB'}{chr(0x61 + number // 1000) * 99_000}"
            continue
        first, second = chance.sample(pieces, 2)
        sentence = chance.choice(SENTENCES)
        yield (
            chance.choice(
                (first, first + second, f"{sentence} {first}", f"{first}\n{sentence}. {second}")
            )
            + f" {number}"
        )
