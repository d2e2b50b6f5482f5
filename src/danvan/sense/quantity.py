"""Counts into words: `phrase = f(count, base, policy)`, by the table the report prints."""

from __future__ import annotations

from danvan.sense.policy import Policy
from danvan.sense.words.numbers import print_count, print_share

NOUN = "ý kiến"
NOUNS = {"opinions": "ý kiến", "submissions": "lượt góp ý", "people": "người"}


def phrase(count: int, base: int, policy: Policy, noun: str = NOUN) -> str:
    """The quantity word for `count` of `base`; with a base under the policy's, the figures alone.

    >>> phrase(1243, 1310, Policy())
    'hầu hết các ý kiến'
    >>> phrase(3, 4, Policy())
    '3 trong 4 ý kiến'
    """
    if base < policy.small_base:
        return f"{count} trong {base} {noun}"
    for word in policy.phrases:
        share = count / base
        reached = share > word.share if word.above else share >= word.share
        if reached and count >= word.least:
            return word.words.replace(NOUN, noun)
    return policy.phrases[-1].words.replace(NOUN, noun)


def bracket(count: int, base: int, noun: str = NOUN) -> str:
    """The figures behind a phrase. Nothing but all is printed as 100 %, nothing but none as 0 %.

    >>> bracket(1243, 1310)
    '(1.243/1.310 ý kiến; 94,9 %)'
    """
    shown = count / base if count in {0, base} else min(max(count / base, 0.001), 0.999)
    return f"({print_count(count)}/{print_count(base)} {noun}; {print_share(shown)} %)"
