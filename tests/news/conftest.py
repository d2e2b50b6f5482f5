"""An article with all that one bears: two pictures, a source, a byline, keywords, related items."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PIL import Image

from danvan.ledger.actions import SYSTEM
from danvan.news import actions
from danvan.news.models import Article

AT = datetime(2020, 7, 14, 7, 1, tzinfo=UTC)  # 14:01 in Vietnam
ON = date(2020, 7, 14)
KEY = "khoa-cua-trang-0123456789"
KEYWORDS = "Ban Dân vận Tỉnh ủy; góp ý văn kiện; giao ban"
TEXT = actions.Text(
    topic="Công tác dân vận",
    headline="Giao ban công tác dân vận quý III",
    lead="Sáng nay, Ban Dân vận họp giao ban.",
    body="Đoạn thứ nhất về kết quả.\n\n[ảnh 2]\n\n## Nhiệm vụ\n\n- Việc một\n- Việc **hai**",
    prefix="BGĐT",
    byline="Tác giả Bài Viết",
    keywords=KEYWORDS,
)


def picture(width: int = 1200, height: int = 800, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (120, 30, 60)).save(out, kind, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _here_and_then(settings, tmp_path) -> None:
    settings.TODAY = ON
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def draft(province) -> Any:
    """A version that is being written, without pictures."""
    return actions.write(by=SYSTEM, unit=province, text=TEXT, at=AT)


@pytest.fixture
def publish() -> Any:
    """Brings a version to its readers; returns the article."""

    def make(version: Any, at: datetime = AT) -> Article:
        actions.submit(by=SYSTEM, version=version)
        actions.approve(by=SYSTEM, version=version, at=at)
        return Article.objects.get(pk=version.article_id)

    return make


@pytest.fixture
def article(draft, publish) -> Any:
    """Published, with two pictures and two related items."""
    add = actions.add_photo
    add(by=SYSTEM, version=draft, content=picture(), caption="Trưởng Ban kết luận.")
    add(by=SYSTEM, version=draft, content=picture(300, 200), caption="Đại biểu nêu ý kiến.")
    for title in ("Dân vận trong hòa giải", "Nhân rộng mô hình"):
        actions.relate(
            by=SYSTEM, version=draft, title=title, summary="Ngày 13/7, tại Hà Nội họp trực tuyến."
        )
    return publish(draft)


@pytest.fixture
def comment(article) -> Any:
    """Sends a comment as a reader does: `comment("Hay")`."""
    count = iter(range(10**6))

    def make(text: str, parent: Any = None, key: str = "", on: date = ON) -> Any:
        key = key or f"{KEY}-{next(count)}"
        return actions.post(article=article, text=text, key=key, on=on, parent=parent)

    return make


@pytest.fixture
def editor(employ, province) -> Any:
    return employ("bien-tap", province, "editor")


@pytest.fixture
def approver(employ, province) -> Any:
    return employ("duyet", province, "approver")


@pytest.fixture
def two_factors(monkeypatch) -> None:
    """As if every officer had set up what the door asks for."""
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)
