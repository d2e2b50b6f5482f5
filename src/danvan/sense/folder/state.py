"""A state as one file and back: an .npz of numbers and hashes, nothing executable."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from scipy import sparse

from danvan.sense.features import BUCKETS, Space
from danvan.sense.place.applied import Judge, Learned, subtrees
from danvan.sense.place.confidence import Logistic
from danvan.sense.place.grams import Spans, Vocabulary
from danvan.sense.place.profiles import Profiles
from danvan.sense.place.scores import Evidence
from danvan.sense.place.wordings import Wordings
from danvan.sense.records import Draft, Section
from danvan.sense.synthesis.document import ENGINE
from danvan.sense.synthesis.state import Standing, State
from danvan.sense.words.tokens import some_tokens

NAME = "state.npz"
MAKE = 1  # of the file: one of another make would be read wrongly

Arrays = dict[str, npt.NDArray[Any]]


class UnreadableState(Exception):
    """The file is no state of this engine; the message is one sentence for the user."""


def write_state(state: State, path: Path) -> None:
    """Writes a file that only its owner may read."""
    head = {
        "make": MAKE,
        "engine": ENGINE,
        "policy": state.policy,
        "draft": state.draft,
        "cells": state.cells,
        "above": state.above,
        "codes": state.themes.code,
        "kinds": state.themes.kind,
    }
    arrays = _space(state.space) | _themes(state) | _routing(state.learned)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        np.savez(file, allow_pickle=False, head=np.array(json.dumps(head)), **arrays)


def read_state(path: Path) -> State:
    """The state that was written. Raises UnreadableState for none, or one of another engine."""
    try:
        with path.open("rb") as source, np.load(source, allow_pickle=False) as file:
            head = json.loads(str(file["head"]))
            if (head["make"], head["engine"]) != (MAKE, ENGINE):
                raise UnreadableState(
                    "Trạng thái của bản tổng hợp thuộc phiên bản khác; hãy tổng hợp lại."
                )
            return _state(head, {name: file[name] for name in file.files})
    except (BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError) as fault:
        raise UnreadableState(
            "Không đọc được trạng thái của bản tổng hợp; hãy tổng hợp lại."
        ) from fault


def _space(space: Space) -> Arrays:
    """Most rows of the basis are empty, and stay out of the file."""
    used = np.flatnonzero(space.basis.any(axis=1))
    return {
        "idf": space.idf,
        "basis_at": used,
        "basis": space.basis[used],
        "word_hash": space.word_hash,
        "word_vector": space.word_vector,
        "common": space.common,
    }


def _themes(state: State) -> Arrays:
    themes = state.themes
    return {
        "cell": themes.cell,
        "lane": themes.lane,
        "centre": themes.centre,
        "size": themes.size,
        "said": state.said,
        "theme": state.theme.astype(np.int32),
        "forms": state.forms,
    }


def _routing(learned: Learned | None) -> Arrays:
    if learned is None:
        return {}
    profiles, wordings, judge = learned.evidence.profiles, learned.evidence.wordings, learned.judge
    bars = [*judge.own, *judge.shipped]
    return {
        "terms": profiles.vocabulary.hashes,
        "terms_idf": profiles.vocabulary.idf,
        **_sparse("whole", profiles.whole),
        **_sparse("passages", profiles.passages),
        "owner": profiles.owner,
        "runs": wordings.hashes,
        "runs_section": wordings.section,
        "bars": np.array([[*bar.weights, bar.intercept, bar.sure] for bar in bars]),
        "measures": np.array([profiles.vocabulary.rarest, profiles.worded, profiles.thin]),
    }


def _sparse(name: str, rows: sparse.csr_matrix) -> Arrays:
    return {
        f"{name}_data": rows.data,
        f"{name}_at": rows.indices,
        f"{name}_first": rows.indptr,
        f"{name}_shape": np.array(rows.shape),
    }


def _state(head: dict[str, Any], held: Arrays) -> State:
    basis = np.zeros((BUCKETS, held["basis"].shape[1]), dtype=np.float32)
    basis[held["basis_at"]] = held["basis"]
    space = Space(
        held["idf"], basis, held["word_hash"], held["word_vector"], held["common"]
    )  # fmt: skip
    themes = Standing(
        tuple(head["codes"]),
        tuple(head["kinds"]),
        *(held[name] for name in ("cell", "lane", "centre", "size")),
    )
    return State(
        tuple(head["cells"]),
        tuple(head["above"]),
        head["draft"],
        head["policy"],
        _learned(held, head) if "terms" in held else None,
        space,
        themes,
        held["said"],
        held["theme"].astype(np.int64),
        held["forms"],
    )


def _learned(held: Arrays, head: dict[str, Any]) -> Learned:
    rarest, worded, thin = held["measures"].tolist()
    nil = np.zeros(0, dtype=np.int64)
    profiles = Profiles(
        Vocabulary(held["terms"], held["terms_idf"], rarest),
        _rows("whole", held),
        _rows("passages", held),
        held["owner"],
        worded,
        thin,
        nil,
        nil,
    )
    words, meaning, shipped, shipped_meaning = (Logistic(tuple(bar[:4]), *bar[4:])
                                                for bar in held["bars"].tolist())  # fmt: skip
    nobody = Spans(some_tokens([]), nil, nil)
    evidence = Evidence(nobody, profiles, Wordings(held["runs"], held["runs_section"]), None, None)
    keys = head["cells"][:-2]
    places = zip(keys, head["above"], strict=True)
    tree = Draft("", tuple(Section(key, 1, "", "", up) for key, up in places))
    judge = Judge((words, meaning), (shipped, shipped_meaning), len(keys))
    return Learned(evidence, judge, subtrees(tree))


def _rows(name: str, held: Arrays) -> sparse.csr_matrix:
    parts = tuple(held[f"{name}_{part}"] for part in ("data", "at", "first"))
    return sparse.csr_matrix(parts, shape=tuple(held[f"{name}_shape"].tolist()))
