"""Words that several screens use for the closed lists of `data.records`, and moments as a list shows them."""

from __future__ import annotations

from datetime import datetime

from data.records import Role, Status
from desk_app.i18n import LISBON, show_date, show_moment

from .text import N_, _, language

_STATUS = {
    Status.DRAFT: N_("draft"),
    Status.RETURNED: N_("returned"),
    Status.ACCEPTED: N_("accepted"),
    Status.IN_QUEUE: N_("waits for review"),
    Status.IN_REVIEW: N_("in review"),
    Status.APPROVED: N_("approved"),
    Status.CODE_ISSUED: N_("code issued"),
    Status.ACTIVE: N_("active"),
    Status.BLOCKED: N_("blocked"),
    Status.SUSPENDED: N_("suspended"),
    Status.REJECTED: N_("rejected"),
    Status.CANCELLED: N_("cancelled"),
    Status.REVOKED: N_("revoked"),
}
_ROLE = {
    Role.CLERK: N_("clerk"),
    Role.SUPERVISOR: N_("supervisor"),
    Role.ADMINISTRATOR: N_("administrator"),
    Role.AUDITOR: N_("auditor"),
}


def status_word(status: Status) -> str:
    """The state of a case in the operator's words."""
    return _(_STATUS[status])


def role_name(role: str) -> str:
    """The role in the operator's words."""
    return _(_ROLE[Role(role)])


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
