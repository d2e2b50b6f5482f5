"""The site as a process. The worker's is in `working`: it loads the engine, the site does not."""

from __future__ import annotations

import ipaddress
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

import uvicorn
from django.conf import settings
from django.core.management import call_command
from uvicorn.supervisors import Multiprocess

from danvan.site import logs
from danvan.site.demonstrators import PASSWORD
from danvan.site.settings import counted_together
from danvan.site.upkeep import database
from danvan.units.models import Officer

GRACE = 5  # seconds that pages still open are given when the site is stopped


class Unsafe(Exception):
    """The site may not be opened to others as it stands; the text says why and what to do."""


def is_private(host: str) -> bool:
    """Whether only this machine reaches the address."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def faults(host: str) -> Iterator[str]:
    """What stands against opening the site at `host`, each with what to do."""
    if is_private(host):
        return
    if settings.DEBUG:
        yield "DANVAN_DEBUG đang bật: hãy bỏ biến này."
    if len(settings.SECRET_KEY) < 50:
        yield "Khóa bí mật chưa đặt hoặc quá ngắn: xóa tệp secret-key trong DANVAN_HOME để tạo lại."
    if len(settings.ALLOWED_HOSTS) <= len(settings.OWN_HOSTS):
        yield "DANVAN_HOSTS chưa đặt: ghi tên miền của trang."
    if settings.TODAY or settings.DEMONSTRATION:
        yield "DANVAN_TODAY hoặc DANVAN_DEMO đang đặt: hãy bỏ, chúng chỉ dành cho bản trình diễn."
    if has_demonstration_accounts():
        yield "Còn tài khoản trình diễn dùng mật khẩu đã công bố: đổi mật khẩu hoặc đóng chúng."


def has_demonstration_accounts() -> bool:
    """Whether somebody could sign in with the password that the demonstration prints."""
    return any(
        officer.check_password(PASSWORD)
        for officer in Officer.objects.filter(is_active=True, username__startswith="demo-")
    )


def serve(host: str, port: int, *, with_worker: bool) -> None:
    """Opens the site until it is stopped. Raises Unsafe where it may not or cannot be opened."""
    logs.set_up()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with bound(host, port) as door:
        reached()
        call_command("migrate", verbosity=0)
        if wrong := list(faults(host)):
            raise Unsafe(" ".join(wrong))
        with beside("work") if with_worker else nullcontext(), suppress(KeyboardInterrupt):
            opened(door, settings.PROCESSES)


def opened(door: socket.socket, processes: int) -> None:
    """Answers callers until it is stopped, in this process or in so many others."""
    site = uvicorn.Config(
        "danvan.site.asgi:site",
        factory=True,
        log_config=None,
        timeout_graceful_shutdown=GRACE,
        workers=processes,
    )
    if processes == 1:
        uvicorn.Server(site).run(sockets=[door])
        return
    with tempfile.TemporaryDirectory(prefix="danvan-counts-") as folder:
        counted_together(folder)
        Multiprocess(site, [door]).run()


def bound(host: str, port: int) -> socket.socket:
    """The address is ours, before anything else is begun; callers are let in later."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP named as such: only then are small answers sent at once, without waiting for more
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
    except (OSError, OverflowError) as wrong:
        door.close()
        said = getattr(wrong, "strerror", None) or str(wrong)
        raise Unsafe(
            f"không dùng được {host}:{port} ({said}); chọn cổng khác bằng --port,"
            " hoặc địa chỉ khác bằng --host."
        ) from wrong
    return door


def reached() -> None:
    """Raises Unsafe where the database does not answer."""
    if (found := database()).is_fault:
        raise Unsafe(f"{found.what} {found.said}")


@contextmanager
def beside(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of our own commands in a process of its own, ended with this one."""
    process = subprocess.Popen([sys.executable, "-m", "danvan", *words])  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


def is_answering(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Waits until the site answers; False where its process ended before."""
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.1)
    return False
