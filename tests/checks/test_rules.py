"""Every rule of the registry: a case that it finds fault with, one that is close and that it leaves alone, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from data.records import Decision, Match, Severity, Status
from desk_app.checks import RULES, case_from_json, decide, message, way_out
from desk_app.checks.address import suggestion
from desk_app.checks.mrz import read
from desk_app.checks.zone import rule_of
from tests.checks.people import case, findings, rules, td1, td3

BAD_PERMIT = ["IRPRT1234A25679<<<<<<<<<<<<<<<", *td1()[1:]]
TYPED = {
    "number": "FX123456",
    "surname": "Garção de Magalhães",
    "given_names": "Inês",
    "birth_date": "1974-04-07",
    "sex": "F",
    "nationality": "BRA",
    "issuer": "BRA",
    "expires": "2031-04-11",
}


def match(kind: str, same: bool = False, reference: str = "E-2026-000007") -> Match:
    """Someone's live enrolment that shares `kind` with the case."""
    since = datetime(2026, 1, 5, tzinfo=UTC)
    return Match(kind, reference, Status.ACTIVE, same, "I••• G•••", "•••••1411", since)


@dataclass(frozen=True)
class Sample:
    """A case with the matches the store knows."""

    case: dict[str, Any]
    matches: tuple[Match, ...] = ()


def of(*matches: Match, **changes: object) -> Sample:
    """A sample of the good case with changes."""
    return Sample(case(**changes), matches)


