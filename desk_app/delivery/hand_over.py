"""Slip and receipt on their way out: made, sent or saved, and recorded, in that order.

A page that did not come out is not recorded; a recorded one came out. In training nothing goes to a printer, and a
saved page carries the mark.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from data.records import Channel, IssuedCode, Session

from ..errors import TrainingOnly
from ..services.contract import Services
from . import folder, printers, slip

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

    Raises TrainingOnly, a PrinterError, FontMissing, or what recording refuses.
    """
    job = _printed(lambda: _slip(services, who, code, training), printer, code.reference, training)
    services.codes.handed_over(who, code, Channel.PRINT, printer, at)
    return job


def save_slip(
    services: Services,
    who: Session,
    code: IssuedCode,
    into: Path,
    at: datetime,
    training: bool,
) -> Path:
    """Save the slip of a fresh code in the folder `into`; the file. Raises a FolderError or FontMissing."""
    saved = folder.save(_slip(services, who, code, training), into, code.reference)
    services.codes.handed_over(who, code, Channel.PRINT, FOLDER, at)
    return saved


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
    """Print the receipt of a case submitted at `at`; the spooler's job id. Raises as `print_slip` does."""
    job = _printed(
        lambda: _receipt(services, who, reference, language, at, training, answer_by),
        printer,
        reference,
        training,
    )
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
    """Save the receipt of a case submitted at `at` in the folder `into`; the file. Raises as `save_slip` does."""
    saved = folder.save(
        _receipt(services, who, reference, language, at, training, answer_by), into, reference
    )
    services.receipts.printed(who, reference, FOLDER, at)
    return saved


def _printed(make: Callable[[], bytes], printer: str, reference: str, training: bool) -> str:
    if training:
        raise TrainingOnly()
    return printers.send(make(), printer, reference)


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
