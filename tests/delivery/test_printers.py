"""Printing through the spooler's own commands: real processes that take the bytes, refuse, hang or are missing."""

from __future__ import annotations

import ast
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.delivery import printers
from desk_app.errors import NoPrinter, PrinterCut, PrinterError, PrinterSilent, UnknownPrinter

PDF = b"%PDF-1.7\n\x00\xff binary \r\n%%EOF\n" * 20_000
LPSTAT = """\
if sys.argv[1] == "-e":
    print("Balcao_7\\nArmazem\\n-o")
elif sys.argv[1] == "-d":
    print("system default destination: Balcao_7")
"""
TAKES = """\
(here / "page.pdf").write_bytes(sys.stdin.buffer.read())
(here / "said.txt").write_text("\\n".join([*sys.argv[1:], os.environ["LC_ALL"]]))
print("request id is Balcao_7-12 (0 file(s))")
"""
REFUSES = """\
print("\\x1b[31mlp: Error - The printer or class does not exist.\\nmore", file=sys.stderr)
sys.exit(1)
"""
HANGS = """\
import subprocess, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(here / "child.txt").write_text(str(child.pid))
time.sleep(600)
"""
KILLED = """\
import signal
sys.stdin.buffer.read()
os.kill(os.getpid(), signal.SIGKILL)
"""
SHUTS = """\
sys.stdin.close()
print("lp: paper is out", file=sys.stderr)
sys.exit(3)
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are the ones a test installs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def ended(process: int) -> bool:
    """Whether a process ends (the kernel says so; ten seconds are for a machine under load)."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 10)[0])
    finally:
        os.close(handle)


def install(machine: Path, name: str, body: str) -> None:
    """A real executable in Python."""
    program = machine / name
    program.write_text(
        f"#!{sys.executable} -S\nimport os, sys\nfrom pathlib import Path\nhere = Path({str(machine)!r})\n{body}"
    )
    program.chmod(0o755)


def test_the_printers_are_listed_the_default_one_first(machine: Path) -> None:
    """A queue whose name looks like an option is left out."""
    install(machine, "lpstat", LPSTAT)
    assert printers.printers() == [
        printers.Printer("Balcao_7", default=True),
        printers.Printer("Armazem", default=False),
    ]


def test_without_a_default_they_are_listed_by_name(machine: Path) -> None:
    """CUPS says so in a sentence without a colon."""
    install(machine, "lpstat", 'print("b\\na" if sys.argv[1] == "-e" else "no system default destination")')
    assert [(printer.name, printer.default) for printer in printers.printers()] == [
        ("a", False),
        ("b", False),
    ]


def test_a_machine_without_a_spooler_has_no_printers(machine: Path) -> None:
    """No CUPS is no error: the folder is the way out then."""
    assert printers.printers() == []


def test_a_spooler_that_does_not_answer_has_no_printers(machine: Path) -> None:
    """The dialog opens all the same."""
    install(machine, "lpstat", HANGS)
    assert printers.printers(seconds=0.3) == []


def test_the_page_goes_through_the_pipe_byte_by_byte(machine: Path) -> None:
    """The job carries the printer, A5 and the reference, and nothing else of the case."""
    install(machine, "lpstat", LPSTAT)
    install(machine, "lp", TAKES)
    assert printers.send(PDF, "Balcao_7", "E-2026-000123") == "Balcao_7-12"
    assert (machine / "page.pdf").read_bytes() == PDF
    said = (machine / "said.txt").read_text().splitlines()
    assert said == ["-d", "Balcao_7", "-t", "E-2026-000123", "-o", "media=A5", "-", "C"]