GOOD = of()
# Rule → a case it finds, and the closest one it does not.
TABLE: dict[str, tuple[Sample, Sample]] = {
    "consent.missing": (of(consent__informed=False), GOOD),
    "eligibility.citizen": (
        of(residence_permit__citizen_card_shown=True),
        of(passport__mrz=td3(issuer="PRT", nationality="XXB")),
    ),
    "eligibility.eu_citizen": (
        of(passport__mrz=td3(nationality="D")),
        of(passport__mrz=td3(nationality="GBR")),
    ),
    "eligibility.under_age": (
        of(residence_permit__mrz=td1(birth="101124")),
        of(residence_permit__mrz=td1(birth="101123"), passport__mrz=td3(birth="101123")),
    ),
    "eligibility.age_implausible": (
        of(passport={**TYPED, "birth_date": "1915-11-23"}),
        of(passport={**TYPED, "birth_date": "1915-11-24"}),
    ),
    "date.partly_unknown": (of(passport__mrz=td3(birth="7404<<")), GOOD),
    "date.impossible": (of(passport={**TYPED, "expires": "2031-02-29"}), of(passport=TYPED)),
    "permit.missing": (of(residence_permit=None), GOOD),
    "permit.mrz_check": (of(residence_permit__mrz=BAD_PERMIT), GOOD),
    "permit.wrong_document": (
        of(residence_permit__mrz=td1(code="ID")),
        of(residence_permit__mrz=td1(code="AR")),
    ),
    "permit.number_shape": (
        of(residence_permit__mrz=td1(number="AB1234567")),
        of(residence_permit__mrz=td1(number="9999ZZ999")),
    ),
    "permit.expired": (
        of(residence_permit__mrz=td1(expiry="261122")),
        of(residence_permit__mrz=td1(expiry="261123")),
    ),
    "permit.expired_with_renewal": (
        of(residence_permit__mrz=td1(expiry="260101"), residence_permit__renewal_proof_issued="2026-05-27"),
        of(residence_permit__mrz=td1(expiry="260101"), residence_permit__renewal_proof_issued="2026-05-26"),
    ),
    "permit.expires_soon": (
        of(residence_permit__mrz=td1(expiry="261223")),
        of(residence_permit__mrz=td1(expiry="261224")),
    ),
    "permit.corrected": (
        of(residence_permit__number="1234AZ568"),
        of(residence_permit__surname="Garção de Magalhães"),
    ),
    "passport.missing": (of(passport={}), of(passport=TYPED)),
    "passport.mrz_check": (of(passport__mrz=[td3()[0], td3()[1][:-1] + "9"]), GOOD),
    "passport.wrong_document": (of(passport__mrz=td3(code="I<")), of(passport__mrz=td3(code="PP"))),
    "passport.issuer_unknown": (of(passport__mrz=td3(issuer="UTO")), of(passport__mrz=td3(issuer="RKS"))),
    "passport.issuer_obsolete": (of(passport__mrz=td3(issuer="ZAR")), of(passport__mrz=td3(issuer="COD"))),
    "passport.special_kind": (of(passport__mrz=td3(code="PD")), of(passport__mrz=td3(code="PP"))),
    "passport.expired": (of(passport__mrz=td3(expiry="261122")), of(passport__mrz=td3(expiry="261123"))),
    "passport.expires_soon": (of(passport__mrz=td3(expiry="261223")), of(passport__mrz=td3(expiry="261224"))),
    "passport.corrected": (of(passport__nationality="AGO"), of(passport__nationality="Brasil")),
    "cross.birth_date": (of(passport__mrz=td3(birth="740408")), of(passport__mrz=td3(birth="74<<<<"))),
    "cross.nationality": (
        of(passport__mrz=td3(nationality="AGO")),
        of(passport={**TYPED, "nationality": "BR"}),
    ),
    "cross.name": (
        of(passport__mrz=td3(names="GARCAO<DE<MAGALHAES<<LUISA")),
        of(passport__mrz=td3(names="GARCAO<DE<MAGALHAES<<INES")),
    ),
    "cross.name_tolerated": (
        of(passport__mrz=td3(names="GARCAO<MAGALHAES<<INES<MARIA")),
        of(passport={**TYPED, "surname": "GARÇÃO DE MAGALHÃES"}),
    ),
    "cross.sex": (of(passport__mrz=td3(sex="M")), of(passport__mrz=td3(sex="X"))),
    "nif.missing": (of(nif=" "), GOOD),
    "nif.citizen_card": (of(nif="12946383 3 ZY7"), of(nif="291659411")),
    "nif.invalid": (of(nif="291659412"), of(nif="291 659 411")),
    "nif.not_a_person": (of(nif="513204016"), GOOD),
    "nif.non_resident": (of(nif="451824490"), GOOD),
    "nif.dummy": (of(nif="123456789"), of(nif="100000002")),
    "nif.card_differs": (of(nif="291633170"), of(residence_permit__nif_on_card="")),
    "address.missing": (of(address=None), GOOD),
    "address.incomplete": (of(address__street=""), GOOD),
    "address.postcode": (of(address__postcode="1050047"), GOOD),
    "address.postcode_unknown": (of(address__postcode="1060-001"), GOOD),
    "address.municipality_differs": (of(address__municipality="Porto"), of(address__municipality="LISBOA")),
    "address.proof_missing": (of(address__proof=None), GOOD),
    "address.proof_too_old": (
        of(address__proof__issued="2026-08-24"),
        of(address__proof__issued="2026-08-25"),
    ),
    "address.proof_in_future": (
        of(address__proof__issued="2026-11-24"),
        of(address__proof__issued="2026-11-23"),
    ),
    "address.proof_holder": (
        of(address__proof__holder="João Silva"),
        of(address__proof__holder="MAGALHAES INES"),
    ),
    "address.proof_other": (of(address__proof__kind="other"), of(address__proof__kind="bank_statement")),
    "contact.missing": (of(contact__mobile=""), GOOD),
    "contact.mobile_invalid": (of(contact__mobile="07400 123456"), of(contact__mobile="+44 7400 123456")),
    "contact.not_mobile": (of(contact__mobile="222345678"), GOOD),
    "contact.maybe_mobile": (of(contact__mobile="+1 201-555-0123"), GOOD),
    "contact.country_unclear": (
        of(
            contact__mobile="923 123 456",
            residence_permit__mrz=td1(nationality="AGO"),
            passport__mrz=td3(nationality="AGO", issuer="AGO"),
        ),
        of(contact__mobile="923 123 456"),
    ),
    "contact.foreign_number": (of(contact__mobile="+55 11 96123-4567"), GOOD),
    "contact.email_invalid": (of(contact__email="ines@"), of(contact__email="")),
    "contact.delivery_impossible": (
        of(contact__delivery="email", contact__email=""),
        of(contact__delivery="qr", contact__email=""),
    ),
    "duplicate.nif": (of(match("nif")), GOOD),
    "duplicate.document": (
        of(match("document", same=True)),
        of(match("document", same=True), replaces="E-2026-000007"),
    ),
    "duplicate.mobile": (of(match("mobile")), GOOD),
    "duplicate.person": (of(match("person")), GOOD),
    "duplicate.replaced": (
        of(match("nif", same=True), replaces="E-2026-000007"),
        of(match("nif", same=False), replaces="E-2026-000007"),
    ),
}
ALONE = {"document.mrz_check"}
"""Rules of `desk check mrz` that no case meets."""
OUTCOME = {
    Severity.BLOCK: Decision.REFUSE,
    Severity.REFER: Decision.REFER,
    Severity.CONFIRM: Decision.CONFIRM,
    Severity.NOTE: Decision.ACCEPT,
}
DOMAIN = {
    "block": "consent.missing eligibility.citizen permit.missing passport.missing nif.missing address.missing "
    "contact.missing permit.mrz_check passport.mrz_check permit.wrong_document permit.expired passport.wrong_document "
    "passport.issuer_unknown date.impossible nif.invalid nif.not_a_person nif.citizen_card address.postcode "
    "address.proof_missing address.proof_too_old address.proof_in_future contact.mobile_invalid contact.not_mobile "
    "contact.email_invalid contact.delivery_impossible",
    "refer": "eligibility.eu_citizen eligibility.under_age permit.expired_with_renewal passport.issuer_obsolete "
    "passport.special_kind passport.expired cross.birth_date cross.nationality cross.name nif.dummy nif.card_differs "
    "address.proof_holder address.proof_other duplicate.nif duplicate.document duplicate.mobile duplicate.person",
    "confirm": "eligibility.age_implausible permit.number_shape cross.name_tolerated cross.sex nif.non_resident "
    "address.postcode_unknown address.municipality_differs contact.maybe_mobile contact.country_unclear",
    "note": "permit.expires_soon passport.expires_soon contact.foreign_number",
}


