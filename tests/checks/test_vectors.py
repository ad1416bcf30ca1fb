"""The vectors: every published or derived sample is judged as its source says."""

from __future__ import annotations

from typing import Any

import pytest

from data.records import Finding, Severity
from data.reference import area
from desk_app.checks import address, contact, nif
from desk_app.checks.mrz import read
from tests.checks.people import policy, vectors


def _blocks(findings: list[Finding]) -> bool:
    return any(found.severity is Severity.BLOCK for found in findings)


@pytest.mark.parametrize("row", vectors("mrz"), ids=lambda row: row["lines"][0])
def test_zone(row: dict[str, Any]) -> None:
    """Format, validity, every field and the number of wrong check digits are what the vector says."""
    reading = read(row["lines"])
    assert reading.valid is row["valid"]
    assert reading.format == (None if row["format"] == "FRA-CNI" else row["format"])
    assert bool(reading.problems) is not row["valid"]
    fields = dict(row["fields"])
    if not fields:
        return
    names = fields.pop("names")
    fields.pop("optional2", None)
    assert {name: getattr(reading, name) for name in fields} == fields
    surname, _, given_names = names.partition("<<")
    assert reading.surname == surname.replace("<", " ").strip()
    assert reading.given_names == given_names.replace("<", " ").strip()
    wrong = sum("check digit" in error for error in row.get("errors", ()))
    assert reading.checks_total - reading.checks_passed == wrong


@pytest.mark.parametrize("row", vectors("nif"), ids=lambda row: repr(row["input"]))
def test_nif(row: dict[str, Any]) -> None:
    """A NIF passes exactly if it is right and a natural person's."""
    found = list(nif.check(row["input"], policy()))
    assert _blocks(found) is not (row["valid"] and row["natural_person"])
    if row["valid"]:
        assert nif.read(row["input"]).canonical == row["canonical"]


@pytest.mark.parametrize("row", vectors("cc"), ids=lambda row: row["input"])
def test_citizen_card(row: dict[str, Any]) -> None:
    """A Citizen Card number is known for what it is, and never passes for a NIF."""
    found = list(nif.check(row["input"], policy()))
    assert ("nif.citizen_card" in {one.rule for one in found}) is row["valid"]
    assert _blocks(found)


@pytest.mark.parametrize("row", vectors("phone"), ids=lambda row: repr(row["input"]))
def test_phone(row: dict[str, Any]) -> None:
    """Number, country and type are libphonenumber's; what can be a mobile passes."""
    found = list(contact.phone(row["input"]))
    phone = contact.read_phone(row["input"])
    assert _blocks(found) is not (row["valid"] and row["type"] in ("MOBILE", "FIXED_LINE_OR_MOBILE"))
    assert phone.kind == (row["type"] or "")
    assert phone.country == row.get("country", "")
    assert phone.canonical == (row["e164"] if row["valid"] else "")


@pytest.mark.parametrize("row", vectors("postcode"), ids=lambda row: repr(row["input"]))
def test_postcode(row: dict[str, Any]) -> None:
    """Only NNNN-NNN passes; the area names the district and has the municipality; a loose writing is offered."""
    text = row["input"]
    found = list(address.postcode(text, row.get("concelho", "")))
    assert _blocks(found) is not row["valid"]
    if "distrito" in row:
        place = area(text[:4])
        assert place is not None
        assert place.district == row["distrito"]
        assert row["concelho"] in place.municipalities
        assert not found
    elif row["valid"]:
        assert [one.rule for one in found] == ["address.postcode_unknown"]
    assert address.suggestion(text) == row.get("lenient_canonical", text if row["valid"] else "")
