"""A slip goes out once or not at all, a receipt that came out is recorded, and training never reaches a printer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.records import Channel, Desk, IssuedCode, Place, Role, Session, Status
from desk_app.bootstrap import create_services
from desk_app.delivery import hand_over, printers, slip
from desk_app.errors import (
    FolderError,
    HandedOverAlready,
    HandOverUnsure,
    PrinterError,
    StoreError,
    TrainingOnly,
)
from desk_app.i18n import today
from desk_app.services.contract import Services
from desk_app.settings import Settings
from desk_app.training import papers, people
from tests.delivery.test_folder import room_for

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
PASSWORD = "correct horse"
DESK = Desk("saldanha", "Loja de Cidadão, Saldanha", 7)
LPSTAT = 'print("Balcao_7" if sys.argv[1] == "-e" else "no system default destination")'
TAKES = (
    '(here / "page.pdf").write_bytes(sys.stdin.buffer.read()); print("request id is Balcao_7-1 (0 file(s))")'
)
REFUSES = 'sys.exit("lp: out of paper")'
HANGS = f"import time\n{TAKES}\ntime.sleep(600)"
KILLED = f"import os, signal\n{TAKES}\nos.kill(os.getpid(), signal.SIGKILL)"


@dataclass(frozen=True)
class Counter:
    """A clerk at a desk with an open store."""

    services: Services
    who: Session

    def submitted(self, seed: int, **instead: str) -> tuple[str, Status]:
        """A case from first paper to submission; `instead` names other papers by step."""
        someone, day = people.person(seed, today(NOW)), today(NOW)
        fields = people.fields(someone, "en")
        for step, paper in instead.items():
            fields |= papers.fill(step, paper, someone, day, "en")
        draft = self.services.enrolments.begin(self.who, NOW)
        self.services.enrolments.save(self.who, draft.reference, draft.edit, fields, Place("review"), NOW)
        version = self.services.enrolments.version(draft.reference)
        done = self.services.enrolments.submit(self.who, draft.reference, draft.edit, PASSWORD, version, NOW)
        return draft.reference, done.status

    def code(self) -> IssuedCode:
        """A fresh code of a case in order."""
        return self.services.codes.issue(self.who, self.submitted(11)[0], NOW)

    def recorded(self, event: str) -> list[dict[str, str]]:
        """What the audit trail says of an event."""
        rows = self.services.audit.events(None, limit=1000)
        return [dict(row.details) for row in rows if row.event == event]

    def told(self) -> list[str]:
        """The events of codes, in their order."""
        rows = self.services.audit.events(None, limit=1000)
        return [row.event for row in rows if row.event.startswith("code.")]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A new store with a clerk signed in."""
    services = create_services(Settings(str(tmp_path / "desk.db"), tmp_path / "config", desk=DESK))
    services.operators.first_administrator("chefe", "Chefe", PASSWORD, NOW)
    services.operators.add(None, "maria", "Maria Lopes", Role.CLERK, PASSWORD, NOW)
    services.places.register_desk(DESK, NOW)
    yield Counter(services, services.operators.sign_in("maria", PASSWORD, DESK, NOW))
    services.close()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with one printer, whose `lp` a test installs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    install(folder, "lpstat", LPSTAT)
    return folder


def install(folder: Path, name: str, body: str) -> None:
    """A real executable in Python."""
    program = folder / name
    program.write_text(
        f"#!{sys.executable} -S\nimport sys\nfrom pathlib import Path\nhere = Path({str(folder)!r})\n{body}\n"
    )
    program.chmod(0o755)


def test_a_printed_slip_is_recorded_with_the_printer(counter: Counter, machine: Path) -> None:
    """The auditor sees that, where and when, not what."""
    install(machine, "lp", TAKES)
    code = counter.code()
    job = hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    assert job == "Balcao_7-1"
    assert (machine / "page.pdf").read_bytes().startswith(b"%PDF-")
    (said,) = counter.recorded("code.handed_over")
    assert said["how"] == "Balcao_7"
    assert said["channel"] == Channel.PRINT
    assert code.digits not in str(said)


def test_a_slip_the_printer_refused_can_be_printed_again(counter: Counter, machine: Path) -> None:
    """No code went out: the hand-over is taken back, and the record says so."""
    install(machine, "lp", REFUSES)
    code = counter.code()
    with pytest.raises(PrinterError, match="out of paper"):
        hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    assert counter.told() == ["code.issued", "code.handed_over", "code.hand_over_failed"]
    assert [row.reference for row in counter.services.enrolments.mine(counter.who)] == [code.reference]
    install(machine, "lp", TAKES)
    hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    assert (machine / "page.pdf").exists()
    assert counter.told()[3:] == ["code.handed_over"]


@pytest.mark.parametrize("printer", ["", "Corredor"])
def test_a_printer_that_is_not_there_costs_no_code(counter: Counter, machine: Path, printer: str) -> None:
    """The clerk chooses another way out."""
    install(machine, "lp", TAKES)
    code = counter.code()
    with pytest.raises(PrinterError):
        hand_over.print_slip(counter.services, counter.who, code, printer, NOW, False)
    hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)