def test_every_rule_has_its_samples() -> None:
    """A rule that is added to the registry is added here too."""
    assert set(TABLE) | ALONE == set(RULES)


@pytest.mark.parametrize(("severity", "ids"), DOMAIN.items())
def test_public_ids_keep_their_severity(severity: str, ids: str) -> None:
    """The ids that others rely on are there, as severe as they were published."""
    assert {rule: RULES[rule].severity.value for rule in ids.split()} == dict.fromkeys(ids.split(), severity)


def test_good_case_is_accepted() -> None:
    """Nothing at all is found in the good case."""
    assert findings(GOOD.case) == ()


@pytest.mark.parametrize("rule", TABLE)
def test_rule_finds_and_spares(rule: str) -> None:
    """The rule finds its sample, the decision follows, and the close one is left alone."""
    sample, spared = TABLE[rule]
    found = findings(sample.case, sample.matches)
    mine = [one for one in found if one.rule == rule]
    assert mine
    assert all(one.severity is RULES[rule].severity for one in mine)
    assert rule not in {one.rule for one in findings(spared.case, spared.matches)}
    decision = decide(found, case_from_json(sample.case).confirmed)
    order = list(OUTCOME.values())
    assert order.index(decision) <= order.index(OUTCOME[RULES[rule].severity])


@pytest.mark.parametrize("rule", TABLE)
def test_finding_in_words(rule: str) -> None:
    """Message and way out are whole sentences in both languages, with every parameter filled in."""
    sample, _ = TABLE[rule]
    for found in findings(sample.case, sample.matches):
        for language in ("pt", "en"):
            for text in (message(found, language), way_out(found, language)):
                assert text[-1] in ".?", text
                assert "{" not in text
                assert "—" not in text, text


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (td1(), "permit.mrz_check"),
        (td3(), "passport.mrz_check"),
        (["V<" + td3()[0][2:], td3()[1]], "document.mrz_check"),
        ([], "document.mrz_check"),
    ],
)
def test_zone_alone_is_told_by_its_format(lines: list[str], rule: str) -> None:
    """A zone that stands alone breaks the rule of the paper whose format it has."""
    assert rule_of(read(lines)) == rule


def test_confirming_needs_a_reason() -> None:
    """A confirm is settled by a reason, not by blanks; a refer or a block never."""
    strange = case(residence_permit__mrz=td1(number="AB1234567"))
    found = findings(strange)
    assert decide(found, {}) is Decision.CONFIRM
    assert decide(found, {"permit.number_shape": " \t"}) is Decision.CONFIRM
    assert decide(found, {"permit.number_shape": "old series"}) is Decision.ACCEPT
    everything = dict.fromkeys(RULES, "because")
    assert decide(findings(case(passport__mrz=td3(expiry="250101"))), everything) is Decision.REFER
    assert decide(findings(case(nif="")), everything) is Decision.REFUSE


def test_future_birth_cannot_be_confirmed() -> None:
    """Born tomorrow is a block under the rule that else only asks."""
    found = findings(case(passport={**TYPED, "birth_date": "2026-11-24"}))
    [one] = [one for one in found if one.rule == "eligibility.age_implausible"]
    assert one.severity is Severity.BLOCK


