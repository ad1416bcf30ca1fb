"""Who an applicant is stays on the screen and in the encrypted store: no title, file, log or process tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .harness import Terminal

_OSC = re.compile(rb"\x1b[\]P^_](.*?)(?:\x07|\x1b\\)", re.DOTALL)


@dataclass
class Visit:
    """A case on the screen of a training desk, the folder it writes to, and words that tell who it is about."""

    desk: Terminal
    folder: Path
    personal: list[str]

    def told_by(self, written: bytes) -> list[str]:
        """Which of the words stand in these bytes."""
        return [word for word in self.personal if word.lower().encode() in written.lower()]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A clerk scanned a permit and a passport, then locked the desk; Textual was asked for a log, too."""
    folder = tmp_path_factory.mktemp("machine")
    asked = {
        "TMPDIR": str(folder),
        "HOME": str(folder),
        "DESK_LANG": "en",
        "TEXTUAL_LOG": str(folder / "log"),
    }
    with Terminal("demo", environ=asked) as desk:
        desk.wait_for("Password")
        desk.press("ana", "enter", "demo", "enter")
        desk.wait_for("E-2026-")
        desk.press("f2")
        desk.wait_for("Notice read")
        desk.press("f2")
        desk.wait_for("[x] yes")
        desk.press("pagedown")
        desk.wait_for("NIF on card")
        desk.press("f2")
        desk.wait_for("check digits 4 of 4")
        personal = _personal(desk.text())
        desk.press("pagedown")
        desk.wait_for("under the photo")
        desk.paste(
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\rL898902C36UTO7408122F1204159ZE184226B<<<<<10"
        )
        desk.wait_for("ANNA MARIA")
        desk.press("f9")
        desk.wait_for("The desk is locked")
        yield Visit(desk, folder, [*personal, "ERIKSSON", "L898902C3"])


def test_the_terminal_is_told_nothing_but_what_it_paints(visit: Visit) -> None:
    """No window title, clipboard, link or other message to the terminal carries the applicant, or anything."""
    assert visit.told_by(visit.desk.raw) == visit.personal  # they were on the screen
    assert [visit.told_by(said) for said in _OSC.findall(visit.desk.raw) if visit.told_by(said)] == []
    assert visit.desk.titles() == []


def test_a_locked_desk_shows_nothing_of_the_case(visit: Visit) -> None:
    """Nor does the bar above."""
    assert visit.told_by(visit.desk.text().encode()) == []


def test_no_file_tells_who_it_is_by_its_name_or_plain_content(visit: Visit) -> None:
    """The store is there and holds the case, encrypted; a log, if one was asked for, knows nothing."""
    files = [file for file in visit.folder.rglob("*") if file.is_file()]
    assert any(file.name == "desk.db" for file in files)
    for file in files:
        assert visit.told_by(str(file).encode()) == []
        assert visit.told_by(file.read_bytes()) == [], file.name


def test_other_users_of_the_machine_see_nothing(visit: Visit) -> None:
    """Everybody can list processes: neither the command nor the environment names anyone."""
    process = Path(f"/proc/{visit.desk.process.pid}")
    if not process.exists():
        pytest.skip("this system shows processes in another way")
    for file in ("cmdline", "environ", "comm"):
        assert visit.told_by((process / file).read_bytes()) == []


def _personal(text: str) -> list[str]:
    """Document number, birth date and names, as the zone on the screen has them."""
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if re.search(r"\bI[R<]PRT[0-9A-Z]{9}", line))
    first, second, third = (re.findall(r"[0-9A-Z<]{30}", lines[at + below])[0] for below in range(3))
    return [first[5:14], second[:6], *re.findall("[A-Z]{4,}", third)]
