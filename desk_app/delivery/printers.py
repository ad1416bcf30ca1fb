"""Printers of this machine, by the CUPS commands `lpstat` and `lp`; the page goes through a pipe, never a file."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass

from ..errors import NoPrinter, PrinterCut, PrinterError, PrinterSilent, UnknownPrinter
from .names import check_reference

LOOK_SECONDS = 5.0
SEND_SECONDS = 20.0
"""How long the spooler may take; it takes the page at once and prints later."""

_PASSED = frozenset({"PATH", "HOME", "USER", "LOGNAME", "TMPDIR"})


@dataclass(frozen=True, slots=True)
class Printer:
    """A queue of the spooler; `default` is the one that the system would choose."""

    name: str
    default: bool


def printers(seconds: float = LOOK_SECONDS) -> list[Printer]:
    """The queues, the default one first; empty where there is no CUPS or it does not answer."""
    try:
        names = _run(["lpstat", "-e"], b"", seconds)[1].split()
        told = _run(["lpstat", "-d"], b"", seconds)[1]
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return []
    default = told.rpartition(":")[2].strip() if ":" in told else ""
    found = [Printer(name, name == default) for name in names if not name.startswith("-")]
    return sorted(found, key=lambda printer: (not printer.default, printer.name))


def send(pdf: bytes, printer: str, title: str, seconds: float = SEND_SECONDS) -> str:
    """Give `pdf` to `printer` as an A5 job named `title` (a reference, nothing else); the spooler's job id.

    Raises NoPrinter (none named, or no CUPS), UnknownPrinter, PrinterError with the spooler's own line; and PrinterSilent
    after `seconds` or PrinterCut, where the page may have been taken all the same.
    """
    check_reference(title)
    if not printer or shutil.which("lp") is None:
        raise NoPrinter()
    if printer not in {known.name for known in printers()}:
        raise UnknownPrinter(name=printer)
    command = ["lp", "-d", printer, "-t", title, "-o", "media=A5", "-"]
    try:
        status, told, wrong = _run(command, pdf, seconds)
    except FileNotFoundError:
        raise NoPrinter() from None
    except subprocess.TimeoutExpired:
        raise PrinterSilent(name=printer, seconds=f"{seconds:g}") from None
    if status < 0:
        raise PrinterCut()
    if status:
        raise PrinterError(why=_one_line(wrong) or f"lp {status}")
    job = re.search(r"request id is (\S+)", told)
    return job[1] if job else ""


def _run(command: list[str], given: bytes, seconds: float) -> tuple[int, str, str]:
    """Status, output and errors of a command in plain English; what it started dies with it when time is up."""
    with subprocess.Popen(  # noqa: S603  # fixed command names; arguments are checked by the callers
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_surroundings(),
        start_new_session=True,
    ) as process:
        try:
            out, wrong = process.communicate(given, timeout=seconds)
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, out.decode("utf-8", "replace"), wrong.decode("utf-8", "replace")


def _surroundings() -> dict[str, str]:
    """What CUPS needs of the environment, and none of the rest: DESK_KEY and a password in DESK_STORE are in there."""
    given = os.environ.items()
    needed = {name: value for name, value in given if name in _PASSED or name.startswith("CUPS_")}
    return needed | {"LC_ALL": "C"}


def _one_line(text: str) -> str:
    """The first line that says anything, printable and short enough for a dialog."""
    lines = ("".join(char for char in line if char.isprintable()).strip() for line in text.splitlines())
    return next((line[:160] for line in lines if line), "")
