"""What PostgreSQL's own programs do for us: kept, brought back, looked at; and its guard."""

import shutil
import zipfile

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from danvan.ledger.actions import SYSTEM, write
from danvan.ledger.models import Entry

pytestmark = pytest.mark.skipif(
    "postgres" not in settings.DATABASES["default"]["ENGINE"], reason="asks for PostgreSQL"
)
WRITTEN = """
from danvan.ledger.actions import SYSTEM, write
from danvan.units.models import Tier
tier = Tier.objects.create(code="{code}", label="Xã", rank={rank})
write(by=SYSTEM, verb="look", of=tier, why="{code}")
"""


@pytest.mark.parametrize("deed", ["UPDATE ledger_entry SET why = 'x'", "DELETE FROM ledger_entry"])
def test_the_server_refuses_to_change_a_line(province, deed):
    write(by=SYSTEM, verb="look", of=province)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(deed)

    assert Entry.objects.filter(verb="look").exists()


def test_the_server_refuses_to_empty_the_ledger(province):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute("TRUNCATE ledger_entry CASCADE")


def test_an_installation_is_kept_and_brought_back(installation):
    installation.python(WRITTEN.format(code="truoc", rank=1))
    kept = installation.home / "b.zip"
    assert installation.run("backup", str(kept))[0] == 0
    installation.python(WRITTEN.format(code="sau", rank=2))

    code, said = installation.run("restore", str(kept))
    assert (code, "--replace" in said) == (2, True)
    assert installation.run("restore", str(kept), "--replace") == (0, "Đã khôi phục.\n")

    assert installation.ask("SELECT why FROM ledger_entry") == [("truoc",)]
    code, said = installation.run("doctor")
    assert "✓ cơ sở dữ liệu: postgresql" in said
    assert "✓ cấu trúc bảng: đúng phiên bản" in said
    assert "✓ nhật ký: nguyên vẹn" in said
    with pytest.raises(Exception, match="never changed"):
        installation.ask("DELETE FROM ledger_entry")


def test_a_backup_of_the_other_database_is_refused(installation, tmp_path):
    kept = installation.home / "b.zip"
    installation.run("backup", str(kept))
    installation.url, installation.home = "", tmp_path / "other"

    code, said = installation.run("restore", str(kept))

    assert (code, "DATABASE_URL" in said) == (2, True)


def test_a_dump_that_is_no_dump_changes_nothing(installation):
    import hashlib
    import json

    installation.python(WRITTEN.format(code="truoc", rank=1))
    kept, wrong = installation.home / "b.zip", installation.home / "w.zip"
    installation.run("backup", str(kept))
    with zipfile.ZipFile(kept) as given, zipfile.ZipFile(wrong, "w") as made:
        said = json.loads(given.read("danvan-backup.json"))
        said["sha256"] = {"database.dump": hashlib.sha256(b"khac").hexdigest()}
        made.writestr("danvan-backup.json", json.dumps(said))
        made.writestr("database.dump", b"khac")

    code, said = installation.run("restore", str(wrong), "--replace")

    assert (code, said.startswith("pg_restore:")) == (2, True)
    assert installation.ask("SELECT why FROM ledger_entry") == [("truoc",)]


def test_without_its_programs_the_keeper_is_told_what_to_install(installation):
    bare = installation.home / "bin"
    bare.mkdir()
    (bare / "env").symlink_to(shutil.which("env") or "/usr/bin/env")
    installation.more = {"PATH": str(bare)}

    code, said = installation.run("backup", str(installation.home / "b.zip"))

    assert (code, "postgresql-client" in said) == (2, True)
    assert not (installation.home / "b.zip").exists()
