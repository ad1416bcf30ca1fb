"""The sheets an applicant takes home: the slip with the activation code, and the receipt of a case that waits.

Both are A5, one page, tagged PDF/UA-1, made in memory from a template of this folder. What is put in goes as
JSON strings and is shown as text, so nothing typed by anybody is ever run as a template. A language more is one
`slip` catalogue more; a script that the fonts built into typst lack takes the fonts of the machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.records import IssuedCode

from ..errors import FontMissing
from ..i18n import LOCALE, Translate, show_date, show_moment, slip_languages, today, translator
from . import qr

_TEMPLATES = Path(__file__).parent
BUILT_IN = (
    (0x0020, 0x007E), (0x00A0, 0x024F),  # Latin
    (0x0391, 0x03A1), (0x03A3, 0x03CE),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x2010, 0x2027), (0x2030, 0x2040), (0x20A0, 0x20BF), (0x2116, 0x2116),  # dashes, quotes, currencies, №
)  # fmt: skip
"""First and last code points that the faces embedded in typst have."""

_LONGEST = 90
"""Characters of a name that the letterhead has room for, in two lines."""

Sheet = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class SlipData:
    """What a slip says. `digits` and `payload` are the secret, never in `repr`; `language` is the applicant's."""

    reference: str
    digits: str = field(repr=False)
    payload: str = field(repr=False)
    issued: datetime
    expires: datetime
    service_point: str
    desk_number: int
    language: str
    training: bool


@dataclass(frozen=True, slots=True)
class ReceiptData:
    """What a receipt says. `answer_by` is the day by which there is an answer, if the service point promises one."""

    reference: str
    submitted: datetime
    service_point: str
    desk_number: int
    language: str
    training: bool
    answer_by: date | None = None


def slip_data(code: IssuedCode, service_point: str, desk_number: int, training: bool) -> SlipData:
    """The slip of a fresh code; `service_point` is the name people know it by."""
    return SlipData(
        reference=code.reference,
        digits=code.digits,
        payload=qr.payload(code),
        issued=code.issued,
        expires=code.expires,
        service_point=service_point,
        desk_number=desk_number,
        language=code.language,
        training=training,
    )


def grouped(digits: str) -> str:
    """`1234567890` as `123 456 7890`: threes, and no digit alone at the end."""
    cuts = range(0, max(len(digits) - 1, 1), 3)
    parts = [digits[at : at + 3] for at in cuts]
    parts[-1] = digits[cuts[-1] :]
    return " ".join(parts)


def slip_pdf(data: SlipData, locale: Path = LOCALE) -> bytes:
    """The slip as PDF/UA-1. `locale` is the folder of the catalogues."""
    return _pdf("slip.typ", _slip(data, locale), data.issued)


def slip_png(data: SlipData, ppi: float, locale: Path = LOCALE) -> bytes:
    """The slip as a picture to look at, `ppi` dots an inch."""
    return _png("slip.typ", _slip(data, locale), ppi)


def receipt_pdf(data: ReceiptData, locale: Path = LOCALE) -> bytes:
    """The receipt as PDF/UA-1."""
    return _pdf("receipt.typ", _receipt(data, locale), data.submitted)


def receipt_png(data: ReceiptData, ppi: float, locale: Path = LOCALE) -> bytes:
    """The receipt as a picture to look at, `ppi` dots an inch."""
    return _png("receipt.typ", _receipt(data, locale), ppi)


