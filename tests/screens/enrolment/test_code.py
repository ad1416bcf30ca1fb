"""The code in hand: seen by a phone, printed once, hidden from everybody else."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from desk_app.delivery import qr
from desk_app.errors import WrongCode
from screens.code import HIDDEN, CodeScreen
from screens.desk import DeskApp
from screens.hand_over import HandOver, Reissue
from screens.home import Home
from screens.widgets.dialog import Question

from ..conftest import NOW, PASSWORD, Ground
from .hands import Clerk, at_desk, enrolled, events, row_of, someone

SEED = 4711
HALF = {"▀": (True, False), "▄": (False, True), "█": (True, True)}
CELL = 6


def photographed(app: DeskApp) -> str:
    """What a phone reads off the painted cells, in the colours they are painted in."""
    strips = app.screen._compositor.render_strips()
    width, height = app.size.width, len(strips)
    picture = Image.new("RGB", (width * CELL, height * 2 * CELL))
    for row, strip in enumerate(strips):
        column = 0
        for segment in strip:
            style = segment.style
            front = tuple(style.color.get_truecolor()) if style and style.color else (255, 255, 255)
            back = (
                tuple(style.bgcolor.get_truecolor(foreground=False)) if style and style.bgcolor else (0, 0, 0)
            )
            for glyph in segment.text:
                for half, inked in enumerate(HALF.get(glyph, (False, False))):
                    box = (
                        column * CELL,
                        (2 * row + half) * CELL,
                        (column + 1) * CELL,
                        (2 * row + half + 1) * CELL,
                    )
                    picture.paste(front if inked else back, box)
                column += 1
    found = zxingcpp.read_barcode(picture, zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return str(found.text) if found else ""


async def with_code(clerk: Clerk, ground: Ground) -> CodeScreen:
    """An approved case's code on the screen."""
    await clerk.app.push_screen(CodeScreen(enrolled(ground, SEED)))
    screen = await clerk.screen(CodeScreen)
    await clerk.until(lambda: screen.code is not None, "a code")
    await clerk.paints(screen.reference, "█")
    return screen


@pytest.mark.parametrize(("size", "language"), [((80, 24), "pt"), ((120, 36), "en")])
async def test_a_phone_reads_the_square(ground: Ground, size: tuple[int, int], language: str) -> None:
    """The painted cells, photographed, give exactly `CMD1:reference:digits`."""
    async with at_desk(ground, language, size=size) as clerk:
        screen = await with_code(clerk, ground)
        assert screen.code is not None
        await clerk.until(lambda: photographed(clerk.app), "a code that reads")
        assert photographed(clerk.app) == f"CMD1:{screen.reference}:{screen.code.digits}"
        assert photographed(clerk.app) == qr.payload(screen.code)


async def test_the_digits_stay_hidden_until_f3_and_that_is_recorded(ground: Ground) -> None:
    """Dots instead of digits; F3 shows them, tells the chain, and hides them again."""
    async with at_desk(ground) as clerk:
        screen = await with_code(clerk, ground)
        assert screen.code is not None
        digits = screen.code.digits
        spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
        await clerk.paints(HIDDEN)
        assert digits not in clerk.screen_text().replace(" ", "")
        assert "code.revealed" not in events(ground)
        clerk.press("f3")
        await clerk.paints(spaced)
        assert events(ground).count("code.revealed") == 1
        clerk.press("f3")
        await clerk.paints(HIDDEN)
        assert digits not in clerk.screen_text().replace(" ", "")


async def test_leaving_without_paper_asks(ground: Ground) -> None:
    """F10 with nothing printed asks whether the applicant scanned it: Esc stays, Enter records the QR."""
    async with at_desk(ground) as clerk:
        screen = await with_code(clerk, ground)
        clerk.press("f10")
        await clerk.screen(Question)
        clerk.press("escape")
        await clerk.screen(CodeScreen)
        assert screen.code is not None
        assert "code.handed_over" not in events(ground)
        clerk.press("f10")
        await clerk.screen(Question)
        clerk.press("enter")
        await clerk.screen(Home)
    (told,) = (e for e in ground.services.audit.events(None, 0, 1000) if e.event == "code.handed_over")
    assert told.details["channel"] == "qr"


async def test_the_slip_is_saved_in_a_folder(ground: Ground, tmp_path: Path) -> None:
    """A PDF for its owner only, named by the reference; the screen says so, and leaving asks nothing more."""
    folder = tmp_path / "slips"
    folder.mkdir()
    async with at_desk(ground) as clerk:
        screen = await with_code(clerk, ground)
        clerk.press("f5")
        await clerk.save_in(folder)
        await clerk.screen(CodeScreen)
        await clerk.paints(f"{screen.reference}.pdf")
        slip = folder / f"{screen.reference}.pdf"
        assert slip.read_bytes().startswith(b"%PDF")
        assert slip.stat().st_mode & 0o777 == 0o600
        assert someone(SEED).surname.encode() not in slip.name.encode()
        clerk.press("f10")
        await clerk.screen(Home)
    (told,) = (e for e in ground.services.audit.events(None, 0, 1000) if e.event == "code.handed_over")
    assert (told.details["channel"], told.details["how"]) == ("print", "folder")


