"""What was kept comes back, all of it or nothing; what was altered is refused."""

import json
import zipfile

import pytest
from django.conf import settings
from django.db import connection
from typer.testing import CliRunner

from danvan.ledger.models import Entry
from danvan.site import upkeep
from danvan.units.models import Unit, today

pytestmark = pytest.mark.skipif(
    "postgres" in settings.DATABASES["default"]["ENGINE"], reason="files of SQLite"
)


@pytest.fixture
def home(tmp_path, settings):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "uploads"
    for name in ("secret-key", "receipt-key", "contact-key"):
        (tmp_path / name).write_text("k" * 60)
        (tmp_path / name).chmod(0o600)
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "a.txt").write_text("tệp tải lên")
    return tmp_path


def altered(file, name: str, content: bytes):
    """The same archive with one part changed."""
    out = file.with_name("altered.zip")
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.namelist():
            made.writestr(part, content if part == name else given.read(part))
    return out


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_everything_and_only_its_owner_reads_it(home, commune):
    file = home / "b.zip"
    upkeep.backup(file)

    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as archive:
        said = json.loads(archive.read(upkeep.MANIFEST))
        kept = {"database.sqlite3", "secret-key", "receipt-key", "uploads/a.txt"}
        assert set(said["sha256"]) == kept  # not the key of contacts
    assert said["ledger"]["lines"] == Entry.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_backup_never_overwrites(home):
    (home / "b.zip").write_text("có sẵn")

    with pytest.raises(upkeep.Unusable, match="đã có tệp này"):
        upkeep.backup(home / "b.zip")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("uploads/a.txt", b"khac", "đã bị thay đổi"),
        ("database.sqlite3", b"khac", "đã bị thay đổi"),
        (upkeep.MANIFEST, b"{", "không phải bản sao lưu"),
    ],
)
def test_what_was_altered_is_refused_and_nothing_changes(home, commune, name, content, said):
    upkeep.backup(home / "b.zip")
    wrong = altered(home / "b.zip", name, content)

    with pytest.raises(upkeep.Unusable, match=said):
        upkeep.restore(wrong, replace=True)
    assert Unit.objects.filter(pk=commune.pk).exists()
    assert (home / "uploads" / "a.txt").read_text() == "tệp tải lên"


@pytest.mark.django_db(transaction=True)
def test_a_name_that_leads_elsewhere_is_refused(home, tmp_path_factory):
    upkeep.backup(home / "b.zip")
    with zipfile.ZipFile(home / "b.zip") as archive:
        said = json.loads(archive.read(upkeep.MANIFEST))
    said["sha256"]["../../ngoai.txt"] = "0"
    wrong = altered(home / "b.zip", upkeep.MANIFEST, json.dumps(said).encode())

    with pytest.raises(upkeep.Unusable, match="không hợp lệ"):
        upkeep.restore(wrong, replace=True)


@pytest.mark.django_db(transaction=True)
def test_data_in_use_is_replaced_only_when_asked(home, commune):
    upkeep.backup(home / "b.zip")

    with pytest.raises(upkeep.Unusable, match="--replace"):
        upkeep.restore(home / "b.zip", replace=False)


def test_an_installation_moves_to_another_folder(tmp_path):
    """Through the command line, as its keeper does it, in fresh processes."""
    import os
    import subprocess
    import sys

    def run(home, *words):
        done = subprocess.run(
            [sys.executable, "-m", "danvan", *words],
            env={**os.environ, "DANVAN_HOME": str(tmp_path / home), "DATABASE_URL": ""},
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    assert run("a", "manage", "migrate", "--verbosity=0") == (0, "")
    assert run("a", "backup", str(tmp_path / "b.zip"))[0] == 0
    assert run("b", "restore", str(tmp_path / "b.zip"))[0] == 0
    code, said = run("b", "doctor")
    assert (code, "✓ cấu trúc bảng" in said) == (0, True), said
    for key in ("secret-key", "receipt-key"):
        assert (tmp_path / "a" / key).read_text() == (tmp_path / "b" / key).read_text()


def test_the_doctor_names_what_is_wrong(db, home):
    (home / "secret-key").chmod(0o644)

    found = {finding.what: finding for finding in upkeep.examine(today())}

    assert found["khóa bí mật"].is_fault
    assert found["cơ sở dữ liệu"].said == connection.vendor
    assert not found["ngày nghỉ"].is_fine
    assert not found["việc nền"].is_fine


def test_the_command_says_in_one_line_what_is_wrong(tmp_path):
    from danvan.site.cli import app

    done = CliRunner().invoke(app, ["restore", str(tmp_path / "khong-co.zip")])

    assert done.exit_code == 2
    assert "không phải bản sao lưu" in done.output
