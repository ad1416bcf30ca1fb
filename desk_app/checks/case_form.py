"""A case from JSON or from the fields of a draft. Total: whatever comes in, a case comes out, and the rules judge it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from data.records import Address, Case, Consent, Contact, Passport, Proof, ResidencePermit
from data.text import clean_line

from .dates import from_keyboard

_LONGEST = 400
"""Characters kept of any one text."""
_PAPER = ("number", "surname", "given_names", "birth_date", "sex", "nationality", "issuer", "expires")
_PERMIT = ("kind", "nif_on_card", "renewal_proof_issued")
_ADDRESS = ("street", "door", "floor", "postcode", "locality", "municipality")
_PROOF = ("kind", "issuer", "issued", "holder")
_CONTACT = ("mobile", "email", "delivery")
_DATES = ("birth_date", "expires", "renewal_proof_issued", "issued")
_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]")

_Object = Mapping[object, object]


def case_from_json(obj: object) -> Case:
    """The case of a JSON value. What has the wrong type is missing, numbers become text; never raises."""
    top = _object(obj)
    if top is None:
        return Case()
    consent = _object(top.get("consent"))
    permit = _object(top.get("residence_permit"))
    passport = _object(top.get("passport"))
    address = _object(top.get("address"))
    proof = _object(address.get("proof")) if address is not None else None
    contact = _object(top.get("contact"))
    return Case(
        ref=_text(top.get("ref")),
        consent=None
        if consent is None
        else Consent(consent.get("informed") is True, _text(consent.get("language"))),
        residence_permit=None
        if permit is None
        else ResidencePermit(
            mrz=_lines(permit.get("mrz")),
            citizen_card_shown=permit.get("citizen_card_shown") is True,
            **_texts(permit, _PAPER + _PERMIT),
        ),
        passport=None
        if passport is None
        else Passport(mrz=_lines(passport.get("mrz")), **_texts(passport, _PAPER)),
        nif=_text(top.get("nif")),
        address=None
        if address is None
        else Address(
            proof=None if proof is None else Proof(**_texts(proof, _PROOF)), **_texts(address, _ADDRESS)
        ),
        contact=None if contact is None else Contact(**_texts(contact, _CONTACT)),
        confirmed=_reasons(top.get("confirmed")),
        replaces=_text(top.get("replaces")),
    )


def case_from_fields(fields: Mapping[str, str]) -> Case:
    """The case of a draft: path → text, lines of a zone joined by newlines, `confirmed.<rule>` holding a reason.

    Dates may stand as they are typed (`7-4-1974`). A part of which no field is filled was not given.
    """

    def part(prefix: str, names: tuple[str, ...]) -> dict[str, str]:
        found = {name: _text(fields.get(f"{prefix}.{name}")) for name in names}
        return {
            name: from_keyboard(text) if text and name in _DATES else text for name, text in found.items()
        }

    def given(prefix: str) -> bool:
        return any(text.strip() for path, text in fields.items() if path.startswith(prefix + "."))

    def yes(path: str) -> bool:
        return fields.get(path, "").strip().lower() == "yes"

    proof = Proof(**part("address.proof", _PROOF)) if given("address.proof") else None
    return Case(
        ref=_text(fields.get("ref")),
        consent=Consent(yes("consent.informed"), _text(fields.get("consent.language")))
        if given("consent")
        else None,
        residence_permit=ResidencePermit(
            mrz=_lines(fields.get("residence_permit.mrz")),
            citizen_card_shown=yes("residence_permit.citizen_card_shown"),
            **part("residence_permit", _PAPER + _PERMIT),
        )
        if given("residence_permit")
        else None,
        passport=Passport(mrz=_lines(fields.get("passport.mrz")), **part("passport", _PAPER))
        if given("passport")
        else None,
        nif=_text(fields.get("nif")),
        address=Address(proof=proof, **part("address", _ADDRESS)) if given("address") else None,
        contact=Contact(**part("contact", _CONTACT)) if given("contact") else None,
        confirmed=MappingProxyType(
            {
                path.removeprefix("confirmed."): _text(text)
                for path, text in fields.items()
                if path.startswith("confirmed.")
            }
        ),
        replaces=_text(fields.get("replaces")),
    )


def _object(value: object) -> _Object | None:
    return value if isinstance(value, Mapping) else None


def _text(value: object) -> str:
    """A text as it may enter a case; a line break inside is a space, so that nothing passes for what it is not."""
    if (
        isinstance(value, str) and value.isascii() and value.isprintable()
    ):  # as nearly every text is: nothing to clean
        return value[:_LONGEST]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, int) and abs(value) >= 10**_LONGEST:
        return ""
    return clean_line(_BREAKS.sub(" ", str(value)[: _LONGEST * 4]))[:_LONGEST]


def _texts(source: _Object, names: tuple[str, ...]) -> dict[str, str]:
    return {name: _text(source.get(name)) for name in names}


def _lines(value: object) -> tuple[str, ...]:
    """The lines of a zone, from a list of texts or one text; empty ones at the end do not count."""
    if isinstance(value, str):
        lines = [_text(line) for line in value.replace("\r\n", "\n").split("\n")]
    elif isinstance(value, list | tuple):
        lines = [_text(line) for line in value[:10]]
    else:
        return ()
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _reasons(value: object) -> Mapping[str, str]:
    found = _object(value)
    if found is None:
        return MappingProxyType({})
    return MappingProxyType(
        {_text(rule): _text(reason) for rule, reason in found.items() if isinstance(rule, str)}
    )
