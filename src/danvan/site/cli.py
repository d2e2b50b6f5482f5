"""Every command of the contract: a typed signature, a sentence of help, one call."""

from __future__ import annotations

import os
import signal
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from danvan.site.usage import Desk

app = typer.Typer(
    cls=Desk,
    help="Dân Vận: lấy ý kiến, tổng hợp trung thực, trả lời.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
out_console = Console(highlight=False, soft_wrap=True)
error_console = Console(stderr=True, highlight=False, soft_wrap=True)

NO, UNUSABLE, STOPPED = 1, 2, 130


class Papers(str, Enum):
    party = "party"
    state = "state"


class Form(str, Enum):
    opinions = "opinions"
    minutes = "minutes"


class Runner(str, Enum):
    local = "local"
    ray = "ray"


def stop(code: int, sentence: str) -> typer.Exit:
    error_console.print(sentence, markup=False)
    return typer.Exit(code)


def stopped_by_signal(number: int, _: object) -> None:
    raise KeyboardInterrupt


@app.command()
def synthesize(  # noqa: PLR0913 - one argument for each option of the command
    opinions: Annotated[
        list[Path], typer.Argument(help="Các tệp ý kiến, hoặc thư mục chứa chúng.")
    ],
    out: Annotated[Path, typer.Option(help="Thư mục ghi kết quả.")],
    draft: Annotated[Path | None, typer.Option(help="Dự thảo: docx md html txt.")] = None,
    themes: Annotated[
        int | None, typer.Option(help="Ấn định số nhóm (khi không có dự thảo).")
    ] = None,
    seed: Annotated[int, typer.Option(help="Hạt giống ngẫu nhiên.")] = 0,
    policy: Annotated[Path | None, typer.Option(help="Tệp TOML: lượng từ và cách tính.")] = None,
    papers: Annotated[Papers, typer.Option(help="Thể thức văn bản.")] = Papers.party,
    semantic: Annotated[
        int | None, typer.Option(help="Số ý nhiều nhất được so theo nghĩa.")
    ] = None,
    runner: Annotated[
        Runner, typer.Option(help="Chạy trên máy này hay trên cụm Ray.")
    ] = Runner.local,
    ray_address: Annotated[str | None, typer.Option(help="Địa chỉ cụm Ray.")] = None,
    redactions: Annotated[
        Path | None, typer.Option(help="Tệp redactions.csv đã có người quyết định che hay để.")
    ] = None,
    scans_confirmed: Annotated[
        bool,
        typer.Option("--scans-confirmed", help="Đã có người so bản chụp với chữ; tính cả."),
    ] = False,
) -> None:
    """Tổng hợp các tệp ý kiến thành báo cáo mà mỗi câu mở ra các ý kiến đứng sau nó."""
    out_console.print(f"Dân Vận: tổng hợp {len(opinions)} tệp, thư mục vào {out}", markup=False)
    from danvan.sense.job import Order
    from danvan.site.synthesizing import synthesized

    order = Order(
        opinions=opinions,
        out=out,
        draft=draft,
        themes=themes,
        seed=seed,
        policy=policy,
        papers=papers.value,
        semantic=semantic,
        workers=min(os.cpu_count() or 1, 8),
        ray=(ray_address or "auto") if runner is Runner.ray else None,
        confirmed=scans_confirmed,
        redactions=redactions,
    )
    signal.signal(signal.SIGTERM, stopped_by_signal)
    synthesized(order, out_console, stop)


@app.command()
def preview(
    opinions: Annotated[
        list[Path], typer.Argument(help="Các tệp ý kiến, hoặc thư mục chứa chúng.")
    ],
    draft: Annotated[Path | None, typer.Option(help="Dự thảo: docx md html txt.")] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Ghi cả ra tệp JSON.")] = None,
    confirm: Annotated[
        Path | None, typer.Option(help="Ghi bảng xác nhận bản chụp và ảnh trang vào thư mục này.")
    ] = None,
) -> None:
    """Cho xem đã hiểu gì ở từng tệp, trước khi tổng hợp."""
    from danvan.site.previewing import Asked, previewed

    previewed(opinions, Asked(draft, json, confirm), out_console, stop)


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="Thư mục do danvan synthesize ghi.")],
) -> None:
    """Đếm lại mọi con số, dò lại mọi trích dẫn của một bản tổng hợp."""
    from danvan.sense.proof import Unusable
    from danvan.sense.proof import verify as proved

    try:
        faults = proved(folder)
    except Unusable as wrong:
        raise stop(UNUSABLE, str(wrong)) from None
    for fault in faults[:50]:
        out_console.print(f"{fault.where}: {fault.what}", markup=False)
    if faults:
        raise stop(NO, f"Không đạt: {len(faults)} chỗ sai.")
    out_console.print("Đạt: mọi con số đếm lại khớp, mọi trích dẫn đúng nguyên văn.")


