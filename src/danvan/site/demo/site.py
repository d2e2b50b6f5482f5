"""The demonstration's site: its database filled, its pages opened, who signs in told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from danvan.site.demo import platform
from danvan.site.demonstrators import ACCOUNTS, PASSWORD
from danvan.site.serving import beside, is_answering
from danvan.site.upkeep import take_statistics


class Occupied(Exception):
    """The database holds something else; the text says what to do."""


def fill(console: Console) -> None:
    """Makes the database and fills it, unless it is filled. Raises Occupied: it holds more."""
    call_command("migrate", verbosity=0)
    if platform.is_filled():
        return
    if not platform.is_empty():
        raise Occupied(
            "Cơ sở dữ liệu đang có dữ liệu khác; đặt DANVAN_HOME là một thư mục mới rồi chạy lại."
        )
    console.print("Đang dựng cơ sở dữ liệu trình diễn: tỉnh Bắc Giang, tháng 7/2020 …")
    platform.fill()
    take_statistics()


def tell(console: Console) -> None:
    """Who may sign in, with which password."""
    table = Table("Tên đăng nhập", "Vai trò", "Chức vụ", title="Tài khoản trình diễn")
    for account in ACCOUNTS:
        table.add_row(account.username, account.role, account.title)
    console.print(table)
    console.print(
        f"Mật khẩu chung: {PASSWORD}; trang đăng nhập hiện mã xác thực của bản trình diễn.",
        markup=False,
    )


@contextmanager
def opened(port: int, console: Console) -> Iterator[None]:
    """The site and its worker as processes beside this one."""
    with beside("serve", "--port", str(port)) as site:
        if not is_answering(port, site):
            raise typer.Exit(2)
        console.print(f"Mở http://127.0.0.1:{port}/ ; bấm Ctrl-C để dừng.", markup=False)
        yield
