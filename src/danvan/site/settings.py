"""Every setting of the site. The environment is read here; docs/settings.md lists the names."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def default_home() -> Path:
    """`var/` of a checkout; where the package is installed, the user's own folder."""
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    return Path.home() / ".local" / "share" / "danvan"


def secret_key(file: Path) -> str:
    """The key in `file`, made on first use with mode 0600."""
    try:
        if not file.exists():
            make_secret(file)
        return file.read_text(encoding="utf-8")
    except OSError as wrong:
        raise ImproperlyConfigured(
            f"Không đọc hoặc ghi được {file}."
            " Đặt DANVAN_HOME là một thư mục mà tài khoản này ghi được."
        ) from wrong


def make_secret(file: Path) -> None:
    """Writes a new key, complete from the first moment: of two that start at once, one wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=".secret-") as fresh:
        fresh.write(secrets.token_urlsafe(50))
        fresh.flush()
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(fresh.name)


def database(url: str) -> dj_database_url.DBConfig:
    """The database that an address names."""
    try:
        config = dj_database_url.parse(url)
    except ValueError as wrong:
        raise ImproperlyConfigured(
            "DATABASE_URL không đọc được. Sửa lại theo dạng postgres://tên:mật-khẩu@máy/cơ-sở,"
            " hoặc bỏ biến này để dùng SQLite."
        ) from wrong
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = SQLITE | config.get("OPTIONS", {})
    return config


# One writer at a time, taken at the start of a transaction; readers go on reading meanwhile.
SQLITE = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
}

HOME = Path(os.environ.get("DANVAN_HOME") or default_home()).absolute()
DEBUG = os.environ.get("DANVAN_DEBUG", "") == "1"
PROFILE = os.environ.get("DANVAN_PROFILE", "")
SECRET_KEY = secret_key(HOME / "secret-key")
DATABASES = {
    "default": database(
        os.environ.get("DATABASE_URL") or f"sqlite:///{quote(str(HOME / 'danvan.sqlite3'))}"
    )
}

INSTALLED_APPS: list[str] = []  # the rooms that have models, as each is built
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
