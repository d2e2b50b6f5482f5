"""Who signs in to the demonstration. Roles only: nobody real, nobody invented."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "trinh-dien-Bac-Giang-2020"  # noqa: S105 - printed for everybody; never on a public site
SECRET = "DANVANTRINHDIENBACGIANGDEMOTRINH"  # noqa: S105 - of the demonstration's second factor


@dataclass(frozen=True)
class Account:
    """An account: the unit's code, the role, the office."""

    username: str
    unit: str
    role: str
    title: str


ACCOUNTS = (
    Account("demo-tong-hop", "2020/bdv/24", "analyst", "Chuyên viên"),
    Account("demo-duyet", "2020/bdv/24", "approver", "Trưởng ban"),
    Account("demo-van-thu", "2020/bdv/24", "clerk", "Văn thư"),
    Account("demo-tin", "2020/bdv/24", "editor", "Biên tập viên"),
    Account("demo-quan-tri", "2020/bdv/24", "admin", "Quản trị hệ thống"),
    Account("demo-luc-nam", "2020/bdv/218", "collector", "Chuyên viên"),
    Account("demo-xa", "2020/du/07450", "collector", "Phó Bí thư"),
)
