"""The activation code as a QR code: its text, its modules, and two drawings of them.

A matrix is a square of booleans without the quiet zone, row by row; True is a dark module.
"""

from __future__ import annotations

from data.records import IssuedCode

Matrix = tuple[tuple[bool, ...], ...]
QUIET = 4
"""Modules of white that the standard (ISO/IEC 18004) asks for on every side."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""(upper, lower) dark → glyph, drawn in black on white: ink is a dark module."""


def payload(code: IssuedCode) -> str:
    """`CMD1:{reference}:{digits}`: only what QR packs in 5.5 bits a character."""
    return f"CMD1:{code.reference}:{code.digits}".upper()


def matrix(text: str) -> Matrix:
    """The smallest code that corrects at least 15 % (level M), at the best level that is no bigger.

    A payload of the desk gives 25 x 25 modules (version 2). Raises ValueError if `text` fits no code at all.
    """
    from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    drawn: dict[int, list[list[bool | None]]] = {}
    for level in (ERROR_CORRECT_M, ERROR_CORRECT_Q, ERROR_CORRECT_H):
        code = QRCode(error_correction=level, border=0)
        code.add_data(text)
        try:
            code.make(fit=True)
        except (DataOverflowError, ValueError):
            break
        drawn[code.version] = code.modules
    if not drawn:
        raise ValueError("the text is too long for a QR code")
    best = drawn[min(drawn)]
    return tuple(tuple(bool(dark) for dark in row) for row in best)


def half_blocks(modules: Matrix, quiet: int = QUIET) -> list[str]:
    """Lines of a terminal, two rows of modules each, with the quiet zone; draw them black on white.

    `█` is dark over dark, `▀` dark over light, `▄` light over dark, a space light over light. Version 2 with
    the whole quiet zone takes 17 lines of 33 cells.
    """
    rows = _with_quiet(modules, quiet)
    if len(rows) % 2:
        rows.append((False,) * len(rows[0]))
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def svg(modules: Matrix, quiet: int = QUIET) -> str:
    """An SVG picture of one unit a module, quiet zone in it: a white square and one black path."""
    rows = _with_quiet(modules, quiet)
    size = len(rows)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{path}"/></svg>'
    )


def _with_quiet(modules: Matrix, quiet: int) -> list[tuple[bool, ...]]:
    width = len(modules[0]) + 2 * quiet
    blank = [(False,) * width] * quiet
    side = (False,) * quiet
    return [*blank, *((*side, *row, *side) for row in modules), *blank]
