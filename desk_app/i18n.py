"""Two languages from the first string: gettext catalogues in `locale/`, dates and numbers the way each writes them.

One domain an area: `desk` (screens, errors, command line) and `slip` (what the applicant gets in hand, so that a
language more there is one catalogue). Message ids are the English texts; `pt` is the default.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

LANGUAGES = ("pt", "en")
"""The clerk's languages; the first is the default."""
LISBON = ZoneInfo("Europe/Lisbon")
LOCALE = Path(__file__).parent / "locale"
"""The catalogues: `<language>/LC_MESSAGES/<domain>.mo`."""

Translate = Callable[[str], str]


@cache
def translator(language: str, domain: str = "desk", folder: Path = LOCALE) -> Translate:
    """The function that turns a message id into `language`; an unknown language falls back to the id."""
    return _gettext.translation(domain, folder, languages=[language], fallback=True).gettext


def slip_languages(folder: Path = LOCALE) -> tuple[str, ...]:
    """The languages in which the applicant can get the slip: every folder with a `slip` catalogue."""
    found = {path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/slip.po")}
    return tuple(
        sorted(
            found,
            key=lambda code: (code not in LANGUAGES, LANGUAGES.index(code) if code in LANGUAGES else 0, code),
        )
    )


def show_date(day: date, language: str) -> str:
    """DD-MM-YYYY in Portuguese, D Mon YYYY in English."""
    return f"{day:%d-%m-%Y}" if language != "en" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_time(moment: datetime) -> str:
    """HH:MM:SS at the desk (Lisbon)."""
    return f"{moment.astimezone(LISBON):%H:%M:%S}"


def show_moment(moment: datetime, language: str) -> str:
    """Date and HH:MM at the desk (Lisbon)."""
    local = moment.astimezone(LISBON)
    return f"{show_date(local.date(), language)} {local:%H:%M}"


def today(moment: datetime) -> date:
    """The day it is at the desk (Lisbon) at `moment`."""
    return moment.astimezone(LISBON).date()


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
