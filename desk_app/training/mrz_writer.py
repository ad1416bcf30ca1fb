"""Compose machine-readable zones with right check digits (ICAO Doc 9303 parts 3 to 6).

The rules read zones with a reader of their own and share nothing with it, so one catches the other's errors.
"""

from __future__ import annotations

import unicodedata
from datetime import date

_WEIGHTS = (7, 3, 1)
_SPECIAL = str.maketrans(
    {
        "Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Ü": "UE", "ß": "SS", "Þ": "TH", "Đ": "D",
        "Ñ": "N", "-": "<", " ": "<", "'": "", "’": "",
    }
)  # fmt: skip


def check_digit(text: str) -> str:
    """The digit for `text`: weights 7-3-1, digits as they are, A to Z 10 to 35, `<` 0, modulo 10."""
    return str(sum(_value(char) * _WEIGHTS[at % 3] for at, char in enumerate(text)) % 10)


def _value(char: str) -> int:
    return 0 if char == "<" else int(char, 36)


def transliterate(name: str) -> str:
    """A Latin name in the alphabet of the zone: capitals and `<`, accents dropped, apostrophes gone."""
    upper = unicodedata.normalize("NFC", name).upper().translate(_SPECIAL)
    plain = unicodedata.normalize("NFD", upper)
    return "".join(char for char in plain if char == "<" or (char.isascii() and char.isalpha()))


def names(surname: str, given: str, length: int) -> str:
    """SURNAME<<GIVEN<NAMES, cut or filled to `length`; a single name stands without `<<`."""
    both = "<<".join(part for part in (transliterate(surname), transliterate(given)) if part)
    return _fill(both, length)


def short(day: date) -> str:
    """YYMMDD."""
    return f"{day:%y%m%d}"


def td1(
    *,
    code: str,
    issuer: str,
    number: str,
    birth: date,
    sex: str,
    expires: date,
    nationality: str,
    surname: str,
    given: str,
    optional: str = "",
) -> tuple[str, str, str]:
    """Three lines of 30: cards. A number longer than 9 goes on in the optional field, as Doc 9303-5 says."""
    if len(number) > 9:
        start = f"{number[:9]}<{number[9:]}{check_digit(number)}<{optional}"
    else:
        padded = _fill(number, 9)
        start = padded + check_digit(padded) + optional
    first = _fill(code, 2) + _fill(issuer, 3) + _fill(start, 25)
    born, ends = short(birth), short(expires)
    second = born + check_digit(born) + sex + ends + check_digit(ends) + _fill(nationality, 3) + "<" * 11
    composite = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    return first, second + composite, names(surname, given, 30)


def td3(
    *,
    code: str,
    issuer: str,
    number: str,
    birth: date,
    sex: str,
    expires: date,
    nationality: str,
    surname: str,
    given: str,
    personal: str = "",
) -> tuple[str, str]:
    """Two lines of 44: passports. An empty personal number has the filler as its check digit."""
    first = _fill(code, 2) + _fill(issuer, 3) + names(surname, given, 39)
    padded, born, ends = _fill(number, 9), short(birth), short(expires)
    person = _fill(personal, 14)
    second = padded + check_digit(padded) + _fill(nationality, 3) + born + check_digit(born) + sex
    second += ends + check_digit(ends) + person + (check_digit(person) if personal else "<")
    composite = check_digit(second[0:10] + second[13:20] + second[21:43])
    return first, second + composite


def mrv_a(
    *,
    issuer: str,
    number: str,
    birth: date,
    sex: str,
    expires: date,
    nationality: str,
    surname: str,
    given: str,
) -> tuple[str, str]:
    """Two lines of 44 that begin with V: a visa, which has no composite check digit."""
    first, second = td3(
        code="V", issuer=issuer, number=number, birth=birth, sex=sex, expires=expires,
        nationality=nationality, surname=surname, given=given,
    )  # fmt: skip
    return first, _fill(second[:28], 44)


def _fill(text: str, length: int) -> str:
    return text[:length].ljust(length, "<")