def _slip(data: SlipData, locale: Path) -> Sheet:
    language = _spoken(data.language, locale)
    _ = translator(language, "slip", locale)
    return _letterhead(_, data, language) | {
        "title": _("Your activation code"),
        "heading": _("Your activation code"),
        "foot": _("Issued on {moment}").format(moment=show_moment(data.issued, language)),
        "qr": qr.svg(qr.matrix(data.payload)),
        "qr-alt": _("QR code that holds the same activation code"),
        "code-label": _("Activation code"),
        "digits": grouped(data.digits),
        "until-label": _("Valid once, until"),
        "until": show_moment(data.expires, language),
        "reference-label": _("Reference"),
        "how-heading": _("How to activate your key"),
        "how": [
            _("Have the mobile phone with you whose number you gave at the desk."),
            _(
                "Start the activation and scan the QR code, or type the digits. A desk like this one can help you."
            ),
            _("Choose your PIN: 4 to 8 digits that only you know."),
            _("Confirm your mobile number with the code that you receive on it."),
        ],
        "safe-heading": _("Keep it safe"),
        "safe": [
            _("This sheet opens your key. Show it to nobody, and take no picture of it."),
            _("No office, bank or police ever asks for this code by phone, message or email."),
            _("Lost, or seen by someone else? Come back at once: a new code ends this one."),
            _("Once your key is active, destroy this sheet."),
        ],
        "help-heading": _("Help"),
        "help": _("At the same place ({service_point}), with this sheet and your residence permit.").format(
            service_point=_shown(data.service_point)
        ),
    }


def _receipt(data: ReceiptData, locale: Path) -> Sheet:
    language = _spoken(data.language, locale)
    _ = translator(language, "slip", locale)
    if data.answer_by:
        when = _("You can expect an answer by {day}.").format(day=show_date(data.answer_by, language))
    else:
        when = _("As soon as there is a decision. You can ask about it at the desk at any time.")
    return _letterhead(_, data, language) | {
        "title": _("We have received your request"),
        "heading": _("We have received your request"),
        "lead": _("Keep this sheet: its reference is how we find your request."),
        "foot": _("Handed over on {moment}").format(moment=show_moment(data.submitted, language)),
        "reference-label": _("Reference"),
        "submitted-label": _("Received on"),
        "submitted": show_date(today(data.submitted), language),
        "next-heading": _("What happens next"),
        "next": [
            _("A second person looks at your request. You need not do anything now."),
            _("If it is approved, you get an activation code and activate your key with it."),
            _("If something is missing, we tell you what to bring."),
        ],
        "when-heading": _("How long it takes"),
        "when": when,
        "bring-heading": _("When you come back, bring"),
        "bring": [
            _("this sheet;"),
            _("your residence permit and your passport;"),
            _("the mobile phone whose number you gave."),
        ],
        "help-heading": _("Help"),
        "help": _("At the same place ({service_point}), with the reference above.").format(
            service_point=_shown(data.service_point)
        ),
    }


def _spoken(language: str, locale: Path) -> str:
    """The applicant's language if there is a catalogue for it; else English, in which the texts are written."""
    return language if language in slip_languages(locale) else "en"


def _letterhead(_: Translate, data: SlipData | ReceiptData, language: str) -> dict[str, str | Sequence[str]]:
    """What both sheets share."""
    return {
        "lang": language.partition("_")[0],
        "reference": _shown(data.reference),
        "place": _("{service_point} · desk {number}").format(
            service_point=_shown(data.service_point), number=data.desk_number
        ),
        "training": _("TRAINING") if data.training else "",
        "training-note": _("Training: this sheet is worth nothing.") if data.training else "",
    }


def _pdf(template: str, sheet: Sheet, made: datetime) -> bytes:
    return _compiled(template, sheet, format="pdf", pdf_standards="ua-1", timestamp=int(made.timestamp()))


def _png(template: str, sheet: Sheet, ppi: float) -> bytes:
    return _compiled(template, sheet, format="png", ppi=ppi)


def _compiled(template: str, sheet: Sheet, **options: Any) -> bytes:
    """The template filled in memory. Raises FontMissing where no face has a letter of the language."""
    import typst

    texts = [part for text in sheet.values() for part in ([text] if isinstance(text, str) else text)]
    try:
        made: bytes = typst.compile(
            _TEMPLATES / template,
            root=_TEMPLATES,
            ignore_system_fonts=all(_built_in(char) for char in set("".join(texts))),
            sys_inputs={"data": json.dumps(sheet)},
            **options,
        )
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        raise FontMissing(language=sheet["lang"]) from None
    return made


def _built_in(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in BUILT_IN)


def _shown(text: str) -> str:
    """`text` with what no embedded face has as `?`, and cut: a sheet never fails for the name of a place."""
    shown = "".join(char if _built_in(char) else "?" for char in text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
