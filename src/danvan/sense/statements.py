"""One sentence for one act on one theme: a template with slots, never free text.

The act is what a group of opinions does: it agrees, asks for an addition or a change, disagrees,
asks, edits wording, tells. The sentence carries its quantity word and its figures; wording stays
neutral, and nothing in it judges an opinion.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from danvan.sense.policy import Policy
from danvan.sense.quantity import NOUN, bracket, phrase

AGREE, ADD, CHANGE, OBJECT, QUESTION, WORDING, INFORM, UNCLEAR = range(8)
ACTS = ("agree", "add", "change", "object", "question", "wording", "inform", "unclear")

REQUESTS = {
    "add": "đề nghị bổ sung nội dung về {label}",
    "data": "đề nghị bổ sung số liệu về {label}",
    "deepen": "đề nghị đánh giá sâu hơn về {label}",
    "specific": "đề nghị nêu cụ thể hơn về {label}",
    "task": "đề xuất bổ sung nhiệm vụ về {label}",
    "clarify": "đề nghị làm rõ nội dung về {label}",
    "change": "đề nghị sửa đổi nội dung về {label}",
    "remove": "đề nghị bỏ nội dung về {label}",
    "wording": "đề nghị chỉnh sửa câu chữ trong nội dung về {label}",
}
SAYS = {
    AGREE: "tán thành nội dung về {label}",
    ADD: "góp ý, đề nghị về {label}",
    CHANGE: "đề nghị sửa đổi nội dung về {label}",
    OBJECT: "không tán thành hoặc có ý kiến khác về {label}",
    QUESTION: "nêu câu hỏi về {label}",
    WORDING: "đề nghị chỉnh sửa câu chữ trong nội dung về {label}",
    INFORM: "phản ánh về {label}",
    UNCLEAR: "nói về {label}, chưa rõ thái độ",
}
MENTIONS = {
    AGREE: "tán thành, có nhắc đến “{label}”",
    ADD: "đề nghị, có nhắc đến “{label}”",
    CHANGE: "đề nghị sửa đổi, có nhắc đến “{label}”",
    OBJECT: "không tán thành hoặc có ý kiến khác, có nhắc đến “{label}”",
    QUESTION: "nêu câu hỏi, có nhắc đến “{label}”",
}
MERELY_AGREES = "nhất trí, tán thành, không nêu nội dung khác"
LEFT = {
    AGREE: "tán thành, mỗi ý kiến về một nội dung riêng",
    ADD: "góp ý, đề nghị, mỗi ý kiến về một nội dung riêng",
    CHANGE: "đề nghị sửa đổi, mỗi ý kiến về một nội dung riêng",
    OBJECT: "không tán thành hoặc có ý kiến khác, mỗi ý kiến về một nội dung riêng",
    QUESTION: "nêu câu hỏi, mỗi ý kiến về một nội dung riêng",
    WORDING: "đề nghị chỉnh sửa câu chữ, mỗi ý kiến về một chỗ riêng",
    INFORM: "phản ánh, mỗi ý kiến về một việc riêng",
    UNCLEAR: "chưa rõ thái độ, mỗi ý kiến về một nội dung riêng",
}
ASPECTS = ("structure", "content", "theme", "style")
ASPECT_NAMES = ("bố cục dự thảo", "nội dung dự thảo", "chủ đề dự thảo", "văn phong dự thảo")
PRAISES = (
    "cho rằng bố cục dự thảo hợp lý",
    "cho rằng nội dung dự thảo rõ ràng, khoa học",
    "cho rằng chủ đề dự thảo thể hiện rõ mục tiêu",
    "cho rằng văn phong dự thảo mạch lạc, dễ hiểu",
)
MOST = 0.5  # share of a group that must make one kind of request before the sentence names it
DELEGATES = "đại biểu"


def act_of(stance: str, change: str | None) -> int:
    """What an opinion does, in the order of a report: agree, add, change, differ, ask, wording."""
    if stance == "propose":
        if change == "wording":
            return WORDING
        return CHANGE if change in {"change", "remove"} else ADD
    return {"agree": AGREE, "object": OBJECT, "question": QUESTION, "inform": INFORM}.get(
        stance, UNCLEAR
    )


@dataclass(frozen=True)
class Group:
    """Opinions that do one thing about one theme. `kind` is the theme's (themes.py); `lane` its
    aspect or -1; `changes` the kinds of request among its `size` opinions; `delegates`: all spoke
    at conferences. Of the kind "mention", its opinions hold the words of `label`."""

    act: int
    kind: str
    lane: int
    label: str
    changes: Counter[str]
    size: int
    count: int
    base: int
    delegates: bool = False


@dataclass(frozen=True)
class Sentence:
    """`text` holds `quantifier` and, from the policy's small base up, the bracketed figures."""

    text: str
    quantifier: str


def sentence(group: Group, policy: Policy, wording: str = "") -> Sentence:
    """The sentence of a group. `wording`: what people have it say, instead of the template.

    >>> found = Group(ADD, "main", -1, "du lịch", Counter(task=9), 9, 9, 120)
    >>> sentence(found, Policy()).text
    'Một số ý kiến đề xuất bổ sung nhiệm vụ về du lịch (9/120 ý kiến; 7,5 %).'
    """
    noun = DELEGATES if group.delegates else NOUN
    words = phrase(group.count, group.base, policy, noun)
    said = f"{words[0].upper()}{words[1:]} {wording or saying(group)}"
    if group.base >= policy.small_base:
        said = f"{said} {bracket(group.count, group.base, noun)}"
    return Sentence(f"{said}.", words)


def saying(group: Group) -> str:
    if group.kind == "agreement":
        return MERELY_AGREES
    if group.kind == "other" or not group.label:
        return LEFT[group.act]
    if group.lane > 0 and group.act == AGREE:
        return PRAISES[group.lane - 1]
    return request(group).format(label=group.label)


def request(group: Group) -> str:
    """The request that most of the group makes, by its kind; else the act alone."""
    if group.act in {ADD, CHANGE, WORDING} and group.changes:
        kind, held = min(group.changes.items(), key=lambda pair: (-pair[1], pair[0]))
        if held >= MOST * group.size and kind in REQUESTS:
            return REQUESTS[kind]
    return MENTIONS[group.act] if group.kind == "mention" else SAYS[group.act]
