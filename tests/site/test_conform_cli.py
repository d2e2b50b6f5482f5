"""`danvan conform` at the desk: holds, fails, nothing to look at; one line for each finding."""

from datetime import date
from typing import Any

import pytest
from tests.consultation.conftest import AT, DRAFT
from tests.consultation.test_conformance import Told, made
from typer.testing import CliRunner, Result

from danvan.consultation import actions
from danvan.consultation.models import Synthesis
from danvan.consultation.models.conformance import RULES
from danvan.ledger.actions import SYSTEM
from danvan.site.cli import app

ON = date(2020, 7, 1)


@pytest.fixture
def version(province) -> Any:
    """Of a consultation that the public knows."""
    terms = actions.Terms("Góp ý văn kiện", date(2020, 6, 1), date(2020, 7, 31))
    asked = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien")
    version = actions.import_version(
        by=SYSTEM, consultation=asked, draft=DRAFT, source="a", sha256="a" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    actions.open_to_public(by=SYSTEM, consultation=asked, at=AT)
    version.refresh_from_db()
    return version


@pytest.fixture
def publish(version, province):
    """A synthesis of one opinion, published; broken by `fields`."""

    def make(**fields: Any) -> Synthesis:
        way = actions.Through("web", province, ON)
        said = [actions.Said("Đề nghị thêm số liệu môi trường.")]
        rows = actions.keep(version=version, said=said, through=way, at=AT)
        return made(version, Told("I.1", "add", rows), published_at=AT, **fields)

    return make


def danvan(*words: str) -> Result:
    return CliRunner().invoke(app, ["conform", *words])


def test_what_holds_ends_with_nought_and_a_line_for_each_finding(publish):
    publish()
    for words in (["van-kien"], []):
        done = danvan(*words)
        assert (done.exit_code, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert [line.split()[5] for line in lines] == [*RULES]
        assert lines[0].startswith("✓ van-kien, lần 1 · R1 ")
        assert lines[4].startswith("– van-kien, lần 1 · R5 ")


def test_what_fails_ends_with_one(publish):
    publish(tallied=99)
    done = danvan("van-kien")

    assert (done.exit_code, done.stderr) == (1, "Không đạt: 1 điều.\n")
    assert "✗ van-kien, lần 1 · proof" in done.stdout
    assert "ghi 99, đếm lại được 1" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["khong-co"], "khong-co: không có đợt lấy ý kiến đã công bố nào ở địa chỉ này.\n"),
        (["van-kien"], "van-kien: chưa công bố bản tổng hợp nào để đối chiếu.\n"),
        ([], "Bản cài đặt này: chưa công bố bản tổng hợp nào để đối chiếu.\n"),
    ],
)
@pytest.mark.usefixtures("version")
def test_nothing_to_look_at_ends_with_two(words, said):
    done = danvan(*words)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", said)
