"""What stands behind a value: the country of a code or a phone, the place of a postcode. And what a postcode fills."""

from __future__ import annotations

from data import reference

from .. import text
from .state import CaseState
from .steps import Field, Kind


def aside_of(field: Field, state: CaseState) -> str:
    """A few words about the value of `field`, in the language in use; empty if there is nothing to say."""
    value = state.shown(field.path)
    if not value:
        return ""
    if field.kind is Kind.STATE:
        return reference.state_name(value, text.language()) or "?"
    if field.kind is Kind.PHONE:
        from desk_app.checks.contact import read_phone

        country = read_phone(value).country
        return reference.country_name(country, text.language()) if country else "?"
    if field.kind is Kind.POSTCODE and (area := reference.area(value[:4])):
        return area.district
    return ""


def follow_postcode(state: CaseState) -> dict[str, str]:
    """Fill municipality and locality from a whole postcode; what the clerk typed there stays."""
    postcode = state.fields.get("address.postcode", "")
    if len(postcode) != 8:
        return {}
    filled = {}
    area, locality = reference.area(postcode[:4]), reference.locality(postcode)
    if area and not state.fields.get("address.municipality"):
        filled["address.municipality"] = area.municipalities[0]
    if locality and not state.fields.get("address.locality"):
        filled["address.locality"] = locality
    return state.put(filled)
