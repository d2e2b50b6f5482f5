"""Rows, opinions, sections and themes, counted again from the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.proof.folder import Folder

Found = Iterator[tuple[str, str]]

STANCES = ("agree", "propose", "object", "question", "inform", "unclear")
HOWS = ("anchor", "cited", "matched", "general", "unplaced", "officer")
NOWHERE = ("general", "unplaced")


def in_submissions(folder: Folder) -> pa.Array:
    """For each opinion, the row of its submission; null where there is none."""
    ids = folder.submissions["submission_id"].combine_chunks()
    return pc.index_in(folder.opinions["submission_id"].combine_chunks(), value_set=ids)


def cells(folder: Folder) -> pa.Array:
    """For each opinion, its section's key, or `general` or `unplaced`."""
    return pc.coalesce(folder.opinions["section_key"], folder.opinions["section_how"])


def differs(where: str, what: str, said: object, counted: object) -> Found:
    if said != counted:
        yield where, f"{what}: ghi {said}, đếm lại được {counted}"


def rows(folder: Folder) -> Found:
    ids = folder.submissions["submission_id"]
    if ids.null_count or pc.count_distinct(ids).as_py() != len(ids):
        yield "submissions.parquet", "mã lượt góp ý bị trống hoặc trùng"
    references = folder.submissions.filter(folder.submissions["is_reference"])["family_id"]
    families = pc.count_distinct(folder.submissions["family_id"]).as_py()
    if len(references) != families or pc.count_distinct(references).as_py() != families:
        yield "submissions.parquet", "mỗi nhóm trùng phải có đúng một bản đại diện"


def opinions(folder: Folder) -> Found:
    table, found = folder.opinions, in_submissions(folder)
    if found.null_count:
        yield "opinions.parquet", f"{found.null_count} ý kiến không thuộc lượt góp ý nào"
        return
    held = pc.count_distinct(table["submission_id"]).as_py()
    if held != len(folder.submissions):
        yield "opinions.parquet", f"{len(folder.submissions) - held} lượt góp ý không có ý kiến nào"
    yield from spans(folder, found)
    yield from identities(table)
    yield from values(folder)


def spans(folder: Folder, found: pa.Array) -> Found:
    table = folder.opinions
    lengths = pc.take(pc.utf8_length(folder.submissions["text"]), found)
    good = pc.and_(
        pc.and_(pc.greater_equal(table["start"], 0), pc.less(table["start"], table["end"])),
        pc.less_equal(table["end"], lengths),
    )
    for wrong in table["opinion_id"].filter(pc.invert(good)).to_pylist()[:20]:
        yield wrong, "vị trí trong văn bản nằm ngoài nội dung"


def identities(table: pa.Table) -> Found:
    """`<submission_id>.<n>`, n from 1 without a gap."""
    if pc.count_distinct(table["opinion_id"]).as_py() != len(table):
        yield "opinions.parquet", "mã ý kiến bị trùng"
    parts = pc.extract_regex(table["opinion_id"], r"^(?P<of>(?s:.*))\.(?P<n>[0-9]+)$")
    parts = parts.combine_chunks() if isinstance(parts, pa.ChunkedArray) else parts
    own = pc.equal(pc.struct_field(parts, "of"), table["submission_id"].combine_chunks())
    if not pc.all(pc.fill_null(own, False)).as_py():  # noqa: FBT003
        yield "opinions.parquet", "mã ý kiến không theo mã lượt góp ý"
        return
    numbers = pa.table(
        {"of": table["submission_id"], "n": pc.struct_field(parts, "n").cast(pa.int64())}
    )
    last = numbers.group_by("of").aggregate([("n", "max"), ("n", "min"), ("n", "count")])
    good = pc.and_(pc.equal(last["n_max"], last["n_count"]), pc.equal(last["n_min"], 1))
    if not pc.all(good).as_py():
        yield "opinions.parquet", "số thứ tự ý kiến trong lượt góp ý bị hụt"


def values(folder: Folder) -> Found:
    """Only known stances and ways of placing; each theme stands in the opinion's own section."""
    table, document = folder.opinions, folder.document
    for column, known in (("stance", STANCES), ("section_how", HOWS)):
        strange = set(table[column].unique().to_pylist()) - {*known}
        if strange:
            yield "opinions.parquet", f"{column} có giá trị lạ: {sorted(map(str, strange))[0]}"
    nowhere = pc.is_in(table["section_how"], value_set=pa.array(NOWHERE))
    if not pc.all(pc.equal(nowhere, pc.is_null(table["section_key"]))).as_py():
        yield "opinions.parquet", "section_key và section_how không khớp nhau"
    section_of = {theme["id"]: theme["section_key"] for theme in document["themes"]}
    pairs = pa.table({"theme": table["theme_id"], "cell": cells(folder)})
    for pair in pairs.group_by(["theme", "cell"]).aggregate([]).to_pylist():
        if section_of.get(pair["theme"]) != pair["cell"]:
            yield str(pair["theme"]), f"nhóm không thuộc phần {pair['cell']}"