@pytest.mark.parametrize(
    ("permit", "also"),
    [
        (td3(), None),
        (td1(code="I<"), "eligibility.citizen"),
        (td1(code="IR", issuer="ESP"), None),
        (["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX7408122F9612109<<<<<<<<"], None),
        (["ITD<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<", "C<00000004D<<6408125F0404011<<<<<<<4"], None),
    ],
    ids=["passport", "citizen card", "Spanish permit", "visa", "German identity card"],
)
def test_wrong_document_as_permit(permit: list[str], also: str | None) -> None:
    """A right zone of another paper is told as such; a Citizen Card also tells of a citizen."""
    found = rules(case(residence_permit__mrz=permit))
    assert "permit.wrong_document" in found
    assert "permit.mrz_check" not in found
    assert also is None or also in found


@pytest.mark.parametrize(
    ("passport", "rule"),
    [
        ({"issuer": "D", "nationality": "XXA"}, "passport.special_kind"),
        ({"nationality": "XXB", "code": "PR"}, "passport.special_kind"),
        ({"nationality": "ARB"}, "passport.issuer_unknown"),
        ({"issuer": "ROM", "nationality": "ROM"}, "passport.issuer_obsolete"),
        ({"issuer": "INP", "nationality": "BRA"}, "passport.issuer_obsolete"),
        ({"issuer": "DE", "nationality": "BRA"}, "passport.issuer_unknown"),
        ({"issuer": "BRA", "nationality": "YTO"}, "passport.issuer_unknown"),
    ],
)
def test_states_of_a_passport(passport: dict[str, str], rule: str) -> None:
    """Issuer and nationality are both looked at."""
    assert rule in rules(case(passport__mrz=td3(**passport)))


@pytest.mark.parametrize("code", ["GBO", "GBD", "RKS", "XXK", "EUE", "UNO", "XOM", "XPO", "D", "CIV"])
def test_codes_beyond_iso_are_in_use(code: str) -> None:
    """Codes of ICAO Doc 9303 that ISO 3166-1 lacks are no unknown ones."""
    found = rules(case(passport__mrz=td3(issuer=code, nationality=code)))
    assert not found & {"passport.issuer_unknown", "passport.issuer_obsolete"}


@pytest.mark.parametrize(
    ("issued", "rule"),
    [
        ("2026-05-27", "permit.expired_with_renewal"),
        ("2026-11-23", "permit.expired_with_renewal"),
        ("2026-05-26", "permit.expired"),
        ("2026-11-24", "permit.expired"),
        ("2026-02-30", "date.impossible"),
        ("yesterday", "date.impossible"),
    ],
)
def test_renewal_proof(issued: str, rule: str) -> None:
    """The proof counts from its day for 180 days, and only if its date is one."""
    expired = case(residence_permit__mrz=td1(expiry="251231"), residence_permit__renewal_proof_issued=issued)
    assert rules(expired) == {rule}


def test_wrong_zone_hides_no_sound_field() -> None:
    """With a wrong digit in the number, dates and nationality still count; the number itself does not."""
    zone = td1(expiry="250101", nationality="PRT")
    zone[0] = zone[0][:10] + "2" + zone[0][11:]
    found = rules(case(residence_permit__mrz=zone))
    assert {"permit.mrz_check", "permit.expired", "eligibility.citizen", "cross.nationality"} <= found
    assert not found & {"permit.missing", "permit.number_shape", "cross.birth_date"}


def test_impossible_date_with_right_digits() -> None:
    """Month 13 with right check digits is an impossible date, not a misread zone."""
    found = rules(case(residence_permit__mrz=td1(birth="741307")))
    assert found == {"date.impossible"}
    corrected = case(residence_permit__mrz=td1(birth="741307"), residence_permit__birth_date="1974-04-07")
    assert rules(corrected) == {"date.impossible"}


def test_impossible_date_with_a_wrong_digit() -> None:
    """Month 13 is told beside the check digit that fails; a letter in a date is told once, by the character."""
    zone = td1()
    month = [zone[0], "7413" + zone[1][4:], zone[2]]
    assert rules(case(residence_permit__mrz=month)) == {"permit.mrz_check", "date.impossible"}
    letter = [zone[0], "74O" + zone[1][3:], zone[2]]
    assert rules(case(residence_permit__mrz=letter)) == {"permit.mrz_check"}


