"""A consultation of a province that is open, with a draft of three parts, and its officers."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from danvan.consultation import actions
from danvan.ledger.actions import SYSTEM
from danvan.sense.records import Draft, Section

AT = datetime(2020, 7, 1, 2, 30, tzinfo=UTC)  # 9:30 in Vietnam
ON = date(2020, 7, 1)
KEY = "khoa-cua-trang-0123456789"  # what a page carries; another sending has another
DRAFT = Draft(
    "Dự thảo Báo cáo chính trị",
    (
        Section("I", 1, "Phần I", "Phần I. Kết quả thực hiện nghị quyết", None, ""),
        Section(
            "I.1",
            2,
            "1",
            "1. Bảo vệ môi trường",
            "I",
            "Công tác bảo vệ môi trường được quan tâm.\nRác thải được thu gom ở mọi xã.",
        ),
        Section("I.2", 2, "2", "2. Phát triển du lịch", "I", "Du lịch có bước phát triển khá."),
        Section("II", 1, "Phần II", "Phần II. Hạn chế, khuyết điểm", None, "Còn một số hạn chế."),
        Section("III", 1, "Phần III", "Phần III. Bài học kinh nghiệm", None, "Bốn bài học."),
    ),
)


@pytest.fixture(autouse=True)
def _on_that_day(settings) -> None:
    """The site stands on the day that the consultation is open, and can send mail."""
    settings.TODAY = ON
    settings.NOTICES = True


@pytest.fixture
def set_up(province) -> Any:
    """A consultation that only its office sees, without a draft."""
    terms = actions.Terms("Góp ý văn kiện Đại hội XIX", date(2020, 6, 1), date(2020, 7, 31))
    return actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien-xix")


@pytest.fixture
def version(set_up) -> Any:
    made = actions.import_version(
        by=SYSTEM, consultation=set_up, draft=DRAFT, source="du-thao.docx", sha256="a" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=made, at=AT)
    return made


@pytest.fixture
def asked(set_up, version) -> Any:
    """The consultation, open to the public."""
    actions.open_to_public(by=SYSTEM, consultation=set_up, at=AT)
    return set_up


@pytest.fixture
def send(asked, province) -> Any:
    """Sends texts as a citizen does: `send("Nhất trí", section_key="I.1")` → Sent."""

    def make(*texts: str, key: str = KEY, section_key: str = "", **through: Any) -> Any:
        said = [actions.Said(text, section_key) for text in texts]
        way = actions.Through("web", province, ON, **through)
        return actions.submit(consultation=asked, said=said, key=key, through=way, at=AT)

    return make


@pytest.fixture
def analyst(employ, province) -> Any:
    return employ("tong-hop", province, "analyst")


@pytest.fixture
def approver(employ, province) -> Any:
    return employ("duyet", province, "approver")


@pytest.fixture
def two_factors(monkeypatch) -> None:
    """As if every officer had set up what the door asks for."""
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)