@app.command("verify-receipt")
def verify_receipt(
    file: Annotated[Path, typer.Argument(help="Tệp biên nhận đã tải về (.json).")],
    roots: Annotated[
        Path | None, typer.Option(help="Tệp dấu vân đã công bố của đợt lấy ý kiến.")
    ] = None,
) -> None:
    """Chứng minh ý kiến trong biên nhận nằm trong tập đã công bố, không cần mạng."""
    from danvan.site.receipts import checked

    checked(file, roots, out_console, stop)


@app.command()
def conform(
    consultation: Annotated[
        str, typer.Argument(help="Địa chỉ (slug) của đợt lấy ý kiến; bỏ trống: mọi đợt.")
    ] = "",
) -> None:
    """Đối chiếu bản tổng hợp đã công bố với quy định và với phép chứng minh của nó."""
    django()
    from danvan.site.conforming import conformed

    conformed(consultation, out_console, stop)


@app.command()
def template(
    kind: Annotated[
        Form, typer.Argument(help="opinions: bảng ghi góp ý; minutes: biên bản hội nghị.")
    ],
    out: Annotated[Path, typer.Option(help="Tệp ghi ra: .xlsx cho opinions, .docx cho minutes.")],
    papers: Annotated[Papers, typer.Option(help="Thể thức của biên bản.")] = Papers.party,
) -> None:
    """Ghi ra biểu mẫu trống mà danvan synthesize đọc được ngay."""
    from danvan.site.blank_forms import laid_out

    laid_out(kind.value, out, papers.value, stop)
    out_console.print(f"Đã ghi biểu mẫu: {out}", markup=False)


@app.command("lint-paper")
def lint_paper(
    file: Annotated[Path, typer.Argument(help="Văn bản: .docx, hoặc .pdf.")],
    profile: Annotated[Papers, typer.Option(help="Thể thức văn bản.")],
    render: Annotated[
        bool, typer.Option("--render", help="In thử bằng LibreOffice để xem dòng đầu văn bản.")
    ] = False,
    json: Annotated[Path | None, typer.Option("--json", help="Ghi cả ra tệp JSON.")] = None,
) -> None:
    """Kiểm tra thể thức một văn bản trước khi ban hành."""
    from danvan.site.linting import linted

    def isolated() -> bool:
        from django.core.exceptions import ImproperlyConfigured

        try:
            from danvan.site.settings import PROFILE
        except ImproperlyConfigured as wrong:
            raise stop(UNUSABLE, str(wrong)) from None
        return PROFILE == "isolated-lan"

    linted(
        file,
        profile.value,
        render=render,
        out=json,
        isolated=isolated,
        console=out_console,
        stop=stop,
    )


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Mở trang tại cổng này.")] = 8000,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Chỉ dựng dữ liệu và báo cáo, không mở trang.")
    ] = False,
) -> None:
    """Dựng bản trình diễn Bắc Giang 2020, mở trang và tổng hợp ý kiến góp ý."""
    os.environ |= {"DANVAN_DEMO": "1", "DANVAN_TODAY": "2020-07-14"}
    django()
    from danvan.site.demo.build import build
    from danvan.site.demo.site import Occupied, fill, opened, tell
    from danvan.site.settings import HOME

    signal.signal(signal.SIGTERM, stopped_by_signal)
    try:
        fill(out_console)
        if no_serve:
            build(HOME, out_console, stop)
            return
        with opened(port, out_console):
            build(HOME, out_console, stop)
            tell(out_console)
            signal.pause()
    except Occupied as wrong:
        raise stop(UNUSABLE, str(wrong)) from None
    except KeyboardInterrupt:
        out_console.print("Đã dừng.")


