"""Words that several screens use for the closed lists of `data.records`, and moments as a list shows them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.i18n import LISBON, show_date, show_moment

from .text import N_, _, language

if TYPE_CHECKING:
    from data.records import Status

_STATUS = {
    "draft": N_("draft"),
    "returned": N_("returned"),
    "accepted": N_("accepted"),
    "in_queue": N_("waits for review"),
    "in_review": N_("in review"),
    "approved": N_("approved"),
    "code_issued": N_("code issued"),
    "active": N_("active"),
    "blocked": N_("blocked"),
    "suspended": N_("suspended"),
    "rejected": N_("rejected"),
    "cancelled": N_("cancelled"),
    "revoked": N_("revoked"),
}
_ROLE = {
    "clerk": N_("clerk"),
    "supervisor": N_("supervisor"),
    "administrator": N_("administrator"),
    "auditor": N_("auditor"),
}


def status_word(status: Status) -> str:
    """The state of a case in the operator's words."""
    return _(_STATUS[status])


def role_name(role: str) -> str:
    """The role in the operator's words."""
    return _(_ROLE[role])


def moment(at: datetime, now: datetime, *, short: bool) -> str:
    """Date and time; `short` leaves out what the reader knows: today's date, or the time of another day."""
    if not short:
        return show_moment(at, language())
    here, there = now.astimezone(LISBON), at.astimezone(LISBON)
    if here.date() == there.date():
        return f"{there:%H:%M}"
    day = show_date(there.date(), language())
    return day[:-5] if here.year == there.year else day


def greeting(now: datetime) -> str:
    """Good morning, good afternoon or good evening, as the clock at the desk says."""
    hour = now.astimezone(LISBON).hour
    if 5 <= hour < 12:
        return _("Good morning, {name}.")
    return _("Good afternoon, {name}.") if 12 <= hour < 20 else _("Good evening, {name}.")
