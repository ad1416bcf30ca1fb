"""The mobile number, the email address, and the way the code goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.records import Address, Channel, Contact, Finding

from .address import is_postcode
from .registry import finding

_HOME = "PT"
_ALLOWED = re.compile(r"[\d\s+()\-./]*", re.UNICODE)
_MOBILE = ("MOBILE", "FIXED_LINE_OR_MOBILE")


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as libphonenumber reads it at a Portuguese desk.

    `canonical` is E.164 when the number is valid, else empty; `country` two letters or empty; `kind` the library's
    name of the type, empty when the text is no number at all. `also` is the E.164 of the same text read in the
    applicant's country, when it was typed without a prefix and is a mobile there.
    """

    valid: bool
    canonical: str
    country: str
    kind: str
    also: str = ""


@lru_cache(maxsize=16)
def read_phone(text: str, country: str = "") -> Phone:
    """Read a number; `country` is the applicant's (two letters, may be empty). Never raises."""
    import phonenumbers as lib

    foreign = (
        country if country and country != _HOME and not text.strip().startswith(("+", "00", "＋")) else ""
    )
    also = _mobile_in(text, foreign) if foreign else ""
    try:
        number = lib.parse(text, _HOME)
    except lib.NumberParseException:
        return Phone(False, "", "", "", also)
    valid = lib.is_valid_number(number) and not number.extension and _ALLOWED.fullmatch(text) is not None
    kind = lib.PhoneNumberType.to_string(lib.number_type(number))
    region = lib.region_code_for_number(number) or lib.region_code_for_country_code(number.country_code or 0)
    e164 = lib.format_number(number, lib.PhoneNumberFormat.E164) if valid else ""
    return Phone(valid, e164, region if region != "ZZ" else "", kind, also)


def _mobile_in(text: str, country: str) -> str:
    import phonenumbers as lib

    try:
        number = lib.parse(text, country)
    except lib.NumberParseException:
        return ""
    kind = lib.PhoneNumberType.to_string(lib.number_type(number))
    if kind not in _MOBILE or not lib.is_valid_number_for_region(number, country):
        return ""
    return str(lib.format_number(number, lib.PhoneNumberFormat.E164))


def phone(text: str, country: str = "") -> Iterator[Finding]:
    """The mobile number; `country` is the applicant's."""
    found = read_phone(text, country)
    field = "contact.mobile"
    if not found.valid:
        yield finding(
            "contact.mobile_invalid",
            field,
            why="foreign" if found.also else "",
            also=found.also,
            country=country,
        )
        return
    if found.kind not in _MOBILE:
        yield finding("contact.not_mobile", field, kind=found.kind, number=found.canonical)
        return
    if found.kind == "FIXED_LINE_OR_MOBILE":
        yield finding("contact.maybe_mobile", field, number=found.canonical, country=found.country)
    if found.also and found.also != found.canonical:
        yield finding(
            "contact.country_unclear", field, number=found.canonical, also=found.also, country=country
        )
    if found.country != _HOME:
        yield finding("contact.foreign_number", field, number=found.canonical, country=found.country)


@lru_cache(maxsize=16)
def is_email(text: str) -> bool:
    """Whether the text is an email address in form, with a domain that is no number and has a dot.

    Domains in `.test` count: made-up people have them.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False, strict=True, test_environment=True)
    except (EmailNotValidError, ValueError):
        return False
    return "." in found.ascii_domain.strip(".") if found.ascii_domain else False


def check(contact: Contact | None, address: Address | None, country: str) -> Iterator[Finding]:
    """Mobile, email, and whether the chosen channel has what it needs."""
    if contact is None:
        yield finding("contact.missing", "contact", missing=("contact",))
        return
    mobile, email, delivery = contact.mobile.strip(), contact.email.strip(), contact.delivery.strip()
    if mobile:
        yield from phone(contact.mobile, country)
    else:
        yield finding("contact.missing", "contact.mobile", why="part", missing=("mobile",))
    if email and not is_email(email):
        yield finding("contact.email_invalid", "contact.email")
    if not delivery:
        yield finding("contact.missing", "contact.delivery", why="part", missing=("delivery",))
    elif delivery not in frozenset(Channel):
        yield finding("contact.delivery_impossible", "contact.delivery", why="unknown", delivery=delivery)
    else:
        lacks = _lacks(Channel(delivery), mobile, email, address)
        if lacks:
            yield finding("contact.delivery_impossible", "contact.delivery", delivery=delivery, missing=lacks)


def _lacks(channel: Channel, mobile: str, email: str, address: Address | None) -> tuple[str, ...]:
    """What a channel needs and the case does not have."""
    if channel is Channel.SMS:
        return () if mobile else ("mobile",)
    if channel is Channel.EMAIL:
        return () if email else ("email",)
    if channel is not Channel.POST:
        return ()
    if address is None:
        return ("address",)
    lacks = [name for name in ("street", "locality") if not getattr(address, name).strip()]
    return (*lacks, *(() if is_postcode(address.postcode) else ("postcode",)))
