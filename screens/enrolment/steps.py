"""The steps of the walk and their fields, as data.

A field's path is the case's own (`data.records`). `derived` fields are filled from the step's MRZ; typing over one
is a correction. Labels, hints and abouts are message ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from data.records import Channel, ProofKind

from ..text import N_


class Kind(Enum):
    """How a field is entered."""

    TEXT = auto()
    NAME = auto()
    CODE = auto()
    """Letters and digits of a document: upper case, no separators."""
    DATE = auto()
    STATE = auto()
    """A three-letter country code, shown with the country's name."""
    NIF = auto()
    POSTCODE = auto()
    PHONE = auto()
    MRZ = auto()
    CHOICE = auto()
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a form. `lines` counts the MRZ's; `choices` are (value, label id)."""

    path: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    lines: int = 1
    derived: bool = False
    at_most: int = 80


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the walk. `paper` is the case's part it fills, `about` what help says."""

    id: str
    title: str
    about: str
    fields: tuple[Field, ...] = ()
    paper: str = ""


def _document(paper: str) -> tuple[Field, ...]:
    """What an MRZ yields, in the order the eye reads a card."""
    return (
        Field(
            f"{paper}.number",
            N_("Number"),
            Kind.CODE,
            N_("As printed on the document"),
            derived=True,
            at_most=30,
        ),
        Field(
            f"{paper}.surname",
            N_("Surname"),
            Kind.NAME,
            N_("All surnames, with accents if the paper shows them"),
            derived=True,
        ),
        Field(f"{paper}.given_names", N_("Given names"), Kind.NAME, N_("All given names"), derived=True),
        Field(
            f"{paper}.birth_date",
            N_("Born"),
            Kind.DATE,
            N_("Day, month, year: 07-04-1974"),
            derived=True,
            at_most=12,
        ),
        Field(f"{paper}.sex", N_("Sex"), Kind.CODE, N_("M, F or X, as printed"), derived=True, at_most=1),
        Field(
            f"{paper}.nationality",
            N_("Nationality"),
            Kind.STATE,
            N_("Three letters, as in the MRZ: BRA"),
            derived=True,
            at_most=3,
        ),
        Field(
            f"{paper}.issuer",
            N_("Issued by"),
            Kind.STATE,
            N_("Three letters, as in the MRZ: PRT"),
            derived=True,
            at_most=3,
        ),
        Field(
            f"{paper}.expires",
            N_("Valid until"),
            Kind.DATE,
            N_("Day, month, year: 22-12-2029"),
            derived=True,
            at_most=12,
        ),
    )


LANGUAGE_NAMES = (("pt", N_("Portuguese")), ("en", N_("English")))

PROOF_KINDS = (
    (ProofKind.PARISH_CERTIFICATE.value, N_("parish certificate")),
    (ProofKind.TAX_CERTIFICATE.value, N_("tax-domicile certificate")),
    (ProofKind.UTILITY_BILL.value, N_("water, power, gas… bill")),
    (ProofKind.RENTAL_CONTRACT.value, N_("rental contract")),
    (ProofKind.BANK_STATEMENT.value, N_("bank statement")),
    (ProofKind.PERMIT_BACK.value, N_("back of the permit")),
    (ProofKind.OTHER.value, N_("something else")),
)

DELIVERIES = (
    (Channel.PRINT.value, N_("printed at the desk")),
    (Channel.QR.value, N_("QR code from the screen")),
)
"""The ways this desk can hand a code over; a rule still judges any channel a pre-registration names."""