@app.command()
def bench(
    name: Annotated[
        str | None, typer.Argument(help="quality, papers, speed hoặc tên một phép đo.")
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Ghi các con số ra tệp JSON.")] = None,
) -> None:
    """Đo chất lượng và tốc độ, in cạnh ngưỡng và phần mềm cùng loại."""
    from danvan.site.bench.run import run

    run(name, json, out_console, stop)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Địa chỉ máy mở trang.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng.")] = 8000,
    worker: Annotated[bool, typer.Option(help="Chạy việc nền cùng lúc.")] = True,
) -> None:
    """Mở trang web; việc nền chạy kèm, trừ khi có danvan work riêng."""
    django()
    from danvan.site.serving import Unsafe
    from danvan.site.serving import serve as opened

    out_console.print(f"Mở http://{host}:{port}/ ; bấm Ctrl-C để dừng.", markup=False)
    try:
        opened(host, port, with_worker=worker)
    except Unsafe as wrong:
        raise stop(UNUSABLE, f"Không mở trang: {wrong}") from None


@app.command()
def work() -> None:
    """Chạy việc nền: nhắc hạn, nhiệm vụ định kỳ, tổng hợp."""
    django()
    from danvan.site.serving import Unsafe
    from danvan.site.working import work as working

    try:
        working()
    except Unsafe as wrong:
        raise stop(UNUSABLE, f"Không chạy việc nền: {wrong}") from None


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Tệp .zip sẽ ghi.")]) -> None:
    """Sao lưu toàn bộ: cơ sở dữ liệu, tệp tải lên, khóa bí mật."""
    django()
    from danvan.site.upkeep import Unusable
    from danvan.site.upkeep import backup as kept

    try:
        kept(file)
    except Unusable as wrong:
        raise stop(UNUSABLE, str(wrong)) from None
    out_console.print(f"Đã sao lưu vào {file}. Hãy cất ở máy khác.", markup=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="Tệp do danvan backup ghi.")],
    replace: Annotated[bool, typer.Option("--replace", help="Thay dữ liệu đang có.")] = False,
) -> None:
    """Khôi phục từ bản sao lưu: tất cả, hoặc không gì cả."""
    django()
    from danvan.site.upkeep import Unusable
    from danvan.site.upkeep import restore as brought_back

    try:
        brought_back(file, replace=replace)
    except Unusable as wrong:
        raise stop(UNUSABLE, str(wrong)) from None
    out_console.print("Đã khôi phục.")


@app.command()
def doctor() -> None:
    """Xem bản cài đặt có làm việc được không, và cần sửa gì."""
    django()
    from danvan.site.upkeep import examine
    from danvan.units.models import today

    wrong = 0
    for finding in examine(today()):
        mark = "✓" if finding.is_fine else ("✗" if finding.is_fault else "!")
        out_console.print(f"{mark} {finding.what}: {finding.said}", markup=False)
        wrong += finding.is_fault
    if wrong:
        raise stop(NO, f"Có {wrong} lỗi cần sửa.")


def django() -> None:
    """Makes the site's settings and models known; says in one line what is wrong with them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
    from django import setup
    from django.core.exceptions import ImproperlyConfigured

    try:
        setup()
    except ImproperlyConfigured as wrong:
        raise stop(UNUSABLE, str(wrong)) from None


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def manage(context: typer.Context) -> None:
    """Các lệnh của Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["danvan manage", *context.args])
    except ImproperlyConfigured as wrong:
        raise stop(UNUSABLE, str(wrong)) from None


if __name__ == "__main__":
    sys.exit(app())
