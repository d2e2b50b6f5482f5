"""The settings make what they need and say in one sentence what they cannot use."""

import os
import stat
import subprocess
import sys

SHOW = "from danvan.site import settings as s; print(s.SECRET_KEY, s.DATABASES['default']['NAME'])"


def settings(home, **names: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DANVAN_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env=clean | {"DANVAN_HOME": str(home)} | names,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_secret_key_is_made_once_and_is_its_owner_s_alone(tmp_path):
    home = tmp_path / "nhà %41 mới"
    first, second = settings(home), settings(home)
    key, database = first.stdout.strip().split(" ", 1)
    assert len(key) > 50
    assert second.stdout == first.stdout
    assert {file.name for file in home.iterdir()} == {"secret-key", "receipt-key", "contact-key"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in home.iterdir()} == {0o600}
    assert database == str(home / "danvan.sqlite3")


def test_a_database_address_that_cannot_be_read_is_said_in_a_sentence(tmp_path):
    done = settings(tmp_path, DATABASE_URL="ở đâu đó")
    assert done.returncode == 1
    assert "DATABASE_URL không đọc được." in done.stderr.splitlines()[-1]


def test_a_home_that_cannot_be_used_is_said_in_a_sentence(tmp_path):
    (tmp_path / "tệp").touch()
    done = settings(tmp_path / "tệp")
    assert done.returncode == 1
    assert "Đặt DANVAN_HOME" in done.stderr.splitlines()[-1]
