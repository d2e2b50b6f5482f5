"""Every setting of the site. The environment is read here; docs/settings.md lists the names."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

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
        config = dj_database_url.parse(url, conn_max_age=KEPT, conn_health_checks=True)
    except ValueError as wrong:
        raise ImproperlyConfigured(
            "DATABASE_URL không đọc được. Sửa lại theo dạng postgres://tên:mật-khẩu@máy/cơ-sở,"
            " hoặc bỏ biến này để dùng SQLite."
        ) from wrong
    if config["ENGINE"] == "django.db.backends.sqlite3":
        if os.name != "nt":  # where files can be locked for a moment
            config["ENGINE"] = "danvan.site.sqlite"
        config["TEST"] = {"NAME": ":memory:"}
        config["OPTIONS"] = SQLITE | config.get("OPTIONS", {})
    return config


def words(name: str) -> list[str]:
    """The words of a setting, parted by commas or blanks."""
    return os.environ.get(name, "").replace(",", " ").split()


def day(text: str) -> date | None:
    """The day that a demonstration stands still on; None lets time pass."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"DANVAN_TODAY không đọc được: “{text}”. Ghi theo dạng 2020-07-14, hoặc bỏ biến này."
        ) from wrong


def whole(name: str, usual: int) -> int:
    """A setting that is a number, 0 or above."""
    text = os.environ.get(name, "")
    if text and not (text.isascii() and text.isdigit()):
        raise ImproperlyConfigured(f"{name} không đọc được: “{text}”. Ghi một số từ 0 trở lên.")
    return int(text) if text else usual


def mail(url: str) -> SplitResult | None:
    """The mail server that an address names; None where no mail is to be sent."""
    found = urlsplit(url)
    with contextlib.suppress(ValueError):
        if not url or (found.scheme in ("smtp", "smtps") and found.hostname and found.port != 0):
            return found if url else None
    raise ImproperlyConfigured(
        "DANVAN_EMAIL_URL không đọc được. Ghi theo dạng smtp://tên:mật-khẩu@máy:587, hoặc bỏ biến"
        " này để không gửi thư."
    )


KEPT = 600  # seconds that a thread keeps its connection
# One writer at a time, taken at the start of a transaction; readers go on reading meanwhile.
SQLITE = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
}

SITE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("DANVAN_HOME") or default_home()).absolute()
DEMONSTRATION = os.environ.get("DANVAN_DEMO", "") == "1"
TODAY = day(os.environ.get("DANVAN_TODAY", ""))
DEBUG = os.environ.get("DANVAN_DEBUG", "") == "1"
PROFILE = os.environ.get("DANVAN_PROFILE", "")
SECRET_KEY = secret_key(HOME / "secret-key")
RECEIPT_KEY = secret_key(HOME / "receipt-key")  # what codes of receipts are made and hashed with
CONTACT_KEY = secret_key(HOME / "contact-key")  # what contacts are locked with, and nothing else
DATABASES = {
    "default": database(
        os.environ.get("DATABASE_URL") or f"sqlite:///{quote(str(HOME / 'danvan.sqlite3'))}"
    )
}

# ---------------------------------------------------------------- what the site is made of

INSTALLED_APPS = [
    "danvan.ledger",
    "danvan.units",
    "danvan.work",
    "danvan.consultation",
    "danvan.news",
    "danvan.situation",
    "danvan.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "danvan.site.gate.security_headers",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "danvan.site.logs.one_line_each",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "danvan.site.gate.in_their_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "danvan.site.gate.officers_only",
]
ROOT_URLCONF = "danvan.site.urls"
ASGI_APPLICATION = "danvan.site.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danvan.site.frame.around",
            ],
        },
    }
]

# ---------------------------------------------------------------- who signs in, and how

AUTH_USER_MODEL = "units.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("username", "full_name", "email")},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "danvan.site.accounts.OfficersOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USER_DISPLAY = "danvan.site.accounts.shown"
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/15m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dân Vận"
MFA_ALLOW_UNVERIFIED_EMAIL = True
SECOND_FACTOR_FOR_ALL = os.environ.get("DANVAN_SECOND_FACTOR", "") == "all"

# ---------------------------------------------------------------- behind a door of its own

OWN_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*OWN_HOSTS, *words("DANVAN_HOSTS")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in words("DANVAN_HOSTS")]
HTTPS = os.environ.get("DANVAN_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_AGE = 12 * 3600  # a working day
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # gone with the browser's window: no mark stays on a citizen's device
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 << 20  # bytes of typed text in one sending
SECURE_REFERRER_POLICY = "same-origin"
PROXIES = whole("DANVAN_PROXY", int(HTTPS))  # our own servers that stand before this one

BENCH_ROWS = whole("DANVAN_BENCH_ROWS", 1_000_000)  # of `danvan bench web`
BENCH_SECONDS = whole("DANVAN_BENCH_SECONDS", 30)
CORES = os.cpu_count() or 1
PROCESSES = whole("DANVAN_PROCESSES", 1 if DEMONSTRATION else min(CORES, 4)) or 1

# ---------------------------------------------------------------- how often one network may ask

LIMITED = whole("DANVAN_LIMITS", 1)  # times the figures below; 0 lifts the limits
LIMITS = {  # kind → at most so many in so many seconds; an office shares one address
    kind: tuple((most * LIMITED, seconds) for most, seconds in rates if LIMITED)
    for kind, rates in {
        "sending": ((60, 60), (600, 3600)),
        "lookup": ((30, 60),),
        "upload": ((20, 3600),),
        "reading": ((600, 60),),
    }.items()
}
COUNTS = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")  # where processes add up their counts


def counted_together(folder: str) -> None:
    """Processes that are started from now on add up what they count."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder


# Of each process, so that limits are of each too; nothing in it must last.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AT_HAND = 1  # seconds that a sending need not ask anew which draft it is about

# ---------------------------------------------------------------- words, files, jobs

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [SITE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "danvan.site.formats"
STATIC_URL = "/static/"
STATIC_ROOT = None  # served as they lie in the package; nothing is collected
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "danvan.site.files.Sealed"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"/(vendor|fonts)/"
MEDIA_ROOT = HOME / "uploads"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ---------------------------------------------------------------- mail to who left a contact

MAIL = mail(os.environ.get("DANVAN_EMAIL_URL", ""))
NOTICES = MAIL is not None  # without a mail server no page asks for a contact
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'dummy'}.EmailBackend"
if MAIL:
    EMAIL_HOST, EMAIL_PORT = MAIL.hostname, MAIL.port or (465 if MAIL.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
        unquote(MAIL.username or ""),
        unquote(MAIL.password or ""),
    )
    EMAIL_USE_SSL = MAIL.scheme == "smtps"
    EMAIL_USE_TLS = MAIL.scheme == "smtp" and MAIL.query != "tls=0"
EMAIL_TIMEOUT = 20  # seconds
HOST = next(iter(words("DANVAN_HOSTS")), "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("DANVAN_EMAIL_FROM") or f"khong-tra-loi@{HOST}"
ADDRESS = f"http{'s' * HTTPS}://{HOST}"  # of this site, in mails
LOGGING_CONFIG = None  # danvan.site.logs sets it up