def base(folder: Folder) -> Found:
    said, table = folder.document["base"], folder.submissions
    counted = {
        "rows": len(table) + len(folder.rejects),
        "submissions": len(table),
        "rejected": len(folder.rejects),
        "unconfirmed": sum(map(waits, folder.rejects)),
        "tallied": pc.sum(table["weight"]).as_py() or 0,
        "people": pc.sum(table["people"]).as_py(),
        "opinions": len(folder.opinions),
        "families": pc.count_distinct(table["family_id"]).as_py(),
    }
    for name, number in counted.items():
        yield from differs(f"base.{name}", "số tổng", said.get(name), number)


def waits(reject: tuple[str, str, str]) -> bool:
    """Whether a rejected row is of a scan that nobody has compared with its text yet."""
    return reject[2].startswith("bản chụp chờ người xác nhận")


def files(folder: Folder) -> Found:
    """Each file's rows are those that name it as their source; together they are the base."""
    listed = {one["file"]: one for one in folder.document["made"]["files"]}
    if len(listed) != len(folder.document["made"]["files"]):
        yield "made.files", "có tệp ghi hai lần"
    labels = pc.replace_substring_regex(folder.submissions["source"], r"(?s)#[^#]*$", "")
    found = {name: Counter[str]() for name in listed}
    for label, times in tally(pa.table({"label": labels}), "label").items():
        found.setdefault(file_of(label, listed), Counter())["accepted"] += times
    for reject in folder.rejects:
        counts = found.setdefault(file_of(reject[0], listed), Counter())
        counts += Counter(rejected=1, unconfirmed=int(waits(reject)))
    for name, counts in found.items():
        said = listed.get(name)
        if said is None:
            yield name, "có dòng nhưng không có trong danh sách tệp"
            continue
        yield from differs(name, "số dòng", said["rows"], counts["accepted"] + counts["rejected"])
        for what in ("accepted", "rejected", "unconfirmed"):
            yield from differs(name, what, said[what], counts[what])


def file_of(label: str, listed: Collection[str]) -> str:
    """The file that a row's place names: its name, or its name, a slash and that of a sheet."""
    while label not in listed and "/" in label:
        shorter = label.rpartition("/")[0]
        if shorter in listed:
            return shorter
        label = shorter
    return label


def tally(table: pa.Table, by: str) -> dict[Any, int]:
    counted = table.group_by(by).aggregate([([], "count_all")])
    return dict(zip(counted[by].to_pylist(), counted["count_all"].to_pylist(), strict=True))


def distinct(table: pa.Table, by: str, what: str) -> dict[Any, int]:
    return tally(table.select([by, what]).group_by([by, what]).aggregate([]), by)


def sections(folder: Folder) -> Found:
    table = pa.table({"cell": cells(folder), "submission": folder.opinions["submission_id"]})
    held, by = tally(table, "cell"), distinct(table, "cell", "submission")
    for section in folder.document["sections"]:
        key = section["key"]
        yield from differs(f"section {key}", "số ý kiến", section["opinions"], held.pop(key, 0))
        yield from differs(f"section {key}", "số lượt", section["submissions"], by.get(key, 0))
    for key in held:
        yield f"section {key}", "có ý kiến nhưng không có trong danh sách phần"
    total = sum(section["opinions"] for section in folder.document["sections"])
    yield from differs("sections", "tổng các phần", total, folder.document["base"]["opinions"])


def themes(folder: Folder) -> Found:
    found = in_submissions(folder)
    if found.null_count:
        return
    table = pa.table(
        {
            "theme": folder.opinions["theme_id"],
            "submission": folder.opinions["submission_id"],
            "family": pc.take(folder.submissions["family_id"], found),
            "stance": folder.opinions["stance"],
        }
    )
    held = tally(table, "theme")
    by = {name: distinct(table, "theme", name) for name in ("submission", "family")}
    stances = {
        (row["theme"], row["stance"]): row["count_all"]
        for row in table.group_by(["theme", "stance"]).aggregate([([], "count_all")]).to_pylist()
    }
    for theme in folder.document["themes"]:
        key = theme["id"]
        yield from differs(key, "số ý kiến", theme["opinions"], held.pop(key, 0))
        yield from differs(key, "số lượt", theme["submissions"], by["submission"].get(key, 0))
        yield from differs(key, "số nhóm trùng", theme["families"], by["family"].get(key, 0))
        counted = {stance: stances.get((key, stance), 0) for stance in STANCES}
        yield from differs(key, "thái độ", theme["stances"], counted)
    for key in held:
        yield str(key), "có ý kiến nhưng không có trong danh sách nhóm"
