"""The QR code reads back from the cells of the terminal and from the picture on paper."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from PIL import Image

from data.records import Channel, IssuedCode
from desk_app.delivery import qr

ISSUED = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
CODE = IssuedCode("E-2026-000123", 1, "1234567890", ISSUED, ISSUED + timedelta(days=7), "pt", Channel.QR)
DARK = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def painted(lines: list[str], cell: int = 6) -> Image.Image:
    """The lines as a terminal draws them black on white: a cell is twice as high as wide."""
    picture = Image.new("L", (len(lines[0]) * cell, len(lines) * 2 * cell), 255)
    for row, line in enumerate(lines):
        for column, glyph in enumerate(line):
            for half, dark in enumerate(DARK[glyph]):
                if dark:
                    top = (2 * row + half) * cell
                    picture.paste(0, (column * cell, top, (column + 1) * cell, top + cell))
    return picture


def read(picture: Image.Image) -> str:
    """What a phone reads."""
    found = zxingcpp.read_barcode(picture, zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    assert found is not None
    return str(found.text)


def test_the_text_is_the_version_the_reference_and_the_digits() -> None:
    """Another desk or the activation page can tell what it reads."""
    assert qr.payload(CODE) == "CMD1:E-2026-000123:1234567890"


def test_the_text_keeps_to_the_alphanumeric_alphabet() -> None:
    """Five and a half bits a character keep the code at its second smallest size."""
    assert set(qr.payload(CODE)) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(qr.matrix(qr.payload(CODE))) == 25


def test_the_half_blocks_scan() -> None:
    """What the screen shows is what a phone reads."""
    assert read(painted(qr.half_blocks(qr.matrix(qr.payload(CODE))))) == qr.payload(CODE)


def test_the_half_blocks_fit_the_smallest_terminal() -> None:
    """Header, footer and a line of text still fit around them in 80 by 24, quiet zone and all."""
    lines = qr.half_blocks(qr.matrix(qr.payload(CODE)))
    assert len(lines) <= 20
    assert {len(line) for line in lines} == {33}
    assert all(line.startswith("    ") and line.endswith("    ") for line in lines)
    assert lines[0].strip() == lines[1].strip() == lines[-1].strip() == ""


@pytest.mark.parametrize("number", range(0, 999_999, 99_991))
def test_every_reference_scans_at_the_same_size(number: int) -> None:
    """The screen never has to make room for a bigger code."""
    text = f"CMD1:E-2026-{number:06d}:{9_876_543_210 - number}"
    modules = qr.matrix(text)
    assert len(modules) == 25
    assert read(painted(qr.half_blocks(modules), cell=3)) == text


def test_a_scratched_code_still_scans() -> None:
    """A thumb on the paper, or a cell drawn badly, does not send anyone back to the desk."""
    picture = painted(qr.half_blocks(qr.matrix(qr.payload(CODE))))
    picture.paste(255, (20 * 6, 20 * 6, 24 * 6, 24 * 6))
    assert read(picture) == qr.payload(CODE)


def test_a_text_that_fits_no_code_is_refused() -> None:
    """No code at all is better than a cut one."""
    with pytest.raises(ValueError, match="too long"):
        qr.matrix("A" * 5000)
