"""What a synthetic person may put on the counter at each step: papers in order, and each kind of trouble.

`papers(step)` is the menu behind the training key, `fill` the fields a paper puts in. A paper fills its whole
step (empty text clears a field), so that one may follow another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..errors import N_
from . import counter, people
from .counter import Fields, step_of
from .people import Person

STEPS = ("consent", "permit", "passport", "nif", "address", "contact")


@dataclass(frozen=True, slots=True)
class SyntheticPaper:
    """One choice of the menu.

    `label` is a message id, `effect` the rule it is there to show (empty: in order). `only` names the
    nationalities for which it makes sense (empty: all).
    """

    id: str
    label: str
    effect: str
    only: frozenset[str] = frozenset()


def papers(step: str, someone: Person | None = None) -> list[SyntheticPaper]:
    """The choices of a step, the good one first; those that make no sense for `someone` are left out."""
    return [
        paper
        for paper, _ in _MENU[step]
        if someone is None or not paper.only or someone.nationality in paper.only
    ]


def fill(step: str, paper_id: str, someone: Person, today: date, language: str = "pt") -> Fields:
    """The fields of `step` (path → text) as the paper has them; KeyError for a paper the step has not.

    `language` is the one the applicant chose with the consent.
    """
    make = {paper.id: maker for paper, maker in _MENU[step]}[paper_id]
    good = {path: text for path, text in people.fields(someone, language).items() if step_of(path) == step}
    return _CLEAR.get(step, {}) | good | make(someone, today)


def person_of(reference: str, today: date) -> Person:
    """The person who sits at the desk for a case: the same whenever it is opened, and new for every case."""
    digits = "".join(char for char in reference if char.isdigit())
    return people.person(100_000 + int(digits or "0") % 900_000, today)


Maker = Callable[[Person, date], Fields]


def _entry(paper: str, label: str, effect: str, make: Maker, *only: str) -> tuple[SyntheticPaper, Maker]:
    return SyntheticPaper(paper, label, effect, frozenset(only)), make


_KNOWN = N_("Someone who is enrolled already")
_MENU: Mapping[str, tuple[tuple[SyntheticPaper, Maker], ...]] = {
    "consent": (
        _entry("good", N_("Privacy notice read"), "", counter.good),
        _entry("not_informed", N_("Privacy notice not read yet"), "consent.missing", counter.not_informed),
    ),
    "permit": (
        _entry("good", N_("Permit in order"), "", counter.good),
        _entry("expires_soon", N_("Expires in 12 days"), "permit.expires_soon", counter.permit_soon),
        _entry("expired", N_("Expired 20 days ago"), "permit.expired", counter.permit_expired),
        _entry(
            "expired_with_renewal",
            N_("Expired, renewal paid 30 days ago"),
            "permit.expired_with_renewal",
            counter.permit_renewed,
        ),
        _entry(
            "old_renewal",
            N_("Expired, renewal paid 200 days ago"),
            "permit.expired",
            counter.permit_renewed_long_ago,
        ),
        _entry(
            "mistyped", N_("One wrong character in the number"), "permit.mrz_check", counter.permit_mistyped
        ),
        _entry(
            "other_shape", N_("Number of an old series"), "permit.number_shape", counter.permit_other_shape
        ),
        _entry("passport", N_("A passport instead"), "permit.wrong_document", counter.permit_is_passport),
        _entry("visa", N_("A visa instead"), "permit.wrong_document", counter.permit_is_visa),
        _entry("citizen_card", N_("A Citizen Card instead"), "eligibility.citizen", counter.citizen_card),
        _entry("eu_citizen", N_("Permit of an Italian citizen"), "eligibility.eu_citizen", counter.permit_eu),
        _entry("under_age", N_("Permit of a 15-year-old"), "eligibility.under_age", counter.permit_under_age),
        _entry("other_nif", N_("Another NIF on the card"), "nif.card_differs", counter.permit_other_nif),
        _entry("already_enrolled", _KNOWN, "duplicate.document", counter.permit_known),
    ),
    "passport": (
        _entry("good", N_("Passport in order"), "", counter.good),
        _entry("expires_soon", N_("Expires in 9 days"), "passport.expires_soon", counter.passport_soon),
        _entry("expired", N_("Expired 45 days ago"), "passport.expired", counter.passport_expired),
        _entry(
            "mistyped",
            N_("One wrong character in the number"),
            "passport.mrz_check",
            counter.passport_mistyped,
        ),
        _entry(
            "other_spelling",
            N_("One given name more or less"),
            "cross.name_tolerated",
            counter.passport_spelling,
        ),
        _entry("someone_else", N_("Passport of someone else"), "cross.name", counter.passport_someone_else),
        _entry("other_birth_date", N_("Born a day earlier"), "cross.birth_date", counter.passport_birth),
        _entry("other_sex", N_("Another sex than on the permit"), "cross.sex", counter.passport_sex),
        _entry("permit", N_("The permit again"), "passport.wrong_document", counter.passport_is_permit),
        _entry(
            "obsolete_issuer",
            N_("Issued by the Soviet Union"),
            "passport.issuer_obsolete",
            counter.passport_obsolete,
        ),
        _entry("specimen", N_("A specimen (Utopia)"), "passport.issuer_unknown", counter.passport_specimen),
        _entry("diplomatic", N_("Diplomatic passport"), "passport.special_kind", counter.passport_diplomatic),
        _entry("refugee", N_("Refugee's travel document"), "passport.special_kind", counter.passport_refugee),
        _entry("portuguese", N_("Portuguese passport"), "eligibility.citizen", counter.passport_portuguese),
        _entry("already_enrolled", _KNOWN, "", counter.passport_known),
    ),
    "nif": (
        _entry("good", N_("NIF in order"), "", counter.good),
        _entry("mistyped", N_("One wrong digit"), "nif.invalid", counter.nif_mistyped),
        _entry("company", N_("NIF of a company"), "nif.not_a_person", counter.nif_company),
        _entry(
            "non_resident", N_("NIF of a non-resident (45)"), "nif.non_resident", counter.nif_non_resident
        ),
        _entry("dummy", N_("A made-up number (123456789)"), "nif.dummy", counter.nif_dummy),
        _entry("someone_else", N_("Another NIF than on the card"), "nif.card_differs", counter.nif_other),
        _entry(
            "citizen_card", N_("Citizen Card number instead"), "nif.citizen_card", counter.nif_citizen_card
        ),
        _entry("already_enrolled", _KNOWN, "duplicate.nif", counter.nif_known),
    ),
    "address": (
        _entry("good", N_("Address and proof in order"), "", counter.good),
        _entry("card_back", N_("Back of the permit as proof"), "", counter.address_card_back),
        _entry("tax_certificate", N_("Tax certificate of last year"), "", counter.address_tax_certificate),
        _entry("no_proof", N_("No proof of address"), "address.proof_missing", counter.address_no_proof),
        _entry("old_bill", N_("Bill of 140 days ago"), "address.proof_too_old", counter.address_old_bill),
        _entry("future", N_("Proof dated in 10 days"), "address.proof_in_future", counter.address_future),
        _entry(
            "other_holder", N_("Bill in another name"), "address.proof_holder", counter.address_other_holder
        ),
        _entry("other_kind", N_("Another kind of proof"), "address.proof_other", counter.address_other_kind),
        _entry(
            "bad_postcode",
            N_("Postcode with a digit missing"),
            "address.postcode",
            counter.address_bad_postcode,
        ),
        _entry(
            "unknown_area",
            N_("Postcode of no known area"),
            "address.postcode_unknown",
            counter.address_unknown_area,
        ),
        _entry(
            "other_municipality",
            N_("Municipality of another area"),
            "address.municipality_differs",
            counter.address_other_municipality,
        ),
    ),
    "contact": (
        _entry("good", N_("Mobile and email in order"), "", counter.good),
        _entry(
            "no_prefix",
            N_("923 123 456, without prefix"),
            "contact.country_unclear",
            counter.contact_no_prefix,
            "AGO",
            "UKR",
        ),
        _entry("foreign", N_("British mobile"), "contact.foreign_number", counter.contact_foreign),
        _entry("maybe_mobile", N_("Number of the USA"), "contact.maybe_mobile", counter.contact_maybe),
        _entry("fixed", N_("Fixed line"), "contact.not_mobile", counter.contact_fixed),
        _entry("short", N_("Mobile with digits missing"), "contact.mobile_invalid", counter.contact_short),
        _entry("bad_email", N_("Email without @"), "contact.email_invalid", counter.contact_bad_email),
        _entry(
            "no_email",
            N_("Code by email, no email given"),
            "contact.delivery_impossible",
            counter.contact_no_email,
        ),
        _entry(
            "already_enrolled", N_("Mobile of someone enrolled"), "duplicate.mobile", counter.contact_known
        ),
    ),
}
_CLEAR: Mapping[str, Fields] = {
    "permit": {"residence_permit.renewal_proof_issued": "", "residence_permit.citizen_card_shown": ""},
}
"""Fields that a good paper lacks and a bad one may have left."""