STEPS: tuple[Step, ...] = (
    Step(
        "consent",
        N_("Consent"),
        N_(
            "Show the applicant the privacy notice in their language and tell them: their papers are checked, the results"
            " are kept, no copies are made. Tick the box when they have understood. The language you choose here is the"
            " one of the slip they take home."
        ),
        (
            Field(
                "consent.language",
                N_("Slip language"),
                Kind.CHOICE,
                N_("What the applicant takes home is in this language"),
                LANGUAGE_NAMES,
            ),
            Field(
                "consent.informed",
                N_("Notice read"),
                Kind.FLAG,
                N_("Space: the applicant has read or heard the privacy notice"),
            ),
        ),
    ),
    Step(
        "permit",
        N_("Residence permit"),
        N_(
            "Scan the three lines on the back of the card, paste them or type them. The fields below fill themselves; type"
            " over one to correct it. Copy the NIF from the back of the card: it is compared with the tax number later."
        ),
        (
            Field(
                "residence_permit.mrz",
                N_("MRZ"),
                Kind.MRZ,
                N_("Scan, paste or type the three lines on the back"),
                lines=3,
                at_most=240,
            ),
            Field(
                "residence_permit.nif_on_card",
                N_("NIF on card"),
                Kind.NIF,
                N_("The 9 digits on the back of the card; empty if there are none"),
                at_most=20,
            ),
            Field(
                "residence_permit.kind",
                N_("Kind"),
                Kind.CHOICE,
                N_("TR: residence permit. CR: card of a family member of an EU citizen"),
                (("TR", N_("TR · residence permit")), ("CR", N_("CR · EU family card"))),
            ),
            *_document("residence_permit"),
            Field(
                "residence_permit.renewal_proof_issued",
                N_("Renewal paid"),
                Kind.DATE,
                N_("Only for an expired card: the date on AIMA's proof of paid renewal"),
                at_most=12,
            ),
            Field(
                "residence_permit.citizen_card_shown",
                N_("Citizen Card"),
                Kind.FLAG,
                N_("Space: the person showed a Citizen Card instead"),
            ),
        ),
        "residence_permit",
    ),
    Step(
        "passport",
        N_("Passport"),
        N_(
            "Scan the two lines at the foot of the passport's photo page. Names, birth date and nationality are compared with the permit."
        ),
        (
            Field(
                "passport.mrz",
                N_("MRZ"),
                Kind.MRZ,
                N_("Scan, paste or type the two lines under the photo"),
                lines=2,
                at_most=240,
            ),
            *_document("passport"),
        ),
        "passport",
    ),
    Step(
        "nif",
        N_("NIF"),
        N_("Type the tax number from the tax office's paper, not from the card: the two are compared."),
        (Field("nif", N_("NIF"), Kind.NIF, N_("9 digits, from the tax number paper"), at_most=40),),
        "nif",
    ),
    Step(
        "address",
        N_("Address"),
        N_(
            "Start with the postcode: it fills locality and municipality. Then say what proves the address, who issued it,"
            " when, and in whose name it is."
        ),
        (
            Field(
                "address.postcode",
                N_("Postcode"),
                Kind.POSTCODE,
                N_("Four digits, hyphen, three digits: 1050-047"),
                at_most=20,
            ),
            Field(
                "address.street",
                N_("Street"),
                Kind.TEXT,
                N_("Street, avenue, square; with the number if there is one"),
                at_most=120,
            ),
            Field("address.door", N_("Door"), Kind.TEXT, N_("Number of the door"), at_most=20),
            Field("address.floor", N_("Floor"), Kind.TEXT, N_("Floor and side: 3.º D"), at_most=20),
            Field(
                "address.locality",
                N_("Locality"),
                Kind.TEXT,
                N_("Filled from the postcode where known"),
                at_most=80,
            ),
            Field(
                "address.municipality",
                N_("Municipality"),
                Kind.TEXT,
                N_("Filled from the postcode"),
                at_most=60,
            ),
            Field(
                "address.proof.kind", N_("Proof"), Kind.CHOICE, N_("What the applicant brought"), PROOF_KINDS
            ),
            Field(
                "address.proof.issuer",
                N_("Issued by"),
                Kind.TEXT,
                N_("Parish, company or bank on the paper"),
                at_most=80,
            ),
            Field(
                "address.proof.issued",
                N_("Issued on"),
                Kind.DATE,
                N_("The paper's date: 20-10-2026"),
                at_most=12,
            ),
            Field(
                "address.proof.holder",
                N_("In the name of"),
                Kind.NAME,
                N_("The name as it stands on the paper"),
                at_most=120,
            ),
        ),
        "address",
    ),
    Step(
        "contact",
        N_("Contact and delivery"),
        N_(
            "Ask for the applicant's own mobile, with its country prefix if it is not Portuguese, and how they want the activation code."
        ),
        (
            Field(
                "contact.mobile",
                N_("Mobile"),
                Kind.PHONE,
                N_("+ and country code first if it is not Portuguese"),
                at_most=30,
            ),
            Field(
                "contact.email",
                N_("Email"),
                Kind.TEXT,
                N_("Only if the applicant wants to give one"),
                at_most=160,
            ),
            Field(
                "contact.delivery",
                N_("Code by"),
                Kind.CHOICE,
                N_("How the activation code reaches the applicant"),
                DELIVERIES,
            ),
        ),
        "contact",
    ),
    Step(
        "review",
        N_("Review"),
        N_(
            "The papers side by side. What differs is marked. Look, then submit with your password; go back to any step with its number."
        ),
    ),
)

BY_ID = {step.id: step for step in STEPS}
ORDER = tuple(step.id for step in STEPS)
FIELDS = {field.path: field for step in STEPS for field in step.fields}

DEFAULTS = {
    "consent.language": "pt",
    "residence_permit.kind": "TR",
    "contact.delivery": "print",
}
"""What a new case starts with; the clerk sees it and may change it."""


def step_of(path: str) -> str:
    """The id of the step where `path` (a field's, a finding's or a rule's subject) is put right."""
    if path in FIELDS:
        return next(step.id for step in STEPS if any(field.path == path for field in step.fields))
    head = path.split(".", 1)[0]
    for step in STEPS:
        if head in (step.id, step.paper) and head:
            return step.id
    return "review"
