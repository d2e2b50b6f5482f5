"""Counts the syllables and pairs that restore marks, and rewrites `accents.npz`:

    python -m danvan.sense.heads.make_accents ../shared/data/drafts

The texts lie beside (`train/`, generated) and in the demonstration (generated); the folder named
holds a law, a circular (no object of copyright) and a sample report of our own. Wordings of the
documents and of the demonstration, whose letters repeat, count once. The same text gives the same
bytes.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from danvan.sense.heads.accents import pack
from danvan.sense.words.restore import Learnt, learnt

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "site" / "demo"
DRAFTS = ("luat_thi_hanh_an_hinh_su.md", "thong_tu_06_2026_bvhttdl.md", "bao_cao_mau.md")
OPINION = "Nội dung góp ý"


def opinions() -> list[str]:
    """The texts that the stance head is trained on, too."""
    return [
        json.loads(line)["text"]
        for file in sorted((HERE / "train").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def documents(drafts: Path) -> list[str]:
    """The lines of laws and drafts, and the opinions of the demonstration."""
    papers = [*(drafts / name for name in DRAFTS), DEMO / "draft.md"]
    lines = [line for paper in papers for line in paper.read_text(encoding="utf-8").splitlines()]
    with (DEMO / "opinions.csv").open(encoding="utf-8", newline="") as sheet:
        return [*lines, *(row[OPINION] for row in csv.DictReader(sheet))]


def made(drafts: Path) -> Learnt:
    return learnt(opinions(), documents(drafts))


def main() -> None:
    (HERE / "accents.npz").write_bytes(pack(made(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
