"""Routing by what was learned before: of the same run, or of one whose state was saved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from danvan.sense.place.confidence import Logistic, chance, signs
from danvan.sense.place.grams import Floats, Spans
from danvan.sense.place.scores import LEADERS, Evidence, Ranking, rank
from danvan.sense.records import Bytes, Draft, Ints
from danvan.sense.words.tokens import Hashes

ANCHOR, CITED, MATCHED, GENERAL, UNPLACED = range(5)  # the first of HOWS

NEAR = 0.85  # of the shipped bar, that a draft's own calibration may not undercut
NARROWED = 0.5  # of the bar, where a part that was named leaves few sections to choose from

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Places:
    """Where u units belong.

    `section` int64[u]: index of the section, −1 for none. `how` uint8[u]: index into HOWS. `top3`
    int64[u, 3]: the nearest sections, best first, −1 where there are fewer. `score` float32[u]: how
    likely the best section is right, 1 where it was given; `margin` float32[u]: how far it stands
    above the second. `learned`: what was compared with, where anything was.
    """

    section: Ints
    how: Bytes
    top3: Ints
    score: Floats
    margin: Floats
    learned: Learned | None = None


@dataclass(frozen=True)
class Known:
    """What is known beforehand: `anchored`, `cited` int64[u] (−1 none), `whole` bool[u]."""

    anchored: Ints
    cited: Ints
    whole: Flags

    @property
    def given(self) -> Ints:
        """The section the sender named, −1 for none: a confirmed place."""
        return np.where(self.anchored >= 0, self.anchored, self.cited)


def subtrees(draft: Draft) -> Flags:
    """bool[s, s]: row i marks section i and all below it."""
    index = {section.key: at for at, section in enumerate(draft.sections)}
    inside = np.eye(len(draft.sections), dtype=np.bool_)
    for at, section in enumerate(draft.sections):
        above, steps = section.parent, 0
        while above is not None and above in index and steps < len(index):
            inside[index[above], at] = True
            above, steps = draft.sections[index[above]].parent, steps + 1
    return inside


@dataclass(frozen=True)
class Judge:
    """Tells how sure a ranking is, by two logistics each: for words alone, and with meaning.

    `own` come from the draft's confirmed opinions where these are enough. Who names a section
    speaks plainer than the rest, so a place must come near the bar of the `shipped` ones too.
    """

    own: tuple[Logistic, Logistic]
    shipped: tuple[Logistic, Logistic]
    sections: int

    def sure(
        self, ranking: Ranking, size: Ints, meant: Flags, narrowed: Flags
    ) -> tuple[Floats, Flags]:
        """Probability of the best section, float32[c], and whether it is enough, bool[c].

        `narrowed` bool[c]: the sender has named the part that it lies in.
        """
        seen = signs(ranking, self.sections, size)
        likely = np.zeros(len(size), dtype=np.float32)
        enough = np.zeros(len(size), dtype=np.bool_)
        for own, other, which in zip(self.own, self.shipped, (~meant, meant), strict=True):
            likely[which] = chance(own, seen[which])
            ease = np.where(narrowed[which], NARROWED, 1)
            near = chance(other, seen[which]) >= NEAR * ease * other.sure
            enough[which] = (likely[which] >= ease * own.sure) & near
        found = ranking.section[:, 0] >= 0
        return np.where(found, likely, np.float32(0)), enough & found


def meant(evidence: Evidence, which: Ints) -> Flags:
    if evidence.meaning is None:
        return np.zeros(len(which), dtype=np.bool_)
    return evidence.meaning.at[which] >= 0


@dataclass(frozen=True)
class Learned:
    """What a run learned of s sections: what each is about, how sure a place must be, and
    `inside` bool[s, s]: row i marks section i and all below it."""

    evidence: Evidence
    judge: Judge
    inside: Flags


def asked(known: Known, inside: Flags, spans: Spans) -> Ints:
    """Units whose section must be found: none given, or only one that has others below it."""
    parent = inside.sum(axis=1) > 1
    wide = (known.cited >= 0) & parent[np.maximum(known.cited, 0)]
    open_ = (known.anchored < 0) & ((known.cited < 0) | wide) & (spans.high > spans.low)
    return np.flatnonzero(open_).astype(np.int64)


def by_wording(digest: Hashes, within: Ints) -> tuple[Ints, Ints]:
    """One unit for each wording and choice, ascending, and for every unit the index of its like."""
    order = np.lexsort((within, digest))
    sorted_digest, sorted_within = digest[order], within[order]
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (np.diff(sorted_digest) != 0) | (np.diff(sorted_within) != 0)
    first = order[fresh]
    place = np.empty(len(first), dtype=np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    like = np.empty(len(order), dtype=np.int64)
    like[order] = place[np.cumsum(fresh) - 1]
    return np.sort(first), like


def start(known: Known) -> Places:
    """What is known without comparing: given sections, `general` and `unplaced`."""
    given = known.given
    how = np.where(known.whole, GENERAL, UNPLACED)
    how = np.where(known.cited >= 0, CITED, how)
    how = np.where(known.anchored >= 0, ANCHOR, how)
    top3 = np.full((len(given), LEADERS), -1, dtype=np.int64)
    top3[:, 0] = given
    score = (given >= 0).astype(np.float32)
    return Places(given.copy(), how.astype(np.uint8), top3, score, np.zeros_like(score))


def tops(inside: Flags) -> Ints:
    """int64[s]: the top section over each, itself where there is none."""
    first: Ints = inside.argmax(axis=0).astype(np.int64)
    return first


def as_part(ranking: Ranking, top: Ints) -> Ranking:
    """The same ranking as between parts: the best section stands for its part, and its rival is the
    best that lies in another part, or the last that is known where all lie in its own."""
    section = ranking.section
    part = np.where(section >= 0, top[np.maximum(section, 0)], -1)
    score = ranking.score.copy()
    rival = score[:, 3].copy()
    for place in (2, 1):
        rival = np.where(part[:, place] != part[:, 0], score[:, place], rival)
    score[:, 1] = rival
    score[:, 3] = np.minimum(score[:, 3], rival)
    wide = section.copy()
    wide[:, 0] = part[:, 0]
    return Ranking(wide, score)


def settle(places: Places, known: Known, which: Ints, ranking: Ranking, sure: Flags) -> None:
    """Writes what was found. Speaking of the whole draft, a unit goes to no section by likeness."""
    cited = known.cited[which]
    taken = sure & ((cited >= 0) | ~known.whole[which])
    best = ranking.section[:, 0]
    places.section[which[taken]] = best[taken]
    places.how[which[taken & (cited < 0)]] = MATCHED
    free = cited < 0
    places.top3[which[free]] = ranking.section[free]
    below = taken & ~free
    places.top3[which[below]] = ranking.section[below]


def apply(learned: Learned, known: Known, which: Ints, digest: Hashes, places: Places) -> None:
    """Writes into `places`, as `start` made them, what is found of the units `which` (`asked`).

    `digest` uint64[u] names wordings: equal ones with the same choice are ranked once.
    """
    evidence, judge, inside = learned.evidence, learned.judge, learned.inside
    spans = evidence.spans
    within = known.cited[which]
    first, like = by_wording(digest[which], within)
    alone = which[first]
    ranking = rank(evidence, alone, within[first], inside)
    size = (spans.high - spans.low)[alone]
    likely, sure = judge.sure(ranking, size, meant(evidence, alone), within[first] >= 0)
    settle(places, known, which, ranking.taken(like), sure[like])
    top = tops(inside)
    if (top != np.arange(len(top))).any():
        wide = as_part(ranking, top)
        _, known_part = judge.sure(wide, size, meant(evidence, alone), within[first] >= 0)
        free = (known.cited[which] < 0) & ~known.whole[which]
        taken = (known_part & ~sure)[like] & free
        places.section[which[taken]] = wide.section[like][taken, 0]
        places.how[which[taken]] = MATCHED
    places.score[which] = np.maximum(places.score[which], likely[like])
    places.margin[which] = (ranking.score[:, 0] - ranking.score[:, 1])[like]