def test_the_same_code_never_goes_out_twice(counter: Counter, machine: Path, tmp_path: Path) -> None:
    """Neither on paper nor as a file: a new one needs two people."""
    install(machine, "lp", TAKES)
    code = counter.code()
    hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    (machine / "page.pdf").unlink()
    with pytest.raises(HandedOverAlready, match="supervisor"):
        hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    with pytest.raises(HandedOverAlready):
        hand_over.save_slip(counter.services, counter.who, code, tmp_path, NOW, False)
    assert not (machine / "page.pdf").exists()
    assert not list(tmp_path.glob("*.pdf"))


def test_a_slip_is_claimed_before_the_page_leaves(counter: Counter, machine: Path) -> None:
    """A store that does not take the record keeps the page in: nothing goes out unrecorded."""
    install(machine, "lp", TAKES)
    code = counter.code()
    with room_for(1000), pytest.raises(StoreError):
        hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    assert not (machine / "page.pdf").exists()
    hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)


@pytest.mark.parametrize("body", [HANGS, KILLED])
def test_a_slip_that_is_perhaps_out_counts_as_out(
    counter: Counter, machine: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """The spooler took the page and never answered: the text says that a new code is needed, and it is."""
    install(machine, "lp", body)
    monkeypatch.setattr(printers.send, "__defaults__", (1.0,))
    code = counter.code()
    with pytest.raises(HandOverUnsure, match="new code needs a supervisor"):
        hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    assert (machine / "page.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(HandedOverAlready):
        hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, False)
    assert counter.told() == ["code.issued", "code.handed_over"]


def test_a_saved_slip_is_recorded_as_a_folder(counter: Counter, tmp_path: Path) -> None:
    """A path may name a person: the record has none."""
    out = tmp_path / "Maria"
    out.mkdir()
    code = counter.code()
    saved = hand_over.save_slip(counter.services, counter.who, code, out, NOW, False)
    assert saved == out / f"{code.reference}.pdf"
    (said,) = counter.recorded("code.handed_over")
    assert said["how"] == "folder"


def test_a_slip_that_could_not_be_saved_is_not_recorded(counter: Counter, tmp_path: Path) -> None:
    """A mistyped folder is no attempt at all; the clerk chooses another one."""
    code = counter.code()
    with pytest.raises(FolderError):
        hand_over.save_slip(counter.services, counter.who, code, tmp_path / "nowhere", NOW, False)
    assert counter.told() == ["code.issued"]
    hand_over.save_slip(counter.services, counter.who, code, tmp_path, NOW, False)


def test_a_slip_that_a_folder_did_not_take_can_be_saved_elsewhere(counter: Counter, tmp_path: Path) -> None:
    """The kernel's own folder takes no file from anybody: nothing went out, and the record says so."""
    code = counter.code()
    with pytest.raises(FolderError):
        hand_over.save_slip(counter.services, counter.who, code, Path("/proc"), NOW, False)
    assert counter.told() == ["code.issued", "code.handed_over", "code.hand_over_failed"]
    hand_over.save_slip(counter.services, counter.who, code, tmp_path, NOW, False)


def test_training_never_reaches_a_printer(counter: Counter, machine: Path) -> None:
    """Not even an attempt is made."""
    install(machine, "lp", TAKES)
    code = counter.code()
    with pytest.raises(TrainingOnly):
        hand_over.print_slip(counter.services, counter.who, code, "Balcao_7", NOW, True)
    with pytest.raises(TrainingOnly):
        hand_over.print_receipt(counter.services, counter.who, code.reference, "pt", "Balcao_7", NOW, True)
    assert not (machine / "page.pdf").exists()
    assert counter.recorded("code.handed_over") == counter.recorded("receipt.printed") == []


def test_a_training_slip_can_be_saved_and_is_another_page(counter: Counter, tmp_path: Path) -> None:
    """The mark is on it."""
    code = counter.code()
    saved = hand_over.save_slip(counter.services, counter.who, code, tmp_path, NOW, True)
    (place,) = (point.name for point in counter.services.places.service_points() if point.code == "saldanha")
    real, marked = (slip.slip_pdf(slip.slip_data(code, place, 7, training)) for training in (False, True))
    assert saved.read_bytes() == marked != real


def test_a_receipt_is_printed_for_a_case_that_waits(counter: Counter, machine: Path) -> None:
    """The applicant leaves with a reference in hand."""
    install(machine, "lp", TAKES)
    reference, status = counter.submitted(12, passport="expired")
    assert status is Status.IN_QUEUE
    hand_over.print_receipt(counter.services, counter.who, reference, "en", "Balcao_7", NOW, False)
    assert (machine / "page.pdf").read_bytes().startswith(b"%PDF-")
    (said,) = counter.recorded("receipt.printed")
    assert said["how"] == "Balcao_7"


def test_a_receipt_can_be_saved(counter: Counter, tmp_path: Path) -> None:
    """Where there is no printer."""
    reference, _ = counter.submitted(12, passport="expired")
    saved = hand_over.save_receipt(counter.services, counter.who, reference, "en", tmp_path, NOW, False)
    assert saved.name == f"{reference}.pdf"
    (said,) = counter.recorded("receipt.printed")
    assert said["how"] == "folder"
