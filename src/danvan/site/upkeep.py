"""Keeps an installation, brings it back, and says how it is."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import stat
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from danvan.ledger.models import Entry, Tip
from danvan.papers import fonts
from danvan.work.models import Job, WorkingDays

MANIFEST = "danvan-backup.json"
KEYS = ("secret-key", "receipt-key")  # without the second no receipt's code opens anything
ROOM_LEFT = 2 << 30  # bytes of disk below which the keeper is warned
LOOKED_AT = 1000  # rows of an index by which its use is judged; more would take long
BLOCK = 1 << 20


class Unusable(Exception):
    """A backup that cannot be made or read; the text says why and what to do."""


def backup(target: Path) -> None:
    """Everything the installation keeps, in one .zip readable by its owner only.

    Raises Unusable: the file is there already, or the database cannot be read out.
    """
    if target.exists():
        raise Unusable(f"{target}: đã có tệp này; hãy chọn tên khác.")
    reached()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        place = Path(folder)
        parts = {dump(place).name: place / dump_name(), **kept_files()}
        half = place / "half.zip"
        half.touch(mode=0o600)
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            sums = {name: digest(file) for name, file in parts.items()}
            for name, file in parts.items():
                archive.write(file, name)
            archive.writestr(MANIFEST, json.dumps(manifest(sums), ensure_ascii=False, indent=1))
        half.replace(target)


def manifest(sums: dict[str, str]) -> dict[str, object]:
    tip = Tip.objects.filter(pk=1).first()
    return {
        "danvan": version("danvan"),
        "database": connection.vendor,
        "made_at": timezone.now().isoformat(),
        "ledger": {"lines": tip.length if tip else 0, "hash": tip.hash if tip else ""},
        "sha256": sums,
    }


def dump_name() -> str:
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def dump(place: Path) -> Path:
    """The database as one file, as of one moment, while the site goes on."""
    target = place / dump_name()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return target
    run_postgres(["pg_dump", "--format=custom", f"--file={target}"])
    return target


def run_postgres(command: list[str]) -> None:
    """One of PostgreSQL's own programs on our database. Raises Unusable where it fails."""
    about: Mapping[str, Any] = dict(settings.DATABASES["default"])
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {key: str(about[name]) for key, name in named.items() if about.get(name)}
    program = shutil.which(command[0])
    if program is None:
        raise Unusable(
            f"Không thấy {command[0]}: hãy cài postgresql-client cùng phiên bản máy chủ."
        )
    done = subprocess.run(  # noqa: S603
        [program, *command[1:], f"--dbname={about['NAME']}"],
        env={"PATH": str(Path(program).parent), **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unusable(f"{command[0]}: {done.stderr.strip().splitlines()[-1]}")


def kept_files() -> dict[str, Path]:
    """The keys and everything uploaded, by the name that each has in the archive.

    Not the key of contacts: a backup that is stolen opens none; after a restore none is told.
    """
    files = {name: settings.HOME / name for name in KEYS}
    uploads = Path(settings.MEDIA_ROOT)
    found = sorted(file for file in uploads.rglob("*") if file.is_file())
    files |= {f"uploads/{file.relative_to(uploads).as_posix()}": file for file in found}
    return {name: file for name, file in files.items() if file.is_file()}


def digest(file: Path) -> str:
    seal = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(BLOCK):
            seal.update(block)
    return seal.hexdigest()


def restore(source: Path, *, replace: bool) -> None:
    """Brings an installation back from `source`: all of it, or nothing.

    Raises Unusable: no backup of ours, altered, for another database, or one is there already.
    """
    said = read_manifest(source)
    reached()
    if said["database"] != connection.vendor:
        raise Unusable(f"{source.name}: sao lưu từ {said['database']}; đặt DATABASE_URL cho khớp.")
    if is_in_use() and not replace:
        raise Unusable("Cơ sở dữ liệu đang có dữ liệu; thêm --replace nếu chắc chắn thay thế.")
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        place = Path(folder)
        unpack(source, said["sha256"], place)
        connections.close_all()
        put_back(place)
    call_command("migrate", verbosity=0)
    take_statistics()


def take_statistics() -> None:
    """Tells PostgreSQL's planner what was just filled in; without, "Hôm nay" took it minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def read_manifest(source: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(source) as archive:
            content: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as wrong:
        raise Unusable(f"{source}: không phải bản sao lưu của Dân Vận, hoặc bị hỏng.") from wrong
    return content


def is_in_use() -> bool:
    return "ledger_entry" in connection.introspection.table_names() and Entry.objects.exists()


def unpack(source: Path, sums: dict[str, str], place: Path) -> None:
    """Only files that the manifest names, under their own folder, each compared with its sum."""
    with zipfile.ZipFile(source) as archive:
        for name, said in sums.items():
            target = (place / name).resolve()
            if not target.is_relative_to(place.resolve()):
                raise Unusable(f"{source.name}: tên tệp “{name}” không hợp lệ.")
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with archive.open(name) as content, target.open("wb") as out:
                    shutil.copyfileobj(content, out, BLOCK)
            except (KeyError, zipfile.BadZipFile, OSError) as wrong:
                raise Unusable(f"{source.name}: thiếu hoặc hỏng “{name}”.") from wrong
            if digest(target) != said:
                raise Unusable(f"{source.name}: “{name}” đã bị thay đổi.")


def put_back(place: Path) -> None:
    file = place / dump_name()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file)) as check:
            if check.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Unusable("Tệp cơ sở dữ liệu trong bản sao lưu bị hỏng.")
        home = Path(settings.DATABASES["default"]["NAME"])
        for old in (home.with_name(f"{home.name}-wal"), home.with_name(f"{home.name}-shm")):
            old.unlink(missing_ok=True)
        file.replace(home)
    else:
        run_postgres(["pg_restore", "--clean", "--if-exists", "--single-transaction", str(file)])
    uploads, old = place / "uploads", Path(settings.MEDIA_ROOT)
    if uploads.is_dir():
        shutil.rmtree(old, ignore_errors=True)
        uploads.replace(old)
    for key in KEYS:
        if (place / key).is_file():
            (place / key).chmod(0o600)
            (place / key).replace(settings.HOME / key)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `is_fault`: the installation cannot do its work so."""

    what: str
    said: str
    is_fine: bool
    is_fault: bool = False


def examine(on: date) -> Iterator[Finding]:
    """Everything that `danvan doctor` looks at, each as it is found."""
    yield (stored := database())
    if not stored.is_fault:
        yield schema()
        yield chain()
        yield holidays(on)
        yield clock()
    yield secret()
    yield disk()
    yield typeface()
    for program, need in (
        ("tesseract", "đọc bản chụp: cài tesseract-ocr và tesseract-ocr-vie"),
        ("soffice", "đọc tệp .doc: cài LibreOffice"),
    ):
        there = shutil.which(program) is not None
        yield Finding(program, "có" if there else f"không có; cần để {need}", there)


def reached() -> None:
    if (found := database()).is_fault:
        raise Unusable(f"{found.what} {found.said}")


def database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as wrong:
        first = str(wrong).strip().partition("\n")[0]
        said = f"không mở được ({first}); xem lại DATABASE_URL, và máy chủ dữ liệu có đang chạy"
        return Finding("cơ sở dữ liệu", said, is_fine=False, is_fault=True)
    return Finding("cơ sở dữ liệu", connection.vendor, is_fine=True)


def schema() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    said = f"còn {len(waiting)} bước; chạy danvan manage migrate" if waiting else "đúng phiên bản"
    return Finding("cấu trúc bảng", said, not waiting, bool(waiting))


def chain() -> Finding:
    if not is_in_use():
        return Finding("nhật ký", "chưa có dòng nào", is_fine=True)
    fault = Entry.objects.first_fault()
    said = f"bị sửa hoặc cắt từ dòng {fault}" if fault else "nguyên vẹn"
    return Finding("nhật ký", said, fault is None, fault is not None)


def look_at_tables() -> None:
    """What SQLite plans its queries by: some rows of each index. PostgreSQL looks by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
            cursor.execute("ANALYZE")


def secret() -> Finding:
    files = [settings.HOME / name for name in (*KEYS, "contact-key")]
    open_ones = [f.name for f in files if f.exists() and stat.S_IMODE(f.stat().st_mode) & 0o077]
    fine = not open_ones
    named = " ".join(open_ones)
    said = "chỉ chủ đọc được" if fine else f"người khác đọc được; chạy chmod 600 {named}"
    return Finding("khóa bí mật", said, fine, not fine)


def disk() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    return Finding("đĩa", f"còn {free / (1 << 30):.1f} GB", free > ROOM_LEFT)


def holidays(on: date) -> Finding:
    ends = WorkingDays.known().ends_on() if is_in_use() else None
    if ends is None:
        return Finding("ngày nghỉ", "chưa có; nhập ở trang Công việc", is_fine=False)
    fine = ends - on > timedelta(days=60)
    return Finding("ngày nghỉ", f"biết đến {ends:%d/%m/%Y}", fine)


def clock() -> Finding:
    last = Job.objects.filter(kind="work.clock", state="done").first() if is_in_use() else None
    fine = last is not None and timezone.now() - last.asked_at < timedelta(hours=2)
    said = (
        f"chạy lần cuối {timezone.localtime(last.ended_at):%H:%M %d/%m/%Y}" if last else "chưa chạy"
    )
    return Finding("việc nền", said if fine else f"{said}; mở danvan work", fine)


def typeface() -> Finding:
    missing = [file.name for file in fonts.FOLDER.glob("*.ttf") if fonts.missing_letters(file)]
    said = f"thiếu chữ: {', '.join(missing)}" if missing else "đủ chữ Việt"
    return Finding("phông chữ văn bản", said, not missing, bool(missing))
