"""Fills an empty database with the Bắc Giang of July 2020: units, bodies, officers, tasks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from danvan.ledger.actions import Clockwork
from danvan.papers.csv_out import csv_line
from danvan.site.demo import consultation
from danvan.site.demonstrators import ACCOUNTS, PASSWORD, SECRET
from danvan.units import actions as units
from danvan.units.models import SECOND_FACTOR, Function, Plan, Tier, Unit
from danvan.units.models.plan import COLUMNS, DATA, Row
from danvan.work import actions as work
from danvan.work.actions import Assignment
from danvan.work.models import Recurrence, shipped

TODAY = date(2020, 7, 14)
SINCE = date(2020, 1, 1)
KEEPER = Clockwork("Người dựng bản trình diễn")
TIERS = {"central": "Trung ương", "province": "Tỉnh", "district": "Huyện", "commune": "Xã"}
PROVINCE = (  # code, kind, parent, name, symbol
    ("tu/24", "party_committee", "2020/24", "Tỉnh ủy Bắc Giang", "TU"),
    ("bdv/24", "advisory_board", "2020/tu/24", "Ban Dân vận Tỉnh ủy", "BDVTU"),
    ("ubnd/24", "authority", "2020/24", "Ủy ban nhân dân tỉnh Bắc Giang", "UBND"),
    ("mt/24", "front", "2020/24", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bắc Giang", "MTTQ-BTT"),
    ("nd/24", "mass_org", "2020/24", "Hội Nông dân tỉnh Bắc Giang", "HND"),
    ("pn/24", "mass_org", "2020/24", "Hội Liên hiệp Phụ nữ tỉnh Bắc Giang", "HLHPN"),
    ("ccb/24", "mass_org", "2020/24", "Hội Cựu chiến binh tỉnh Bắc Giang", "HCCB"),
    ("tn/24", "mass_org", "2020/24", "Tỉnh đoàn Bắc Giang", "TĐTN"),
    ("ld/24", "mass_org", "2020/24", "Liên đoàn Lao động tỉnh Bắc Giang", "LĐLĐ"),
)


def is_filled() -> bool:
    return Unit.objects.filter(code="2020/bdv/24").exists()


def is_empty() -> bool:
    return not Unit.objects.exists()


@transaction.atomic
def fill() -> None:
    """The whole demonstration, or nothing."""
    Tier.objects.bulk_create(
        Tier(code=code, label=label, rank=rank) for rank, (code, label) in enumerate(TIERS.items())
    )
    for name in ("bac-giang-2020", "vn-2025"):
        units.import_units(by=KEEPER, plan=Plan.shipped(name))
    units.import_successions(by=KEEPER, edges=edges())
    places = list(Plan.shipped("bac-giang-2020").rows)
    rows = [*province_bodies(), *local_bodies(places)]
    units.import_units(by=KEEPER, plan=Plan.of(as_csv(rows)))
    give_functions()
    open_accounts()
    work.load_holidays(by=KEEPER, days=shipped())
    give_tasks()
    consultation.fill()


def edges() -> Iterator[tuple[str, str, str, Decimal | None, date]]:
    with (DATA / "succession-2025.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            share = Decimal(row["share"]) if row["share"] else None
            on = date.fromisoformat(row["on"])
            yield row["before"], row["after"], row["kind"], share, on


Body = tuple[str, str, str, str, str, str, str, str]


def province_bodies() -> Iterator[Body]:
    for code, kind, parent, name, symbol in PROVINCE:
        yield f"2020/{code}", kind, "province", parent, name, symbol, "2020-01-01", "2025-03-01"


def local_bodies(places: Iterable[Row]) -> Iterator[Body]:
    """Committee, board and Front of each district; the committee of each commune."""
    for place in places:
        number = place.code.removeprefix("2020/")
        span = (str(place.valid_from), str(place.valid_to))
        if place.tier == "district":
            yield from district(number, place.name, span)
        elif place.tier == "commune":
            name = f"Đảng ủy {place.name[0].lower()}{place.name[1:]}"
            code = f"2020/du/{number}"
            yield code, "party_committee", "commune", place.code, name, "ĐU", *span


def district(number: str, name: str, span: tuple[str, str]) -> Iterator[Body]:
    is_city = name.startswith("Thành phố")
    short = name.removeprefix("Thành phố ").removeprefix("Huyện ")
    committee = f"{'Thành' if is_city else 'Huyện'} ủy {short}"
    place, above = f"2020/{number}", f"2020/hu/{number}"
    front = f"Ủy ban Mặt trận Tổ quốc Việt Nam {name[0].lower()}{name[1:]}"
    yield above, "party_committee", "district", place, committee, "HU", *span
    board = f"Ban Dân vận {committee}"
    yield f"2020/bdv/{number}", "advisory_board", "district", above, board, "BDVHU", *span
    yield f"2020/mt/{number}", "front", "district", place, front, "MTTQ-BTT", *span


def as_csv(rows: Iterable[Body]) -> Iterator[str]:
    """The rows as the lines of a file that the import reads."""
    yield csv_line(COLUMNS)
    for code, kind, tier, parent, name, symbol, begin, end in rows:
        yield csv_line((code, kind, tier, parent, name, "", "", symbol, begin, end))


def give_functions() -> None:
    """Which body does mobilisation work for which place."""
    kept = {unit.code: unit for unit in Unit.objects.filter(code__startswith="2020/")}
    for code, unit in kept.items():
        _, kind, *rest = code.split("/")
        if kind in {"bdv", "du"}:
            units.assign_function(
                by=KEEPER,
                unit=unit,
                place=kept[f"2020/{rest[0]}"],
                work=Function.Work.MOBILISATION,
                on=SINCE,
            )


def open_accounts() -> None:
    """One account for each role, with the password that the demonstration prints."""
    for account in ACCOUNTS:
        unit = Unit.objects.get(code=account.unit)
        officer = units.open_account(
            by=KEEPER,
            username=account.username,
            full_name=f"{account.title} (trình diễn)",
            password=PASSWORD,
            unit=unit,
            on=TODAY,
        )
        units.appoint(
            by=KEEPER,
            officer=officer,
            role=account.role,
            unit=unit,
            on=SINCE,
            title=account.title,
        )
        if account.role in SECOND_FACTOR:
            TOTP.activate(officer, SECRET)


def give_tasks() -> None:
    """Tasks on time, near, late and done; and the monthly report of each district."""
    boards = list(Unit.objects.filter(code__startswith="2020/bdv/").order_by("code"))
    for place, board in enumerate(boards):
        for n, (title, product, days) in enumerate(TASKS):
            due_on = TODAY + timedelta(days=days + place)
            what = Assignment(title, board, due_on, product=product, is_key=n == 0)
            task = work.assign(by=KEEPER, what=what, on=date(2020, 6, 1))
            if (place + n) % 4 == 0:
                done_on = min(due_on, TODAY)
                work.close(by=KEEPER, task=task, on=done_on, report=f"Đã có {product.lower()}.")
            elif (place + n) % 4 == 1:
                work.start(by=KEEPER, task=task, on=date(2020, 6, 15))
        rule = Recurrence(
            title="Báo cáo tình hình nhân dân hằng tháng",
            owner=board,
            product="Báo cáo",
            rhythm="month",
            day=20,
            shift="before",
            begins_on=SINCE,
        )
        work.recur(by=KEEPER, recurrence=rule)
    work.repeat(by=KEEPER, on=TODAY)
    work.remind(by=KEEPER, on=TODAY)


TASKS = (
    ("Tổng hợp ý kiến góp ý vào dự thảo văn kiện đại hội", "Báo cáo tổng hợp", 3),
    ("Báo cáo sơ kết 5 năm thực hiện Kết luận số 114 của Ban Bí thư", "Báo cáo sơ kết", -10),
    ("Khảo sát hiệu quả mô hình “Dân vận khéo” sau 3 năm nhân rộng", "Báo cáo khảo sát", 45),
    ("Mở lớp bồi dưỡng kiến thức công tác dân vận", "Lớp bồi dưỡng", 60),
    ("Kế hoạch biểu dương điển hình “Dân vận khéo” năm 2020", "Kế hoạch", -3),
)
