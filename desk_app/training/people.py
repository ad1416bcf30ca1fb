"""A synthetic person from a seed: the same today, tomorrow and on every machine.

Numbers come from the seed by a one-to-one map, so that no two people below a million share a permit,
passport, NIF or mobile. Birth and numbers do not depend on the day; expiry and proof dates are told from it,
so that the person is always in order.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from . import mrz_writer
from .words import ISSUERS, NAMES, STREETS, Street

KNOWN_SEED = 1
"""The person whom every demo store has enrolled already (for the papers that show duplicates)."""
_MOBILES = ("91", "92", "93", "96")
_NIF_STARTS = ("28", "29", "30", "31")
_TD1_NAMES = 28
"""Longest name that surely stands whole in a card's 30 places."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone invented, with papers in order. `nationality` is the three-letter code of the zone."""

    seed: int
    nationality: str
    surname: str
    given_names: str
    sex: str
    birth_date: date
    permit_kind: str
    permit_number: str
    permit_expires: date
    passport_number: str
    passport_expires: date
    nif: str
    street: str
    door: str
    floor: str
    postcode: str
    locality: str
    municipality: str
    proof_kind: str
    proof_issuer: str
    proof_issued: date
    mobile: str
    email: str

    @property
    def full_name(self) -> str:
        """Given names and surname, as a bill has them."""
        return f"{self.given_names} {self.surname}"

    @property
    def permit_mrz(self) -> tuple[str, str, str]:
        """The card's three lines."""
        return mrz_writer.td1(
            code="IR",
            issuer="PRT",
            number=self.permit_number,
            birth=self.birth_date,
            sex=self.sex,
            expires=self.permit_expires,
            nationality=self.nationality,
            surname=self.surname,
            given=self.given_names,
        )

    @property
    def passport_mrz(self) -> tuple[str, str]:
        """The passport's two lines."""
        return mrz_writer.td3(
            code="P",
            issuer=self.nationality,
            number=self.passport_number,
            birth=self.birth_date,
            sex=self.sex,
            expires=self.passport_expires,
            nationality=self.nationality,
            surname=self.surname,
            given=self.given_names,
        )


def person(seed: int, today: date) -> Person:
    """The person of `seed`, with papers that are in order on `today`."""
    draw = random.Random(seed)  # noqa: S311  # nothing here is secret; it must be the same everywhere
    nationality = draw.choices(tuple(NAMES), [names.weight for names in NAMES.values()])[0]
    sex = draw.choice("FM")
    surname, given = _name(draw, nationality, sex)
    street = draw.choice(STREETS)
    number = f"{_spread(seed, 10_000_000):07d}"
    letters = "".join(draw.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=2))
    birth = date(1948, 1, 1) + timedelta(days=draw.randrange(58 * 365))
    permit_expires = today + timedelta(days=draw.randrange(90, 5 * 365))
    passport_expires = today + timedelta(days=draw.randrange(90, 9 * 365))
    kind, issuer, issued = _proof(draw, street, today)
    return Person(
        seed=seed,
        nationality=nationality,
        surname=surname,
        given_names=given,
        sex=sex,
        birth_date=birth,
        permit_kind="TR" if draw.random() < 0.9 else "CR",
        permit_number=f"{number[:4]}{letters}{number[4:]}",
        permit_expires=permit_expires,
        passport_number=f"{letters[0]}{number}",
        passport_expires=passport_expires,
        nif=nif(seed),
        street=street.name,
        door=str(draw.randrange(1, 240)),
        floor=draw.choice(("", "r/c", "1.º dto.", "2.º esq.", "3.º", "5.º B")),
        postcode=street.postcode,
        locality=street.locality,
        municipality=street.municipality,
        proof_kind=kind,
        proof_issuer=issuer,
        proof_issued=issued,
        mobile=mobile(seed),
        email=f"{mrz_writer.transliterate(given).split('<')[0].lower()}.{seed}@example.org",
    )


def nif(seed: int) -> str:
    """A right NIF of a natural person: it starts as no well-known dummy does."""
    rest, start = divmod(_spread(seed, len(_NIF_STARTS) * 1_000_000), len(_NIF_STARTS))
    return nif_from(f"{_NIF_STARTS[start]}{rest:06d}")


def nif_from(first: str) -> str:
    """Eight digits and their check digit (weights 9 to 2, modulo 11)."""
    rest = 11 - sum(int(digit) * (9 - at) for at, digit in enumerate(first)) % 11
    return first + str(rest if rest < 10 else 0)


def mobile(seed: int) -> str:
    """A Portuguese mobile with its prefix, spaced as people write it."""
    rest, start = divmod(_spread(seed, len(_MOBILES) * 10_000_000), len(_MOBILES))
    digits = f"{_MOBILES[start]}{rest:07d}"
    return f"+351 {digits[:3]} {digits[3:6]} {digits[6:]}"


def fields(someone: Person, language: str) -> dict[str, str]:
    """The whole case as the walk keeps it: path → text, dates ISO, the lines of a zone joined by newlines."""
    return {
        "consent.informed": "yes",
        "consent.language": language,
        "residence_permit.kind": someone.permit_kind,
        "residence_permit.mrz": "\n".join(someone.permit_mrz),
        "residence_permit.nif_on_card": someone.nif,
        "passport.mrz": "\n".join(someone.passport_mrz),
        "nif": someone.nif,
        "address.street": someone.street,
        "address.door": someone.door,
        "address.floor": someone.floor,
        "address.postcode": someone.postcode,
        "address.locality": someone.locality,
        "address.municipality": someone.municipality,
        "address.proof.kind": someone.proof_kind,
        "address.proof.issuer": someone.proof_issuer,
        "address.proof.issued": someone.proof_issued.isoformat(),
        "address.proof.holder": someone.full_name,
        "contact.mobile": someone.mobile,
        "contact.email": someone.email,
        "contact.delivery": "print",
    }


def _spread(seed: int, size: int) -> int:
    """Seeds 0 … size-1 to 0 … size-1, one to one and far apart; the factors are coprime to any size here."""
    return ((seed * 6_180_339 + 2_718_281) % size * 7_320_507 + 1_414_213) % size


def _name(draw: random.Random, nationality: str, sex: str) -> tuple[str, str]:
    """Surname and given names that a card holds whole; Brazilians and Africans often have two surnames."""
    names = NAMES[nationality]
    surname = draw.choice(names.surnames)
    if nationality in ("BRA", "AGO", "CPV") and draw.random() < 0.7:
        second = draw.choice(names.surnames)
        longer = f"{surname} {second}"
        if second != surname and len(longer) <= _TD1_NAMES - 14:
            surname = longer
    first, middle = draw.sample(names.women if sex == "F" else names.men, 2)
    both = f"{first} {middle}"
    return surname, both if draw.random() < 0.5 and len(surname) + len(both) + 2 <= _TD1_NAMES else first


def _proof(draw: random.Random, street: Street, today: date) -> tuple[str, str, date]:
    """Kind, issuer and day of a proof of address fresh enough for its kind."""
    kind = draw.choices(tuple(ISSUERS), (60, 15, 10, 10, 5))[0]
    issuer = draw.choice(ISSUERS[kind])
    if kind == "parish_certificate":
        issuer = f"{issuer} de {street.locality}"
    return kind, issuer, today - timedelta(days=draw.randrange(3, 60))