def test_the_spooler_gets_no_secret_of_the_desk(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment it gets what CUPS asks for; the master key and the store's password stay here."""
    monkeypatch.setenv("DESK_KEY", "5e" * 32)
    monkeypatch.setenv("DESK_STORE", "postgresql+psycopg://desk:hidden@db/desk")
    monkeypatch.setenv("PGPASSWORD", "hidden")
    monkeypatch.setenv("CUPS_SERVER", "print.example")
    monkeypatch.setenv("LANG", "pt_PT.UTF-8")
    dump = '(here / f"{Path(sys.argv[0]).name}.txt").write_text(repr(dict(os.environ)))\n'
    install(machine, "lpstat", dump + LPSTAT)
    install(machine, "lp", dump + TAKES)
    printers.send(PDF, "Balcao_7", "E-2026-000123")
    for name in ("lpstat", "lp"):
        given = ast.literal_eval((machine / f"{name}.txt").read_text())
        wanted = {"PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LC_ALL", "CUPS_SERVER"}
        assert {word for word in given if not word.startswith("CUPS_")} <= wanted | {"LC_CTYPE"}
        assert (given["LC_ALL"], given["CUPS_SERVER"]) == ("C", "print.example")
        assert "hidden" not in str(given)


def test_a_command_ended_from_outside_is_no_refusal(machine: Path) -> None:
    """What it did with the page before that, nobody knows."""
    install(machine, "lpstat", LPSTAT)
    install(machine, "lp", KILLED)
    with pytest.raises(PrinterCut, match="Look whether the page came out"):
        printers.send(PDF, "Balcao_7", "E-2026-000123")


def test_a_refusal_is_the_spooler_s_own_line(machine: Path) -> None:
    """One line, without control characters."""
    install(machine, "lpstat", LPSTAT)
    install(machine, "lp", REFUSES)
    with pytest.raises(PrinterError, match=r"lp: Error - The printer or class does not exist\.$") as refused:
        printers.send(PDF, "Balcao_7", "E-2026-000123")
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_spooler_that_shuts_the_pipe_is_a_refusal(machine: Path) -> None:
    """A page half taken is not taken."""
    install(machine, "lpstat", LPSTAT)
    install(machine, "lp", SHUTS)
    with pytest.raises(PrinterError, match="paper is out"):
        printers.send(PDF, "Balcao_7", "E-2026-000123")


def test_a_hanging_spooler_is_ended_with_all_it_started(machine: Path) -> None:
    """The clerk is told after the time limit, and no process stays with the page in its pipe."""
    install(machine, "lpstat", LPSTAT)
    install(machine, "lp", HANGS)
    with pytest.raises(PrinterSilent, match=r"Balcao_7.*1 s"):
        printers.send(PDF, "Balcao_7", "E-2026-000123", seconds=1)
    assert ended(int((machine / "child.txt").read_text()))


def test_no_lp_is_no_printer(machine: Path) -> None:
    """The text says what else can be done."""
    with pytest.raises(NoPrinter, match="folder"):
        printers.send(PDF, "Balcao_7", "E-2026-000123")


def test_no_printer_chosen_is_no_printer(machine: Path) -> None:
    """Nothing goes to whatever the system would choose."""
    install(machine, "lp", TAKES)
    with pytest.raises(NoPrinter):
        printers.send(PDF, "", "E-2026-000123")
    assert not (machine / "page.pdf").exists()


@pytest.mark.parametrize("name", ["Corredor", "-o", "--help", "Balcao_7 -o raw", "Balcao_7\n", "balcao_7"])
def test_only_a_listed_printer_gets_a_page(machine: Path, name: str) -> None:
    """An option in disguise is not a printer."""
    install(machine, "lpstat", LPSTAT)
    install(machine, "lp", TAKES)
    with pytest.raises(UnknownPrinter):
        printers.send(PDF, name, "E-2026-000123")
    assert not (machine / "page.pdf").exists()


@pytest.mark.parametrize("title", ["", "Maria Lopes", "-o", "E-2026-000123\n", "E-2026-000123 Maria"])
def test_a_job_is_named_by_its_reference_only(machine: Path, title: str) -> None:
    """The queue on the corridor's display shows no name."""
    with pytest.raises(ValueError, match="not a reference"):
        printers.send(PDF, "Balcao_7", title)


def test_importing_it_starts_nothing() -> None:
    """No program is looked for before a page is to be printed."""
    script = (
        "import sys; started = []; "
        "sys.addaudithook(lambda event, args: started.append(args) if event == 'subprocess.Popen' else None); "
        "import desk_app.delivery.printers; print(started)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
