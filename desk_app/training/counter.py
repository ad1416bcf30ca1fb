"""What each kind of paper puts into the fields of its step: one function each, `(person, today) -> fields`.

Each gives only what differs from the person's papers in order; `papers` puts the two together.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import mrz_writer, people
from .people import Person
from .words import NAMES

Fields = dict[str, str]


def step_of(path: str) -> str:
    """The step of the walk that asks for a field."""
    head = path.split(".")[0]
    return "permit" if head == "residence_permit" else head


# ---- consent -----------------------------------------------------------------------------------------------


def good(_someone: Person, _today: date) -> Fields:
    return {}


def not_informed(_someone: Person, _today: date) -> Fields:
    return {"consent.informed": ""}


# ---- residence permit --------------------------------------------------------------------------------------


def _permit(someone: Person, **changed: object) -> Fields:
    """The card of someone who differs in `changed`."""
    return {"residence_permit.mrz": "\n".join(replace(someone, **changed).permit_mrz)}  # type: ignore[arg-type]  # fields by name


def permit_soon(someone: Person, today: date) -> Fields:
    return _permit(someone, permit_expires=today + timedelta(days=12))


def permit_expired(someone: Person, today: date) -> Fields:
    return _permit(someone, permit_expires=today - timedelta(days=20))


def permit_renewed(someone: Person, today: date) -> Fields:
    return permit_expired(someone, today) | {"residence_permit.renewal_proof_issued": _ago(today, 30)}


def permit_renewed_long_ago(someone: Person, today: date) -> Fields:
    return permit_expired(someone, today) | {"residence_permit.renewal_proof_issued": _ago(today, 200)}


def permit_mistyped(someone: Person, _today: date) -> Fields:
    first, *rest = someone.permit_mrz
    return {"residence_permit.mrz": "\n".join((_mistype(first, 13), *rest))}


def permit_other_shape(someone: Person, _today: date) -> Fields:
    return _permit(someone, permit_number=f"P{someone.permit_number[:4]}{someone.permit_number[6:]}0")


def permit_under_age(someone: Person, today: date) -> Fields:
    return _permit(someone, birth_date=date(today.year - 15, 3, 14))


def permit_eu(someone: Person, _today: date) -> Fields:
    return _permit(someone, nationality="ITA")


def permit_is_passport(someone: Person, _today: date) -> Fields:
    return {"residence_permit.mrz": "\n".join(someone.passport_mrz)}


def permit_is_visa(someone: Person, _today: date) -> Fields:
    lines = mrz_writer.mrv_a(
        issuer="PRT",
        number=someone.passport_number,
        birth=someone.birth_date,
        sex=someone.sex,
        expires=someone.permit_expires,
        nationality=someone.nationality,
        surname=someone.surname,
        given=someone.given_names,
    )
    return {"residence_permit.mrz": "\n".join(lines)}


def citizen_card(someone: Person, _today: date) -> Fields:
    lines = mrz_writer.td1(
        code="I",
        issuer="PRT",
        number=f"{someone.nif[1:]}0ZZ0",
        birth=someone.birth_date,
        sex=someone.sex,
        expires=someone.permit_expires,
        nationality="PRT",
        surname=someone.surname,
        given=someone.given_names,
    )
    return {"residence_permit.mrz": "\n".join(lines), "residence_permit.citizen_card_shown": "yes"}


def permit_other_nif(someone: Person, _today: date) -> Fields:
    return {"residence_permit.nif_on_card": people.nif(someone.seed + 1)}


def permit_known(_someone: Person, today: date) -> Fields:
    known = people.person(people.KNOWN_SEED, today)
    return {path: text for path, text in people.fields(known, "pt").items() if step_of(path) == "permit"}


# ---- passport ----------------------------------------------------------------------------------------------


def _passport(someone: Person, code: str = "P", issuer: str = "", **changed: object) -> Fields:
    """The passport of someone who differs in `changed`, of another kind or issuer if given."""
    other = replace(someone, **changed)  # type: ignore[arg-type]  # fields by name
    lines = mrz_writer.td3(
        code=code,
        issuer=issuer or other.nationality,
        number=other.passport_number,
        birth=other.birth_date,
        sex=other.sex,
        expires=other.passport_expires,
        nationality=other.nationality,
        surname=other.surname,
        given=other.given_names,
    )
    return {"passport.mrz": "\n".join(lines)}


def passport_soon(someone: Person, today: date) -> Fields:
    return _passport(someone, passport_expires=today + timedelta(days=9))


def passport_expired(someone: Person, today: date) -> Fields:
    return _passport(someone, passport_expires=today - timedelta(days=45))


def passport_mistyped(someone: Person, _today: date) -> Fields:
    first, second = someone.passport_mrz
    return {"passport.mrz": f"{first}\n{_mistype(second, len(someone.passport_number) - 1)}"}


def passport_spelling(someone: Person, _today: date) -> Fields:
    """The permit leaves out a middle name that the passport has, or the other way round."""
    given = someone.given_names.split()
    if len(given) > 1:
        return _passport(someone, given_names=given[0])
    names = NAMES[someone.nationality]
    more = next(name for name in (names.women if someone.sex == "F" else names.men) if name != given[0])
    return _passport(someone, given_names=f"{given[0]} {more}")


def passport_someone_else(someone: Person, today: date) -> Fields:
    """Of the same country, but another family, name and birth date."""
    names = NAMES[someone.nationality]
    other = people.person(someone.seed + 1, today)
    given = names.women if someone.sex == "F" else names.men
    return _passport(
        someone,
        surname=next(name for name in reversed(names.surnames) if name not in someone.surname.split()),
        given_names=next(name for name in reversed(given) if name not in someone.given_names.split()),
        birth_date=other.birth_date if other.birth_date != someone.birth_date else date(1980, 1, 1),
    )


def passport_birth(someone: Person, _today: date) -> Fields:
    return _passport(someone, birth_date=someone.birth_date - timedelta(days=1))


def passport_sex(someone: Person, _today: date) -> Fields:
    return _passport(someone, sex="M" if someone.sex == "F" else "F")


def passport_is_permit(someone: Person, _today: date) -> Fields:
    return {"passport.mrz": "\n".join(someone.permit_mrz)}


def passport_obsolete(someone: Person, _today: date) -> Fields:
    return _passport(someone, issuer="SUN")


def passport_specimen(someone: Person, _today: date) -> Fields:
    return _passport(someone, issuer="UTO")


def passport_diplomatic(someone: Person, _today: date) -> Fields:
    return _passport(someone, code="PD")


def passport_refugee(someone: Person, _today: date) -> Fields:
    return _passport(someone, code="PR", issuer="PRT", nationality="XXB")


def passport_portuguese(someone: Person, _today: date) -> Fields:
    return _passport(someone, nationality="PRT")


def passport_known(_someone: Person, today: date) -> Fields:
    return {"passport.mrz": "\n".join(people.person(people.KNOWN_SEED, today).passport_mrz)}


# ---- NIF ---------------------------------------------------------------------------------------------------


def nif_mistyped(someone: Person, _today: date) -> Fields:
    return {"nif": _mistype(someone.nif, 5)}


def nif_company(someone: Person, _today: date) -> Fields:
    return {"nif": people.nif_from("51" + someone.nif[2:8])}


def nif_non_resident(someone: Person, _today: date) -> Fields:
    return {"nif": people.nif_from("45" + someone.nif[2:8])}


def nif_dummy(_someone: Person, _today: date) -> Fields:
    return {"nif": "123456789"}


def nif_other(someone: Person, _today: date) -> Fields:
    return {"nif": people.nif(someone.seed + 1)}


def nif_citizen_card(_someone: Person, _today: date) -> Fields:
    return {"nif": "00000000 0 ZZ4"}


def nif_known(_someone: Person, _today: date) -> Fields:
    return {"nif": people.nif(people.KNOWN_SEED)}


# ---- address -----------------------------------------------------------------------------------------------


def address_no_proof(_someone: Person, _today: date) -> Fields:
    return {f"address.proof.{part}": "" for part in ("kind", "issuer", "issued", "holder")}


def address_card_back(_someone: Person, _today: date) -> Fields:
    return {"address.proof.kind": "permit_back", "address.proof.issuer": "AIMA", "address.proof.issued": ""}


def address_tax_certificate(_someone: Person, today: date) -> Fields:
    issuer = "Autoridade Tributária e Aduaneira"
    return {
        "address.proof.kind": "tax_certificate",
        "address.proof.issuer": issuer,
        "address.proof.issued": _ago(today, 400),
    }


def address_old_bill(_someone: Person, today: date) -> Fields:
    return {
        "address.proof.kind": "utility_bill",
        "address.proof.issuer": "Águas do Concelho",
        "address.proof.issued": _ago(today, 140),
    }


def address_future(_someone: Person, today: date) -> Fields:
    return {"address.proof.issued": _ago(today, -10)}


def address_other_holder(someone: Person, _today: date) -> Fields:
    return {"address.proof.holder": "Joaquim Patrício Raposo" if someone.sex == "F" else "Ermelinda Raposo"}


def address_other_kind(_someone: Person, _today: date) -> Fields:
    return {"address.proof.kind": "other", "address.proof.issuer": "Associação de Moradores"}


def address_bad_postcode(_someone: Person, _today: date) -> Fields:
    return {"address.postcode": "105-047"}


def address_unknown_area(_someone: Person, _today: date) -> Fields:
    return {"address.postcode": "9999-001"}


def address_other_municipality(someone: Person, _today: date) -> Fields:
    return {"address.municipality": "Bragança" if someone.municipality != "Bragança" else "Beja"}


# ---- contact -----------------------------------------------------------------------------------------------


def contact_no_prefix(_someone: Person, _today: date) -> Fields:
    return {"contact.mobile": "923 123 456"}


def contact_foreign(_someone: Person, _today: date) -> Fields:
    return {"contact.mobile": "+44 7911 123456"}


def contact_maybe(_someone: Person, _today: date) -> Fields:
    return {"contact.mobile": "+1 202 555 0143"}


def contact_fixed(someone: Person, _today: date) -> Fields:
    return {"contact.mobile": f"+351 213 {someone.nif[2:5]} {someone.nif[5:8]}"}


def contact_short(someone: Person, _today: date) -> Fields:
    return {"contact.mobile": someone.mobile[:-2]}


def contact_bad_email(someone: Person, _today: date) -> Fields:
    return {"contact.email": someone.email.replace("@", " at ")}


def contact_no_email(_someone: Person, _today: date) -> Fields:
    return {"contact.email": "", "contact.delivery": "email"}


def contact_known(_someone: Person, _today: date) -> Fields:
    return {"contact.mobile": people.mobile(people.KNOWN_SEED)}


def _mistype(text: str, at: int) -> str:
    """`text` with one digit counted up: every check digit over it notices."""
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()
