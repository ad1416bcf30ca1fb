"""Slip and receipt on their way out.

A receipt is made, sent or saved, and recorded, in that order. A slip is made, its code's one hand-over is claimed, and
only then it is sent or saved: the same code never goes out twice. Where certainly nothing went out, the claim is taken
back; where nobody knows, it stays, and only a new code helps. In training nothing goes to a printer, and a saved page
carries the mark.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from data.records import Channel, IssuedCode, Session

from ..errors import FolderError, HandOverUnsure, PrinterCut, PrinterError, PrinterSilent, TrainingOnly
from ..services.contract import Services
from . import folder, printers, slip

_Out = TypeVar("_Out")

FOLDER = "folder"
"""What the record calls a saved page; never its path."""


def print_slip(
    services: Services,
    who: Session,
    code: IssuedCode,
    printer: str,
    at: datetime,
    training: bool,
) -> str:
    """Print the slip of a fresh code on `printer`; the spooler's job id.

    Raises TrainingOnly, FontMissing, CodeDead, HandedOverAlready, a PrinterError when nothing was printed, or
    HandOverUnsure.
    """
    if training:
        raise TrainingOnly()
    page = _slip(services, who, code, training)
    return _once(services, who, code, printer, at, lambda: printers.send(page, printer, code.reference))


def save_slip(
    services: Services,
    who: Session,
    code: IssuedCode,
    into: Path,
    at: datetime,
    training: bool,
) -> Path:
    """Save the slip of a fresh code in the folder `into`; the file.

    Raises FontMissing, CodeDead, HandedOverAlready, a FolderError when nothing was saved, or HandOverUnsure.
    """
    folder.find(into)  # a mistyped folder is no attempt
    page = _slip(services, who, code, training)
    return _once(services, who, code, FOLDER, at, lambda: folder.save(page, into, code.reference))


def print_receipt(
    services: Services,
    who: Session,
    reference: str,
    language: str,
    printer: str,
    at: datetime,
    training: bool,
    answer_by: date | None = None,
) -> str:
    """Print the receipt of a case submitted at `at`; the spooler's job id.

    Raises TrainingOnly, a PrinterError, FontMissing, or what recording refuses.
    """
    if training:
        raise TrainingOnly()
    page = _receipt(services, who, reference, language, at, training, answer_by)
    job = printers.send(page, printer, reference)
    services.receipts.printed(who, reference, printer, at)
    return job


def save_receipt(
    services: Services,
    who: Session,
    reference: str,
    language: str,
    into: Path,
    at: datetime,
    training: bool,
    answer_by: date | None = None,
) -> Path:
    """Save the receipt of a case submitted at `at` in the folder `into`; the file. Raises a FolderError, FontMissing."""
    saved = folder.save(
        _receipt(services, who, reference, language, at, training, answer_by), into, reference
    )
    services.receipts.printed(who, reference, FOLDER, at)
    return saved


def _once(
    services: Services, who: Session, code: IssuedCode, how: str, at: datetime, send: Callable[[], _Out]
) -> _Out:
    """Send a slip for the first and only time."""
    services.codes.handed_over(who, code, Channel.PRINT, how, at)
    try:
        return send()
    except (PrinterSilent, PrinterCut) as error:
        raise HandOverUnsure(reference=code.reference) from error
    except (PrinterError, FolderError):
        try:
            services.codes.taken_back(who, code, at)
        except Exception as error:
            raise HandOverUnsure(reference=code.reference) from error
        raise
    except Exception as error:  # whatever it was, the page may be out
        raise HandOverUnsure(reference=code.reference) from error


def _slip(services: Services, who: Session, code: IssuedCode, training: bool) -> bytes:
    return slip.slip_pdf(slip.slip_data(code, _place(services, who), who.desk.number, training))


def _receipt(
    services: Services,
    who: Session,
    reference: str,
    language: str,
    at: datetime,
    training: bool,
    answer_by: date | None,
) -> bytes:
    place, number = _place(services, who), who.desk.number
    return slip.receipt_pdf(slip.ReceiptData(reference, at, place, number, language, training, answer_by))


def _place(services: Services, who: Session) -> str:
    """The name people know the service point by; what the desk calls itself where the list has lost it."""
    code = who.desk.service_point
    names = (point.name for point in services.places.service_points() if point.code == code)
    return next(names, who.desk.name or code)
