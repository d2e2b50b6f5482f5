"""Word's older documents (.doc, .rtf), turned into .docx by LibreOffice and then read as such.

Other readers leak what the author deleted under tracking. LibreOffice works on a copy in a folder
of its own, with a profile of its own in which macros, links to other files and the network are shut
off, and is ended with all its children when its time is up.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from danvan.papers.docx_in import Document, read_docx
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.letters import Letters

LIMITED = True
try:
    import resource
except ImportError:  # Windows knows no such limits
    LIMITED = False

PROGRAMS = ("soffice", "libreoffice")
MAX_FILE = 64 << 20  # bytes
MAX_SECONDS = 60
PATIENCE, MOMENT = 100, 0.02  # how often to look whether killed programs are gone, seconds between
MAX_MEMORY = 4 << 30  # bytes
MAX_MADE = 1 << 30  # bytes of a file that it writes
LINKS_NEVER = "2"  # of "always, on request, never"
SWITCHES = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", LINKS_NEVER),
)
SWITCH = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n'
)


def read_old_word(path: Path, letters: Letters | None = None) -> Document:
    """Raises Unreadable: no LibreOffice here, locked, broken, too large, more than a minute."""
    if path.stat().st_size > MAX_FILE:
        raise Unreadable(path.name, "tệp .doc lớn hơn 64 MB", "hãy lưu lại thành .docx")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Unreadable(
            path.name,
            "là định dạng Word cũ, máy này chưa có LibreOffice để đọc",
            "hãy mở bằng Word, chọn Tệp → Lưu thành → Tài liệu Word (.docx) rồi gửi lại tệp .docx",
        )
    with tempfile.TemporaryDirectory(prefix="danvan-doc-", ignore_cleanup_errors=True) as folder:
        made = converted(path, program, Path(folder))
        try:
            return read_docx(made, letters)
        except Unreadable as wrong:
            raise Unreadable(path.name, wrong.cause, wrong.remedy) from wrong


def converted(path: Path, program: str, folder: Path) -> Path:
    """A copy of the file as .docx, in a folder that will be removed."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(SWITCH.format(path=at, name=name, value=on) for at, name, on in SWITCHES)
    (user / "registrymodifications.xcu").write_text(PROFILE.format(items=items), encoding="utf-8")
    shutil.copyfile(path, folder / "given.doc")
    command = [
        program,
        f"-env:UserInstallation={user.parent.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck"),
        *("--convert-to", "docx", "--outdir", str(folder), str(folder / "given.doc")),
    ]
    if not finished(command, folder):
        raise Unreadable(
            path.name, f"đọc tệp .doc quá {MAX_SECONDS} giây", "hãy lưu lại thành .docx"
        )
    made = folder / "given.docx"
    if not made.exists():
        raise Unreadable(path.name, f"tệp .doc có mật khẩu, {SHORT_OF}", AGAIN)
    return made


def finished(command: list[str], folder: Path) -> bool:
    """Runs a program in a group of its own; False where its time was up and the group was ended."""
    programs = f"{Path(command[0]).parent}{os.pathsep}{os.defpath}"
    surroundings = {"PATH": programs, "HOME": str(folder), "LANG": "C.UTF-8"}
    child = subprocess.Popen(  # noqa: S603 - a fixed program on a file of our own naming
        command,
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    limit(child.pid)
    try:
        child.wait(MAX_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        end_group(child)
    return True


def limit(pid: int) -> None:
    """Bounds what a program and those that it starts may take, where the system can."""
    if not LIMITED or not hasattr(resource, "prlimit"):
        return
    with contextlib.suppress(OSError, ValueError):  # ended already, or a lower limit stands
        resource.prlimit(pid, resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (MAX_MADE, MAX_MADE))


def end_group(child: subprocess.Popen[bytes]) -> None:
    """Ends a program with its children, and waits until they write nothing more."""
    if not hasattr(os, "killpg"):  # Windows knows no groups
        child.kill()
    with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
        for _ in range(PATIENCE):
            os.killpg(child.pid, signal.SIGKILL)
            child.poll()
            time.sleep(MOMENT)
    child.wait()
