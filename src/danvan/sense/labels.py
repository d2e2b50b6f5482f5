"""A name for each theme, in the words of its own opinions.

Candidates are runs of two to seven syllables between function words; a phrase is good when many
families of the theme hold it and few elsewhere do. One phrase is enough where it covers most of the
theme; else the next are added, so that a name never claims what only a few said. Read from marked
texts where there are any: without marks function words cannot be told from others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

from danvan.sense.redact import dotted, found
from danvan.sense.words.fold import clean, fold
from danvan.sense.words.placement import placed

SHORTEST, LONGEST = 2, 7
ENOUGH = 0.6  # share of a theme that its phrases should cover
MOST = 3  # phrases in one name
LEAST = 2  # families that must hold a phrase, where the theme has as many
FRAGMENT = 0.75  # share of a phrase's places in one longer phrase that makes it a fragment
EXAMPLES = 3  # texts in which a phrase is looked at for somebody's name
EMPTY = "nội dung khác"
REQUESTING = frozenset("nêu ghi nói viết thêm làm gộp tách xem đọc nhắc".split())
# Phrases that name no matter: what is asked for, or where, not about what.
GENERIC = frozenset(
    phrase.strip()
    for phrase in """
    đánh giá; đánh giá sâu; đánh giá kết quả; số liệu; cụ thể; nêu rõ; nói rõ; làm rõ; ghi rõ;
    kết quả; hạn chế; nguyên nhân; giải pháp; nhiệm vụ; bổ sung; cụm từ; ban soạn; ban soạn thảo;
    soạn thảo; kính gửi; cảm ơn; xin cảm ơn; quan tâm; chính trị; đại hội; nghị quyết; chỉ tiêu;
    mục tiêu; phân tích; viết rõ; nêu cụ thể; thời gian; tình trạng; vấn đề; thực hiện;
    kiểm điểm; nghiên cứu; xem xét; tiếp tục; cụ thể hóa; nêu thêm; rõ ràng; tỉnh ta; toàn tỉnh;
    địa phương; nhân dân; bà con; người dân; chúng tôi; đồng tình; ủng hộ; băn khoăn;
    không đồng ý; hợp lý; chính xác; quá trình; trách nhiệm; bảo đảm; đẩy mạnh; tăng cường;
    nâng cao; nhiệm kỳ; ghi nhận; tự hào; kết quả công tác; kết quả thực hiện; quy tụ; khoa học;
    nguyên nhân chủ quan; chủ quan; phần nguyên nhân; nhất trí cao; đồng chí; cử tri; đại biểu;
    văn bản; câu chữ; chỗ này; câu này; nội dung này; hiện nay; thời gian qua; những năm qua
    """.split(";")
)
PIECE = re.compile(r"[^\W_]+|[^\w\s]")
STOPS = frozenset(
    """
    và của các những là có cho được trong với về để này đó khi từ đến tại theo như cũng đã đang
    sẽ còn rất quá nên cần phải đề nghị kiến xuất bổ sung thêm tôi chúng em ạ anh chị bà con mình
    ta họ tui dự thảo báo cáo phần mục điều khoản ý nội dung thì mà nhưng hơn vào ra lên xuống
    một số nhiều không chưa ko k đc dc vs ở trên dưới bị bởi vì do nếu hay hoặc việc sự cái con
    người nào gì sao đi lại rồi thôi nữa luôn chỉ vẫn đều mọi mỗi từng ai đây kia ấy vậy thế rằng
    cùng bằng qua sau trước giữa ngay xin mong đồng nhất trí thành tán hoàn toàn cơ bản đối tuy
    nhiên song ngoài bên cạnh đó hãy đừng phản đối thật lắm nhé nha à ừ vâng dạ cơ mỗi cứ vừa the
    a an of to in and is are was were be for on it that this with as at by i you we they not or
    but from have has had my your our their he she his her can could would should will do does
    did if so what which who when where why how there
    """.split()
)


@dataclass(frozen=True)
class Label:
    """`text`: the name. `share`: how much of the theme holds one of its phrases, 0 to 1."""

    text: str
    share: float


def candidates(unit: str) -> dict[str, str]:
    """Folded phrase → as written, for every candidate of one unit."""
    found: dict[str, str] = {}
    text = clean(unit)
    bare = fold(unit)  # of the same length, so a place in one is a place in the other
    run: list[re.Match[str]] = []
    for piece in PIECE.finditer(text):
        word = piece.group()
        if word not in STOPS and word[0].isalnum() and not word.isdigit():
            run.append(piece)
        elif run:
            add_phrases(found, run, text, bare)
            run = []
    if run:
        add_phrases(found, run, text, bare)
    return found


def add_phrases(found: dict[str, str], run: list[re.Match[str]], text: str, bare: str) -> None:
    """The phrases of one run of words between function words; blanks inside are one each."""
    words = [text[piece.start() : piece.end()] for piece in run]
    folded = [bare[piece.start() : piece.end()] for piece in run]
    for size in range(SHORTEST, min(LONGEST, len(run)) + 1):
        for at in range(len(run) - size + 1):
            key = " ".join(folded[at : at + size])
            if key not in found:
                found[key] = " ".join(words[at : at + size])
    if len(run) == 1 and len(words[0]) > 3:
        found.setdefault(folded[0], words[0])


def whole(held: Counter[str]) -> Counter[str]:
    """Without the fragments: phrases that nearly always stand inside one longer phrase."""
    fragments = set()
    for phrase, count in held.items():
        words = phrase.split()
        for part in (" ".join(words[1:]), " ".join(words[:-1])):
            if part and count >= FRAGMENT * held.get(part, count + 1):
                fragments.add(part)
    return Counter({phrase: n for phrase, n in held.items() if phrase not in fragments})


def names_a_matter(phrase: str) -> bool:
    """Whether a phrase, as written, says what an opinion is about."""
    return placed(phrase) not in GENERIC and phrase.split()[0] not in REQUESTING


def names_nobody(folded: str, texts: Iterable[str]) -> bool:
    """Whether a phrase stands outside all that is somebody's in each text that holds it."""
    return all(folded in candidates(dotted(text, found(text))) for text in texts)


