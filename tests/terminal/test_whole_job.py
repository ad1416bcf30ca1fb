"""The whole job on a real terminal of 80×24, by keyboard alone; and what is left when the terminal or the process dies."""

from __future__ import annotations

import os
import re
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from data.people import Desk, Role
from data.reference import locality
from data.store import cases
from desk_app.bootstrap import OpenServices, create_services, open_services
from desk_app.i18n import today
from desk_app.services import evidence
from desk_app.services.door import Cost
from desk_app.settings import Settings, keep, load
from desk_app.training.people import Person, person

from .harness import Cell, Terminal

PASSWORD = "uma palavra-passe comprida"
HALF = {"▀": (True, False), "▄": (False, True), "█": (True, True)}
CELL = 6
PATIENCE = 20.0
MOST_KEYS = 40


def colour(name: str, usual: str) -> tuple[int, int, int]:
    """A cell's colour as light."""
    names = {"black": "000000", "white": "ffffff", "default": usual}
    digits = names.get(name, name if re.fullmatch("[0-9a-f]{6}", name) else usual)
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def photographed(cells: list[list[Cell]]) -> str:
    """What a phone reads off the terminal's cells."""
    picture = Image.new("RGB", (len(cells[0]) * CELL, len(cells) * 2 * CELL))
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            for half, inked in enumerate(HALF.get(cell.text, (False, False))):
                light = colour(cell.front, "ffffff") if inked else colour(cell.back, "000000")
                left, top = column * CELL, (2 * row + half) * CELL
                picture.paste(light, (left, top, left + CELL, top + CELL))
    found = zxingcpp.read_barcode(picture, zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return str(found.text) if found else ""


@dataclass
class Hands:
    """A clerk at a terminal who counts the keys that are neither scanned nor the applicant's own data."""

    desk: Terminal
    keys: int = 0

    def press(self, *keys: str) -> None:
        """Named keys; each counts."""
        self.desk.press(*keys)
        self.keys += len(keys)

    def scan(self, lines: tuple[str, ...]) -> None:
        """A wedge scanner: the lines at full speed, Enter behind each."""
        self.desk.process.send("\r".join(lines) + "\r")

    def copy(self, text: str) -> None:
        """What the applicant's papers say, typed."""
        self.desk.process.send(text)


def enrol(hands: Hands, who: Person) -> str:
    """From the list of cases to the code on the screen; the reference."""
    desk = hands.desk
    hands.press("f2")
    desk.wait_for("1 Consentimento]")
    hands.press("enter", " ", "enter")
    desk.wait_for("2 Título de residência]")
    hands.scan(who.permit_mrz)
    hands.copy(who.nif)
    hands.press("pagedown")
    desk.wait_for("3 Passaporte]")
    hands.scan(who.passport_mrz)
    hands.press("pagedown")
    desk.wait_for("4 NIF]")
    hands.copy(who.nif)
    hands.press("enter")
    desk.wait_for("5 Morada]")
    hands.copy(who.postcode)
    hands.press("enter")
    hands.copy(who.street)
    hands.press("enter")
    hands.copy(who.door)
    hands.press("enter")
    hands.copy(who.floor)
    hands.press("enter", "enter", "enter", "1", "enter")
    hands.copy("Junta de Freguesia")
    hands.press("enter")
    hands.copy(f"{who.proof_issued:%d%m%Y}")
    hands.press("enter")
    hands.copy(who.full_name)
    hands.press("pagedown")
    desk.wait_for("6 Contacto")
    hands.copy(who.mobile)
    hands.press("pagedown")
    desk.wait_for("Todos os documentos estão em ordem")
    found = re.search(r"E-\d{4}-\d{6}", desk.text())
    assert found
    hands.press("pagedown")
    desk.wait_for("palavra-passe")
    hands.press(*"demo", "enter")
    desk.wait_for("█")
    return found[0]


def signed_in(desk: Terminal, name: str = "ana", password: str = "demo") -> None:
    """At the list of cases."""
    desk.wait_for("Palavra-passe")
    desk.press(name, "enter", password, "enter")
    desk.wait_for("F2")


def test_from_sign_in_to_the_code_on_screen_and_on_paper(tmp_path: Path) -> None:
    """A clean case in `desk demo`: at most forty keys of the clerk's own; a phone reads the code off the cells; the slip is saved."""
    day = today(datetime.now(UTC))
    who = next(one for seed in range(640_001, 641_000) if locality((one := person(seed, day)).postcode))
    with Terminal("demo", environ={"TMPDIR": str(tmp_path), "HOME": str(tmp_path)}) as desk:
        signed_in(desk)
        hands = Hands(desk)
        reference = enrol(hands, who)
        read = photographed(desk.cells())
        assert re.fullmatch(rf"CMD1:{reference}:\d{{10}}", read)
        assert read[-10:] not in desk.text().replace(" ", "")
        assert who.surname.split()[0] not in desk.text().upper()
        hands.press("f5")
        desk.wait_for("(PDF)")
        hands.press("enter")
        desk.wait_for(f"{reference}.pdf")
        assert hands.keys <= MOST_KEYS, f"{hands.keys} keys"
        slip = (tmp_path / f"{reference}.pdf").read_bytes()
        assert slip.startswith(b"%PDF-")
        assert b"pdfuaid" in slip
        assert who.nif.encode() not in slip
        assert read[-10:].encode() not in slip
        desk.press("f10")
        desk.wait_for("F2")
        assert read[-10:] not in desk.text()
        desk.press("ctrl+q")
        assert desk.wait_end() == 0
        painted = desk.raw.decode("utf-8", "replace")
        assert read[-10:] not in painted


# ---- a desk with a store of its own --------------------------------------------------------------------------


@dataclass
class Ground:
    """A store, and the terminal's settings in a folder."""

    settings: Settings

    @property
    def environ(self) -> dict[str, str]:
        """What a terminal on it needs."""
        return {"DESK_CONFIG": str(self.settings.config), "DESK_STORE": self.settings.store}

    @contextmanager
    def opened(self) -> Iterator[OpenServices]:
        """A look from outside, as another desk has it."""
        services = open_services(self.settings)
        try:
            yield services
        finally:
            services.close()


@pytest.fixture
def own(tmp_path: Path) -> Ground:
    """A desk with one clerk, set up for good."""
    config = tmp_path / "config"
    settings = load({"DESK_CONFIG": str(config)}, store=str(tmp_path / "data" / "desk.db"))
    settings = Settings(settings.store, config, desk=Desk("saldanha", "Loja de Cidadão, Saldanha", 7))
    services = create_services(settings, cost=Cost(1, 64, 1))
    at = datetime.now(UTC)
    assert settings.desk is not None
    services.places.register_desk(settings.desk, at)
    services.operators.first_administrator("eva", "Eva Rocha", PASSWORD, at)
    services.operators.add(None, "ana", "Ana Lima", Role.CLERK, PASSWORD, at)
    services.close()
    keep(settings)
    return Ground(settings)


def there(services: OpenServices) -> tuple[tuple[str, str], dict[str, str]]:
    """Place and fields of the only case, as the store has them now."""
    with services.enrolments._ground.look() as work:
        row = work.one(cases.BY_REFERENCE, reference=f"E-{today(datetime.now(UTC)).year}-000001")
        if row is None:
            return ("", ""), {}
        return (row["step"], row["field"]), evidence.load(work, row["id"])


def at_the_nif(desk: Terminal, who: Person) -> None:
    """A new case, the first papers given, up to the tax number."""
    signed_in(desk, password=PASSWORD)
    hands = Hands(desk)
    hands.press("f2")
    desk.wait_for("1 Consentimento]")
    hands.press("enter", " ", "enter")
    desk.wait_for("2 Título de residência]")
    hands.scan(who.permit_mrz)
    hands.press("pagedown")
    desk.wait_for("3 Passaporte]")
    hands.scan(who.passport_mrz)
    hands.press("pagedown")
    desk.wait_for("4 NIF]")


def until(desk: Terminal, fact: object, complaint: str) -> None:
    """Read the terminal until a fact of the store holds."""
    desk._until(fact, complaint, PATIENCE)


def ended(process: int) -> None:
    """Wait for a process to be gone."""
    handle = os.pidfd_open(process)
    try:
        assert select.select([handle], [], [], PATIENCE)[0]
    finally:
        os.close(handle)


def test_a_window_closed_in_mid_step_loses_nothing(own: Ground) -> None:
    """The terminal hangs up behind the last character: all of it is kept; the case reopens in that field."""
    who = person(640_002, today(datetime.now(UTC)))
    desk = Terminal(environ=own.environ)
    at_the_nif(desk, who)
    desk.press(who.nif, "enter")
    desk.wait_for("5 Morada]")
    desk.press("enter", "Rua das Flores")
    desk.wait_for("Rua das Flores")
    process = desk.process.pid
    os.close(desk.process.child_fd)
    ended(process)
    with own.opened() as services:
        place, fields = there(services)
    assert place == ("address", "address.street")
    assert fields["address.street"] == "Rua das Flores"
    assert fields["nif"] == who.nif
    with Terminal(environ=own.environ) as again:
        signed_in(again, password=PASSWORD)
        again.press("enter")
        again.wait_for("5 Morada]")
        again.wait_for("Rua das Flores")
        again.press("end", " 3", "escape")
        again.wait_for("F2")
        again.press("ctrl+q")
        assert again.wait_end() == 0
    with own.opened() as services:
        assert there(services)[1]["address.street"] == "Rua das Flores 3"


def test_a_kill_in_mid_field_loses_one_field_at_most(own: Ground) -> None:
    """SIGKILL while the street is being typed: what stood before it is kept, and the case reopens at that field."""
    who = person(640_003, today(datetime.now(UTC)))
    with own.opened() as services:
        with Terminal(environ=own.environ) as desk:
            at_the_nif(desk, who)
            desk.press(who.nif, "enter")
            desk.wait_for("5 Morada]")
            desk.press(who.postcode, "enter")
            until(desk, lambda: there(services)[0] == ("address", "address.street"), "not kept")
            desk.press("Rua das Fl")
            desk.wait_for("Rua das Fl")
            desk.process.kill(signal.SIGKILL)
            assert desk.wait_end() == -signal.SIGKILL
        place, fields = there(services)
        assert place == ("address", "address.street")
        assert fields["nif"] == who.nif
        assert fields["address.postcode"] == who.postcode
        assert fields["residence_permit.mrz"] == "\n".join(who.permit_mrz)
        assert "Rua das Fl".startswith(fields.get("address.street", ""))
        with Terminal(environ=own.environ) as again:
            signed_in(again, password=PASSWORD)
            again.press("enter")
            again.wait_for("5 Morada]")
            again.wait_for(who.postcode)
            again.press("end", "!")
            until(again, lambda: there(services)[1].get("address.street", "").endswith("!"), "another field")