async def test_a_folder_that_is_not_there_is_said(ground: Ground, tmp_path: Path) -> None:
    """The box stays open with the reason; nothing counts as handed over."""
    async with at_desk(ground, "en") as clerk:
        await with_code(clerk, ground)
        clerk.press("f5")
        await clerk.save_in(tmp_path / "nowhere")
        await clerk.until(lambda: "There is no folder" in clerk.refusal(), "refused")
        assert "code.handed_over" not in events(ground)
        clerk.press("escape")
        await clerk.screen(CodeScreen)


async def test_a_printer_takes_the_slip(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spooler's own commands are run: the page arrives through the pipe, its title is the reference alone."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, body in (
        ("lpstat", 'print("Balcao_7" if sys.argv[1] == "-e" else "system default destination: Balcao_7")'),
        (
            "lp",
            f'(Path({str(tmp_path)!r}) / "page.pdf").write_bytes(sys.stdin.buffer.read())\n'
            f'(Path({str(tmp_path)!r}) / "said").write_text(" ".join(sys.argv[1:]))\nprint("request id is Balcao_7-1")',
        ),
    ):
        program = programs / name
        program.write_text(f"#!{sys.executable} -S\nimport sys\nfrom pathlib import Path\n{body}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    async with at_desk(ground) as clerk:
        screen = await with_code(clerk, ground)
        clerk.press("f5")
        await clerk.screen(HandOver)
        await clerk.paints("Balcao_7")
        clerk.press("enter")
        await clerk.screen(CodeScreen)
        await clerk.paints("✓")
        reference = screen.reference
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert f"-t {reference} " in (tmp_path / "said").read_text()


async def test_printing_again_needs_a_supervisor_and_kills_the_old_code(
    ground: Ground, tmp_path: Path
) -> None:
    """The clerk alone can't, a wrong password can't; a supervisor's signature makes a new code, the old one is dead."""
    async with at_desk(ground) as clerk:
        screen = await with_code(clerk, ground)
        assert screen.code is not None
        first = screen.code
        clerk.press("f5")
        await clerk.save_in(tmp_path)
        await clerk.screen(CodeScreen)
        clerk.press("f5")
        box = await clerk.screen(Reissue)
        await clerk.dialog(Reissue, "witness")
        for name, password in (("maria", PASSWORD), ("rui", "wrong")):
            clerk.entered("witness").value = ""
            clerk.entered("witness").focus()
            await clerk.dialog(Reissue, "witness")
            clerk.type(f"{name}\n")
            await clerk.dialog(Reissue, "witness-password")
            before = clerk.refusal()
            clerk.type(f"{password}\n")
            await clerk.until(
                partial(lambda before: not box.at_work and clerk.refusal() not in ("", before), before),
                f"{name} refused",
            )
            assert screen.code is first
        clerk.entered("witness").focus()
        await clerk.dialog(Reissue, "witness")
        clerk.press("tab")
        await clerk.dialog(Reissue, "witness-password")
        clerk.type(f"{PASSWORD}\n")
        await clerk.screen(CodeScreen)
        await clerk.until(lambda: screen.code is not first, "a new code")
        second = screen.code
        assert (second.serial, second.digits != first.digits) == (2, True)
        await clerk.until(lambda: photographed(clerk.app) == qr.payload(second), "the new square")
        with pytest.raises(WrongCode):
            ground.services.codes.verify(screen.reference, first.digits, NOW)
        ground.services.codes.verify(screen.reference, second.digits, NOW)
    assert "code.reissued" in events(ground)


async def test_the_language_changes_around_the_code(ground: Ground) -> None:
    """F12 keeps the code, hidden as it was."""
    async with at_desk(ground) as clerk:
        screen = await with_code(clerk, ground)
        code = screen.code
        clerk.press("f12")
        await clerk.paints("Activation code of", HIDDEN)
        assert screen.code is code
        assert code is not None
        await clerk.until(lambda: photographed(clerk.app) == qr.payload(code), "the same square")


async def test_a_code_that_was_made_before_is_not_shown_again(ground: Ground) -> None:
    """A second look needs a supervisor: the store does not know the digits."""
    reference = enrolled(ground, SEED)
    ground.services.codes.issue(ground.session(), reference, NOW)
    async with at_desk(ground) as clerk:
        await clerk.app.push_screen(CodeScreen(reference))
        screen = await clerk.screen(CodeScreen)
        await clerk.until(lambda: screen._failed, "refused")
        assert screen.code is None
        assert photographed(clerk.app) == ""
        assert row_of(ground, reference)["status"] == "code_issued"
