"""The address and its proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from data.records import Address, Finding, Proof, ProofKind
from data.reference import area

from ..policy import Policy
from . import dates
from .letters import forms, tokens
from .names import DIFFERENT, Name, compare
from .registry import finding

_POSTCODE = re.compile("[1-9][0-9]{3}-[0-9]{3}")
_LOOSE = re.compile(r"\s*(?:PT?\s*[-–]?\s*)?([1-9][0-9]{3})\s*[-–—‐‑‒−.\s]?\s*([0-9]{3})\s*", re.IGNORECASE)
_LONGEST = 40
"""Characters in which a postcode is looked for: a line full of spaces would keep the pattern busy for minutes."""
_ISLAND = re.compile(r"\s*\(.*\)")
_PREFIXES = ({"CONCELHO"}, {"MUNICIPIO"}, {"CAMARA", "MUNICIPAL"})
_KINDS = frozenset(ProofKind)
_PARTS = ("street", "door", "floor", "postcode", "locality", "municipality")


def is_postcode(text: str) -> bool:
    """NNNN-NNN, first digit 1 to 9, nothing before or after."""
    return _POSTCODE.fullmatch(text) is not None


def suggestion(text: str) -> str:
    """The postcode that a text like `1003456`, `1000 205` or `PT-1000-205` means, or empty."""
    found = _LOOSE.fullmatch(text) if len(text) <= _LONGEST else None
    return f"{found[1]}-{found[2]}" if found else ""


def postcode(text: str, municipality: str = "") -> Iterator[Finding]:
    """The postcode, and whether its area lies in the municipality given."""
    if not is_postcode(text):
        meant = suggestion(text)
        why = "meant" if meant else "" if text.strip() else "absent"
        yield finding("address.postcode", "address.postcode", why=why, meant=meant, given=text)
        return
    found = area(text[:4])
    if found is None:
        yield finding("address.postcode_unknown", "address.postcode", area=text[:4])
    elif municipality.strip() and not any(_same_place(municipality, name) for name in found.municipalities):
        yield finding(
            "address.municipality_differs",
            "address.municipality",
            area=text[:4],
            given=municipality.strip(),
            municipalities=found.municipalities,
        )


def _folded(name: str) -> list[str]:
    return [min(forms(token, plain=True)) for token in tokens(name)]


def _same_place(given: str, name: str) -> bool:
    """Whether a municipality is meant, accents, capitals, an island's name and `concelho de` aside."""
    words = _folded(given)
    for prefix in _PREFIXES:
        if prefix <= set(words):
            words = [word for word in words if word not in prefix]
            words = words[1:] if words[:1] in (["DE"], ["DO"], ["DA"], ["DOS"], ["DAS"]) else words
    return words in (_folded(name), _folded(_ISLAND.sub("", name)))


def check(
    address: Address | None, people: tuple[Name, ...], today: date, policy: Policy
) -> Iterator[Finding]:
    """The address and its proof; `people` are the applicant's names on the papers, any of which the holder may bear."""
    if address is None:
        yield finding("address.missing", "address", missing=("address",))
        return
    if not any(getattr(address, name).strip() for name in _PARTS):
        yield finding("address.missing", "address.street", missing=("address",))
        yield from _proof(address.proof, people, today, policy)
        return
    yield from postcode(address.postcode, address.municipality)
    if not address.street.strip() or not address.locality.strip():
        missing = tuple(part for part in ("street", "locality") if not getattr(address, part).strip())
        yield finding("address.incomplete", f"address.{missing[0]}", missing=missing)
    yield from _proof(address.proof, people, today, policy)


def _proof(proof: Proof | None, people: tuple[Name, ...], today: date, policy: Policy) -> Iterator[Finding]:
    if proof is None or not any(
        (proof.kind.strip(), proof.issuer.strip(), proof.issued.strip(), proof.holder.strip())
    ):
        yield finding("address.proof_missing", "address.proof")
        return
    kind = proof.kind.strip()
    if not kind:
        yield finding("address.proof_missing", "address.proof.kind", why="part", missing=("kind",))
    elif kind == ProofKind.OTHER or kind not in _KINDS:
        yield finding("address.proof_other", "address.proof.kind", kind=kind)
    limit = policy.proof_days.get(ProofKind(kind)) if kind in _KINDS else None
    text = proof.issued.strip()
    issued = dates.parse(text)
    if text and issued is None:
        yield finding("date.impossible", "address.proof.issued", date=text, field="issued")
    elif issued is not None:
        yield from _age(kind, issued, limit, today)
    elif limit is not None:
        yield finding("address.proof_missing", "address.proof.issued", why="part", missing=("issued",))
    yield from _holder(proof, people)


def _age(kind: str, issued: date, limit: int | None, today: date) -> Iterator[Finding]:
    age = (today - issued).days
    if age < 0:
        yield finding("address.proof_in_future", "address.proof.issued", issued=issued)
    elif limit is not None and age > limit:
        yield finding(
            "address.proof_too_old", "address.proof.issued", kind=kind, issued=issued, age=age, limit=limit
        )


def _holder(proof: Proof, people: tuple[Name, ...]) -> Iterator[Finding]:
    """The back of the permit needs no holder: it is the applicant's own card."""
    holder = proof.holder.strip()
    if not holder:
        if proof.kind.strip() != ProofKind.PERMIT_BACK:
            yield finding("address.proof_holder", "address.proof.holder", why="missing")
        return
    if people and all(compare(Name.free(holder), person).verdict is DIFFERENT for person in people):
        applicant = f"{people[0].given_names} {people[0].surname}".strip()
        yield finding("address.proof_holder", "address.proof.holder", holder=holder, applicant=applicant)
