"""The report as a paper: sentences in the official order, each with its opinions behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from danvan.papers.blocks import (
    Bar,
    Bars,
    Block,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Sentence,
    Signature,
    Table,
)
from danvan.sense.folder.evidence import Sources, evidence, shown_rows, sources
from danvan.sense.folder.masks import Masks
from danvan.sense.folder.received import aside, rows_read
from danvan.sense.words.numbers import print_count

FAMILY = 5  # submissions from which a family is listed as a campaign
CAMPAIGNS = 200  # campaigns listed in the report; all stand in submissions.parquet
BARS = 12
CHANNELS = {
    "web": "Trang web",
    "conference": "Hội nghị",
    "letter": "Thư, văn bản",
    "phone": "Điện thoại",
    "sheet": "Phiếu",
    "scan": "Bản chụp",
    "app": "Ứng dụng",
}


class Report:
    """Builds the paper of one synthesis from its document and its two tables.

    `masks` cuts what is shown of the texts; without it, masks as they are found and undecided.
    """

    def __init__(
        self,
        document: dict[str, Any],
        submissions: pa.Table,
        opinions: pa.Table,
        title: str,
        masks: Masks | None = None,
    ) -> None:
        self.submissions, self.title = submissions, title
        self.found: Sources = sources(document, submissions, opinions)
        most = document["made"]["policy"]["evidence"]
        self.behind = [shown_rows(self.found, n, most) for n in range(len(document["statements"]))]
        self.masks = masks or Masks(submissions)
        self.masks.read(self.found.submission[rows].tolist() for rows, _ in self.behind)
        self.document = document = self.masks.shown(document)
        self.sections = document["sections"]
        self.places = {s["key"]: place_name(s) for s in self.sections}
        self.by_section: dict[str, list[int]] = defaultdict(list)
        for number, statement in enumerate(document["statements"]):
            self.by_section[statement["section_key"]].append(number)
        self.below = opinions_below(self.sections)

    def paper(self, notice: str = "") -> Paper:
        about = self.title or "các nội dung được lấy ý kiến"
        return Paper(
            title="BÁO CÁO",
            subtitle=f"tổng hợp ý kiến góp ý vào {about}",
            issuer=("[CƠ QUAN CẤP TRÊN]", "[CƠ QUAN BAN HÀNH]"),
            place_date="",
            number="",
            blocks=[*self.overview(), *self.results()],
            notice=notice,
            annexes=[*self.campaigns(), *self.method()],
            signature=Signature(("[CHỨC VỤ NGƯỜI KÝ]",), "", ("[Nơi nhận]", "Lưu: VT")),
            kind="BC",
            outline=("roman", "letter"),
        )

    # I

    def overview(self) -> Iterator[Block]:
        base = self.document["base"]
        yield Heading(1, "TÌNH HÌNH TỔNG HỢP")
        yield Paragraph(
            f"{rows_read(base)} Các lượt góp ý nêu {print_count(base['opinions'])} ý kiến; "
            "mỗi ý kiến là một nội dung trong một lượt góp ý, dù nhắc lại nhiều lần vẫn tính một."
        )
        yield Table(
            ("Chỉ tiêu", "Số lượng"),
            [(name, number) for name, number in self.figures()],
            (3, 1),
            title="Số liệu chung",
        )
        yield from aside(self.document["made"])
        if counted := self.channels():
            yield Table(("Kênh tiếp nhận", "Số lượt góp ý"), counted, (3, 1), title="Theo kênh")

    def figures(self) -> Iterator[tuple[str, int]]:
        base = self.document["base"]
        yield "Dòng đã đọc", base["rows"]
        yield "Dòng không đọc được", base["rejected"] - base["unconfirmed"]
        if base["unconfirmed"]:
            yield "Dòng từ bản chụp chờ người xác nhận (chưa tính)", base["unconfirmed"]
        yield "Lượt góp ý", base["submissions"]
        if base["tallied"] != base["submissions"]:
            yield "Số ghi trong các dòng kiểm phiếu (lượt, người)", base["tallied"]
        if base["people"] is not None:
            yield "Số người (nơi có ghi)", base["people"]
        yield "Ý kiến", base["opinions"]
        yield "Nội dung khác nhau (sau khi gộp bản trùng, gần trùng)", base["families"]

    def channels(self) -> list[tuple[str, int]]:
        counted = self.submissions.group_by("channel").aggregate([([], "count_all")]).to_pylist()
        if len(counted) == 1 and counted[0]["channel"] is None:
            return []
        named = [
            (CHANNELS.get(c["channel"], c["channel"] or "Chưa ghi"), c["count_all"])
            for c in counted
        ]
        return sorted(named, key=lambda row: (-row[1], row[0]))

    # II

    def results(self) -> Iterator[Block]:
        yield Heading(1, "KẾT QUẢ TỔNG HỢP")
        if self.has_sections():
            yield self.section_bars()
        yield Heading(2, "Góp ý chung")
        yield from self.section("general", "Chưa có ý kiến nói về toàn dự thảo.")
        if self.has_sections():
            yield Heading(2, "Góp ý theo từng phần")
            for section in self.sections[:-2]:
                yield from self.part(section)
        yield Heading(2, "Ý kiến khác, không tán thành")
        yield from self.differing()
        yield Heading(2, "Ý kiến chưa gắn được với phần nào")
        yield from self.section("unplaced", "Không có.")
        yield from self.across()

    def has_sections(self) -> bool:
        return len(self.sections) > 2

    def section_bars(self) -> Bars:
        tops = [s for s in self.sections if s["parent"] is None]
        most = max(tops, key=lambda s: (self.below[s["key"]], s["key"]))
        named = most["key"] not in {"general", "unplaced"}
        return Bars(
            f"Nhiều ý kiến nhất ở {place_name(most)}" if named else "Số ý kiến theo từng phần",
            [Bar(shorter(place_name(s)), self.below[s["key"]]) for s in tops],
            "ý kiến",
        )

    def part(self, section: dict[str, Any]) -> Iterator[Block]:
        level = min(2 + section["level"], 4)
        below = self.below[section["key"]]
        name = place_name(section)
        if not below:
            if section["level"] <= 1 or self.below.get(section["parent"], 0):
                yield Heading(level, name, number="")
                yield Paragraph(f"{shorter(name, 60)}: chưa có ý kiến.")
            return
        yield Heading(level, f"{name} ({print_count(below)} ý kiến)", number="")
        if section["level"] <= 1 and (bars := self.theme_bars(section)):
            yield bars
        yield from self.section(section["key"], "")

    def theme_bars(self, section: dict[str, Any]) -> Bars | None:
        inside = set(subtree(self.sections, section["key"]))
        themes = [t for t in self.document["themes"] if t["section_key"] in inside]
        named = [t for t in themes if t["kind"] in {"main", "small", "aspect"}]
        largest = sorted(named, key=lambda t: (-t["opinions"], t["id"]))[:BARS]
        if len(largest) < 2:
            return None
        return Bars(
            f"{shorter(place_name(section), 40)}: "
            f"nhóm được nêu nhiều nhất là “{largest[0]['label']}”",
            [Bar(shorter(theme["label"]), theme["opinions"]) for theme in largest],
            "ý kiến",
        )

    def section(self, key: str, empty: str) -> Iterator[Block]:
        numbers = self.by_section.get(key, [])
        if not numbers and empty:
            yield Paragraph(empty)
        for number in numbers:
            yield from self.sentence(number)

    def sentence(self, number: int) -> Iterator[Block]:
        statement = self.document["statements"][number]
        yield Sentence(
            statement["id"],
            statement["text"],
            self.figures_in(statement),
            evidence(self.found, self.masks, number, self.behind[number], self.places),
        )
        for quote in statement["quotes"][:1]:
            yield Quote(quote["quote"], quote["opinion_id"])

    def figures_in(self, statement: dict[str, Any]) -> str:
        """The bracketed figures of a sentence; on a small base, its quantity words."""
        if statement["base"] < self.document["made"]["policy"]["small_base"]:
            return str(statement["quantifier"])
        return f"({statement['text'].rpartition(' (')[2].removesuffix('.')}"

    def differing(self) -> Iterator[Block]:
        """Every sentence of disagreement once more, with its place: none is lost in the many."""
        own = (s for s in self.document["statements"] if s["scope"] == "theme")
        differ = [s for s in own if s["act"] == "object"]
        if not differ:
            yield Paragraph("Không có ý kiến không tán thành.")
            return
        total = sum(len(s["opinion_ids"]) for s in differ)
        yield Paragraph(
            f"Có {print_count(total)} ý kiến không tán thành hoặc có ý kiến khác, "
            "đã nêu tại các phần trên và liệt kê đủ tại đây:"
        )
        for s in differ:
            place = shorter(self.places[s["section_key"]], 60)
            words = shorter(s["quotes"][0]["quote"], 200)
            yield Paragraph(f"{place}: {s['text']} “{words}” [{s['id']}]", "item")

    def across(self) -> Iterator[Block]:
        """One matter met in several parts of the draft, shown once with its places."""
        met = topics(self.document["themes"])
        if not met:
            return
        yield Heading(2, "Nội dung được nêu ở nhiều phần")
        for label, themes in met:
            where = "; ".join(
                f"{shorter(self.places[theme['section_key']], 50)} "
                f"({print_count(theme['opinions'])} ý kiến)"
                for theme in themes
            )
            yield Paragraph(f"{label}: {where}.", "item")

    # annexes

    def campaigns(self) -> Iterator[Block]:
        """Families of many submissions: shown as such, every voice counted."""
        table = self.submissions.group_by("family_id").aggregate(
            [([], "count_all"), ("remark", "count")]
        )
        large = table.filter(pc.greater_equal(table["count_all"], FAMILY)).to_pylist()
        if not large:
            return
        reference = pc.indices_nonzero(self.submissions["is_reference"]).to_pylist()
        family = self.submissions["family_id"].take(reference).to_pylist()
        row_of = dict(zip(family, reference, strict=True))
        large.sort(key=lambda row: (-row["count_all"], row["family_id"]))
        yield Heading(1, "NỘI DUNG TRÙNG, GẦN TRÙNG")
        yield Paragraph(
            f"{print_count(len(large))} nội dung được gửi từ {FAMILY} lượt trở lên. "
            "Mọi lượt đều được tính; phần người gửi viết thêm được đọc như ý kiến riêng.",
            "note",
        )
        yield Table(
            ("Nội dung (bản đại diện)", "Số lượt", "Có viết thêm"),
            [
                (
                    shorter(self.masks.whole(row_of[row["family_id"]]), 300),
                    row["count_all"],
                    row["remark_count"],
                )
                for row in large[:CAMPAIGNS]
            ],
            (6, 1, 1),
        )

    def method(self) -> Iterator[Block]:
        made = self.document["made"]
        yield Heading(1, "CÁCH TÍNH")
        yield Table(
            ("Lượng từ", "Khi tỷ lệ", "và ít nhất"),
            [
                (
                    row["words"],
                    f"{'trên' if row['above'] else 'từ'} {row['share'] * 100:g} %",
                    row["least"],
                )
                for row in made["policy"]["phrases"]
            ],
            (3, 2, 1),
            title="Bảng lượng từ dùng trong báo cáo",
        )
        weigh = "có" if made["policy"]["tallies"] else "không"
        yield Paragraph(
            "Tỷ lệ tính trên số ý kiến nói về phần (hoặc mặt) được nêu. Cơ số dưới "
            f"{made['policy']['small_base']} chỉ ghi con số. "
            f"Số kiểm phiếu {weigh} cộng vào số của từng câu. "
            "Ý kiến được gộp nhóm bằng máy từ lời của chính người góp ý; "
            "tên nhóm là chữ trong ý kiến.",
            "note",
        )


def place_name(section: dict[str, Any]) -> str:
    return str(section["title"] or section["number"] or section["key"])


def shorter(text: str, most: int = 44) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"


def subtree(sections: list[dict[str, Any]], key: str) -> Iterator[str]:
    """The section and all below it; a parent stands before its children."""
    inside = {key}
    yield key
    for section in sections:
        if section["parent"] in inside:
            inside.add(section["key"])
            yield section["key"]


def opinions_below(sections: list[dict[str, Any]]) -> dict[str, int]:
    """Opinions of each section with those of all sections under it."""
    below = {section["key"]: section["opinions"] for section in sections}
    for section in reversed(sections):
        if section["parent"] is not None:
            below[section["parent"]] += below[section["key"]]
    return below


def topics(themes: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Labels that themes of at least two sections share, with those themes."""
    met: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for theme in themes:
        if theme["kind"] in {"main", "small"}:
            for words in theme["label"].split("; "):
                met[words].append(theme)
    shared = {
        words: held for words, held in met.items() if len({t["section_key"] for t in held}) > 1
    }
    return sorted(shared.items(), key=lambda pair: (-sum(t["opinions"] for t in pair[1]), pair[0]))
