"""The last look before submitting: the papers side by side, differing characters marked, every point with its reason."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.reference import state_name
from desk_app.checks.names import marks

from .. import text
from ..text import N_, _
from .panels import DECISIONS, describe
from .state import CaseState
from .steps import BY_ID, STEPS, Kind, step_of

COMPARED = (
    ("surname", N_("Surname")),
    ("given_names", N_("Given names")),
    ("birth_date", N_("Born")),
    ("sex", N_("Sex")),
    ("nationality", N_("Nationality")),
    ("number", N_("Number")),
    ("issuer", N_("Issued by")),
    ("expires", N_("Valid until")),
)
OWN = frozenset({"number", "issuer", "expires"})
"""Each document has its own: shown side by side, never marked as differing."""


class ReviewPane(VerticalScroll, can_focus=True):
    """Permit beside passport, NIF beside the card's, proof holder beside the applicant; then the open points."""

    DEFAULT_CSS = """
    ReviewPane { width: 1fr; height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    ReviewPane > Static { width: 1fr; height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Static("", id="papers")

    def draw(self, state: CaseState) -> None:
        """Show the case as it stands."""
        lines = [*self._documents(state), *self._others(state), Content(""), *self._points(state)]
        self.query_one("#papers", Static).update(Content("\n").join(lines))

    def _documents(self, state: CaseState) -> list[Content]:
        permit, passport = state.facts("residence_permit"), state.facts("passport")
        lines = [
            self._row("", Content.styled(_("permit"), "bold"), Content.styled(_("passport"), "bold"), " ")
        ]
        for name, label in COMPARED:
            left, right = _words(name, getattr(permit, name)), _words(name, getattr(passport, name))
            differs = name not in OWN and bool(left) and bool(right) and left != right
            one, other = differing(left, right) if differs else (Content(left), Content(right))
            lines.append(self._row(_(label), one, other, "≠" if differs else " "))
        return lines

    def _others(self, state: CaseState) -> list[Content]:
        case = state.case
        card = case.residence_permit.nif_on_card if case.residence_permit else ""
        nif, on_card = "".join(case.nif.split()), "".join(card.split())
        differs = bool(nif) and bool(on_card) and nif != on_card
        one, other = differing(on_card, nif) if differs else (Content(on_card or "—"), Content(nif or "—"))
        lines = [
            Content(""),
            self._row(
                "", Content.styled(_("on the card"), "bold"), Content.styled(_("tax paper"), "bold"), " "
            ),
            self._row(_("NIF"), one, other, "≠" if differs else " "),
            Content(""),
        ]
        address = case.address
        if address:
            where = ", ".join(part for part in (address.street, address.door, address.floor) if part)
            lines.append(
                self._line(
                    _("Address"), f"{where} · {address.postcode} {address.locality} · {address.municipality}"
                )
            )
            if address.proof:
                proof = address.proof
                words = dict(
                    next(f.choices for f in BY_ID["address"].fields if f.path == "address.proof.kind")
                )
                kind = _(words[proof.kind]) if proof.kind in words else proof.kind
                day = _words("expires", proof.issued)
                lines.append(
                    self._line(
                        _("Proof"), " · ".join(p for p in (kind, proof.issuer, day, proof.holder) if p)
                    )
                )
        if case.contact:
            words = dict(next(f.choices for f in BY_ID["contact"].fields if f.path == "contact.delivery"))
            by = _(words[case.contact.delivery]) if case.contact.delivery in words else case.contact.delivery
            lines.append(
                self._line(
                    _("Contact"), " · ".join(p for p in (case.contact.mobile, case.contact.email, by) if p)
                )
            )
        return lines

    def _points(self, state: CaseState) -> list[Content]:
        lines: list[Content] = []
        for finding in state.findings:
            step = step_of(finding.field)
            number = [s.id for s in STEPS].index(step) + 1
            said = describe(finding, state)
            lines.append(Content.assemble((f"{number} ", "$accent bold"), said[0]))
            lines += said[1:]
        if not lines:
            lines.append(Content.styled(_("✓ All papers are in order."), "$text-success"))
        lines.append(Content.assemble((_("So far: "), "$text-muted"), (_(DECISIONS[state.decision]), "bold")))
        return lines

    def _row(self, label: str, left: Content, right: Content, sign: str) -> Content:
        width = max((self.size.width or 78) - 20, 40) // 2
        return Content.assemble(
            (f"{label[:15]:<16}", "$text-muted"),
            _fit(left, width),
            (f" {sign} ", "$text-warning bold"),
            _fit(right, width),
        )

    def _line(self, label: str, words: str) -> Content:
        return Content.assemble((f"{label[:15]:<16}", "$text-muted"), Content(words))


def differing(left: str, right: str) -> tuple[Content, Content]:
    """Both texts with the characters that differ marked (reverse, so that it shows without colour too)."""
    spans_left, spans_right = marks(left, right)
    return _marked(left, spans_left), _marked(right, spans_right)


def _marked(words: str, spans: tuple[tuple[int, int], ...]) -> Content:
    content = Content(words)
    for start, end in spans:
        content = content.stylize("reverse bold", start, end)
    return content


def _fit(content: Content, width: int) -> Content:
    """Cut or pad to `width` cells."""
    if cell_len(content.plain) > width:
        content = content.truncate(width, ellipsis=True)
    return content.pad_right(max(width - cell_len(content.plain), 0))


def _words(name: str, value: object) -> str:
    """A fact as the clerk reads it."""
    if isinstance(value, str) and name in ("birth_date", "expires"):
        from .entry import to_shown

        return to_shown(Kind.DATE, value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    said = str(value or "")
    if name in ("nationality", "issuer") and said and (full := state_name(said, text.language())):
        return f"{said} · {full}"
    return said
