"""The evidence of a case as kept: which fields there are, how long they may be, and how they are sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import replace

from data.records import Address, Case, Consent, Contact, Passport, Proof, ResidencePermit
from data.store import cases
from data.store.chain import canonical
from data.store.work import Work
from data.text import clean_line, clean_lines

CONFIRMED = "confirmed."
"""`confirmed.<rule id>` holds the clerk's reason."""
_LONGEST, _LONGEST_ZONE, _LONGEST_REASON = 160, 240, 400
_PARTS: Mapping[str, type] = {
    "consent": Consent,
    "residence_permit": ResidencePermit,
    "passport": Passport,
    "address": Address,
    "address.proof": Proof,
    "contact": Contact,
}
_SEVERAL_LINES = frozenset({"residence_permit.mrz", "passport.mrz"})
PATHS = frozenset(
    {"nif", "replaces", *(f"{part}.{one.name}" for part, kind in _PARTS.items() for one in fields_of(kind))}
) - {"address.proof"}
"""Every field path of a case but the confirmations."""


def clean(path: str, text: str) -> str:
    """The text as it may be kept: NFC, nothing invisible, bounded. KeyError for a path that no case has."""
    if path in _SEVERAL_LINES:
        return clean_lines(text)[:_LONGEST_ZONE]
    if path.startswith(CONFIRMED) and len(path) <= len(CONFIRMED) + 60:
        return clean_line(text)[:_LONGEST_REASON]
    if path not in PATHS:
        raise KeyError(path)
    return clean_line(text)[:_LONGEST]


def keep(work: Work, case_id: int, texts: Mapping[str, str]) -> None:
    """Write the fields that are given; an empty text takes the field away."""
    seal = work.keys.seal
    cleaned = {path: clean(path, text) for path, text in texts.items()}
    work.each(
        cases.KEEP_FIELD,
        [
            {"enrolment_id": case_id, "path": path, "value": seal.close(text, _about(case_id, path))}
            for path, text in cleaned.items()
            if text
        ],
    )
    work.each(
        cases.DROP_FIELD,
        [{"enrolment_id": case_id, "path": path} for path, text in cleaned.items() if not text],
    )


def load(work: Work, case_id: int) -> dict[str, str]:
    """Path → text."""
    seal = work.keys.seal
    return {
        row["path"]: seal.open(bytes(row["value"]), _about(case_id, row["path"]))
        for row in work.all(cases.EVIDENCE, case_id=case_id)
    }


def version_of(work: Work, texts: Mapping[str, str]) -> str:
    """What a decision names: a keyed hash of the whole evidence, 64 hex digits."""
    return work.keys.seal.digest(canonical(dict(texts)))


def as_case(reference: str, texts: Mapping[str, str]) -> Case:
    """The case the rules judge."""
    from ..checks.case_form import case_from_fields

    return replace(case_from_fields(texts), ref=reference)


def _about(case_id: int, path: str) -> str:
    """What a sealed field is bound to: it opens nowhere else."""
    return f"{case_id} {path}"