def is_marked(text: str) -> bool:
    return clean(text) != fold(text)


@dataclass(frozen=True)
class Theme:
    """What one theme's units hold: their texts, the candidates of each, and how many units hold
    each phrase."""

    texts: tuple[str, ...]
    units: tuple[frozenset[str], ...]
    held: Counter[str]
    written: dict[str, Counter[str]]


def read(units: Iterable[str]) -> Theme:
    texts = list(units)
    if marked := [text for text in texts if is_marked(text)]:
        texts = marked
    held_by = [candidates(text) for text in texts]
    written: dict[str, Counter[str]] = {}
    for phrases in held_by:
        for folded, words in phrases.items():
            written.setdefault(folded, Counter())[words] += 1
    held = whole(Counter(folded for phrases in held_by for folded in phrases))
    return Theme(tuple(texts), tuple(frozenset(phrases) for phrases in held_by), held, written)


def labels(themes: Sequence[Sequence[str]]) -> list[Label]:
    """Names of sibling themes, each from a sample of its units (one of each family)."""
    read_themes = [read(units) for units in themes]
    everywhere: Counter[str] = Counter()
    for theme in read_themes:
        for phrase, count in theme.held.items():
            everywhere[phrase] += count
    total = sum(len(theme.units) for theme in read_themes)
    return [named(theme, everywhere, total) for theme in read_themes]


def named(theme: Theme, everywhere: Counter[str], total: int) -> Label:
    """The name of one theme; read anew without what is somebody's, where its name would hold it."""
    chosen, covered = cover(theme, meant(theme, everywhere, total))
    if not all(names_nobody(phrase, holders_of(theme, phrase)) for phrase in chosen):
        theme = read(dotted(text, found(text)) for text in theme.texts)
        chosen, covered = cover(theme, meant(theme, everywhere, total))
    if not chosen:
        return Label(EMPTY, 0.0)
    words = [most_written(theme.written[phrase]) for phrase in chosen]
    return Label("; ".join(words), round(len(covered) / max(len(theme.units), 1), 3))


def meant(theme: Theme, everywhere: Counter[str], total: int) -> list[str]:
    """The phrases that say what a theme is about, the best first."""
    size = len(theme.units)
    rated = sorted(
        (
            (worth(phrase, count, size, max(everywhere[phrase], count), total), phrase)
            for phrase, count in theme.held.items()
            if count >= min(LEAST, size)
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )[:200]
    return [p for _, p in rated if names_a_matter(most_written(theme.written[p]))]


def holders_of(theme: Theme, phrase: str) -> Iterator[str]:
    """The first texts of a theme that hold a phrase."""
    held = (text for text, unit in zip(theme.texts, theme.units, strict=True) if phrase in unit)
    return islice(held, EXAMPLES)


def worth(phrase: str, count: int, size: int, everywhere: int, total: int) -> float:
    """Share in the theme, times how much rarer the phrase is elsewhere, and more for length."""
    inside = count / size
    outside = (everywhere - count + 0.5) / (total - size + 1)
    length = 1 + 0.25 * min(phrase.count(" "), 3)
    return round(inside * max(log(inside / outside), 0.1) * length, 4)


def cover(theme: Theme, phrases: list[str]) -> tuple[list[str], set[int]]:
    """The first phrases that together cover ENOUGH of the theme, none a part of another."""
    chosen: list[str] = []
    covered: set[int] = set()
    for phrase in phrases:
        if any(set(phrase.split()) & set(other.split()) for other in chosen):
            continue
        holders = {at for at, unit in enumerate(theme.units) if phrase in unit}
        if chosen and len(holders - covered) < 0.1 * len(theme.units):
            continue
        chosen.append(phrase)
        covered |= holders
        if len(covered) >= ENOUGH * len(theme.units) or len(chosen) == MOST:
            break
    return chosen, covered


def most_written(forms: Counter[str]) -> str:
    """The commonest way of writing a phrase, the marked one before the unmarked."""
    return min(forms, key=lambda form: (form == fold(form), -forms[form], form))