def test_typed_paper_needs_its_parts() -> None:
    """A typed paper without zone lacks what was not typed, and no check digit."""
    [one] = findings(case(passport={key: value for key, value in TYPED.items() if key != "expires"}))
    assert (one.rule, one.field) == ("passport.missing", "passport.expires")


def test_area_of_several_municipalities_takes_each() -> None:
    """2495 lies in Ourém, Leiria and Batalha; accents, capitals and `concelho de` do not matter."""
    for name in ("Ourém", "OUREM", "Leiria", "batalha", "Concelho de Leiria"):
        assert not rules(case(address__postcode="2495-401", address__municipality=name)), name
    assert rules(case(address__postcode="2495-401", address__municipality="Fátima")) == {
        "address.municipality_differs"
    }


@pytest.mark.parametrize("kind", ["tax_certificate", "rental_contract", "permit_back"])
def test_proofs_that_do_not_age(kind: str) -> None:
    """Some kinds of proof have no greatest age."""
    assert not rules(case(address__proof__kind=kind, address__proof__issued="2019-01-01"))


@pytest.mark.parametrize(
    ("delivery", "missing"),
    [
        ("post", {"address__street": ""}),
        ("post", {"address__postcode": "1050"}),
        ("email", {"contact__email": " "}),
        ("pigeon", {}),
    ],
)
def test_delivery_needs_what_it_needs(delivery: str, missing: dict[str, object]) -> None:
    """A channel without its address can't be chosen, nor one that does not exist."""
    assert "contact.delivery_impossible" in rules(case(contact__delivery=delivery, **missing))


@pytest.mark.parametrize("address", [{}, {"street": " "}, {"postcode": None, "proof": {}}])
def test_address_of_which_nothing_is_given_is_missing(address: dict[str, object]) -> None:
    """An empty address is a missing one, not one with a wrong postcode; its proof is asked for as well."""
    assert rules(case(address=address)) == {"address.missing", "address.proof_missing"}


@pytest.mark.parametrize(
    ("nif", "english"),
    [
        ("21345678O", "A NIF is digits only, 9 of them; there are letters or signs here."),
        ("29165941", "A NIF has 9 digits and does not begin with 0 (digits typed: 8)."),
        ("291659412", "The last digit of the NIF does not fit: a digit is wrong or two are swapped."),
    ],
)
def test_nif_says_what_is_wrong(nif: str, english: str) -> None:
    """Letters, length and check digit are told apart."""
    said = [message(one, "en") for one in findings(case(nif=nif)) if one.rule == "nif.invalid"]
    assert said == [english]


@pytest.mark.parametrize(
    ("email", "right"),
    [
        ("josé@exemplo.pt", True),
        ("ana+cmd@münchen.de", True),
        ("ana@example.test", True),
        ("ana@10.0.0.1", False),
        ("ana@[10.0.0.1]", False),
        ("ana@localhost", False),
        ("ana@test", False),
        ("ana maria@example.org", False),
        ("Ana <ana@example.org>", False),
        ("ana@example.org,rui@example.org", False),
        ("a" * 65 + "@example.org", False),
    ],
)
def test_email_is_judged_by_its_form(email: str, right: bool) -> None:
    """One address with a domain by name, in any script; nothing is looked up."""
    assert ("contact.email_invalid" not in rules(case(contact__email=email))) is right


def test_delivery_by_email_reads_as_a_way() -> None:
    """The channel and what it lacks are different words, in both languages."""
    [one] = findings(case(contact__delivery="email", contact__email=""))
    assert message(one, "pt") == "Para entregar o código por email falta: endereço de email."
    assert message(one, "en") == "To hand over the code by email, this is missing: email address."


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("1050047", "1050-047"),
        (" PT-1050 – 047 ", "1050-047"),
        ("0050047", ""),
        ("1050" + " " * 1_000_000 + "047", ""),
    ],
    ids=["no hyphen", "country and dash", "zero", "a line of spaces"],
)
def test_postcode_that_was_meant(given: str, meant: str) -> None:
    """A loosely written postcode is proposed; a line of anything is given up at once."""
    assert suggestion(given) == meant


def test_same_person_is_replaced_only_when_named() -> None:
    """Naming the same person's enrolment turns its matches into one note; naming another changes nothing."""
    both = (match("nif", same=True), match("document", same=True), match("mobile", reference="E-2026-000009"))
    assert rules(case(replaces="E-2026-000007"), both) == {"duplicate.replaced", "duplicate.mobile"}
    assert rules(case(replaces="E-2026-000009"), both) == {
        "duplicate.nif",
        "duplicate.document",
        "duplicate.mobile",
    }
