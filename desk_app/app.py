"""The desk on the screen: the one place that joins store, services and screens.

Nothing of the store is imported before the first form is painted; that is why imports stand inside the functions.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from .settings import Settings

if TYPE_CHECKING:
    from screens.desk import DeskApp
    from screens.first_start import FirstFacts

    from .services.contract import Services

FAILED, NO_TERMINAL = 1, 2
_DEVELOPER_AIDS = (
    "TEXTUAL",
    "TEXTUAL_DEBUG",
    "TEXTUAL_LOG",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
)
"""Textual's own: they would write keys, papers and pictures of the screen to plain files, or send them elsewhere."""


def run(settings: Settings) -> int:
    """Open the desk; on a first start, the screens that make store, key and administrator. Returns the exit code."""
    _without_developer_aids()
    return _on_terminal(settings, lambda: build(settings))


def build(settings: Settings) -> DeskApp:
    """The desk on the store of `settings`, which opens behind the first form."""
    from screens.desk import DeskApp

    def opener() -> Services:
        from .bootstrap import open_services

        return open_services(settings)

    return DeskApp(settings, opener, maker=make, first_start=_missing(settings))


def run_demo(settings: Settings | None = None) -> int:
    """Open a throwaway training desk; nothing of it is left. Returns the exit code."""
    _without_developer_aids()
    from screens.desk import DeskApp, Person

    from .bootstrap import DEMO_PEOPLE, demo_settings, open_demo

    training = demo_settings(settings)
    people = [Person(*person) for person in DEMO_PEOPLE]
    return _on_terminal(training, lambda: DeskApp(training, lambda: open_demo(training), people=people))


def make(facts: FirstFacts) -> Services:
    """Make what a first start lacks: key, store, service point, desk, first administrator, `desk.toml`."""
    from datetime import UTC, datetime

    from .bootstrap import create_services, open_services, refuse_early
    from .settings import keep

    at, desk = datetime.now(UTC), facts.settings.desk
    assert desk is not None
    if facts.name:
        refuse_early(facts.settings, facts.name, facts.password)
    services = create_services(facts.settings) if facts.name else open_services(facts.settings)
    try:
        if facts.point:
            services.places.add_service_point(None, facts.point, at)
        services.places.register_desk(desk, at)
        if facts.name:
            services.operators.first_administrator(facts.name, facts.full_name, facts.password, at)
        keep(facts.settings)
    except BaseException:
        services.close()
        raise
    return services


def _missing(settings: Settings) -> Literal["", "place", "all"]:
    """What the first screen has to ask: everything, only where this terminal stands, or nothing."""
    from .bootstrap import first_start

    if first_start(settings):
        return "all"
    return "" if settings.desk else "place"


def _without_developer_aids() -> None:
    """Textual looks at them once, when it is imported."""
    for name in _DEVELOPER_AIDS:
        os.environ.pop(name, None)


def _on_terminal(settings: Settings, build: Callable[[], DeskApp]) -> int:
    """Run an app on the terminal this process has, and let go of everything after it."""
    from .i18n import translator

    if not (sys.__stdin__ and sys.__stdin__.isatty() and sys.__stdout__ and sys.__stdout__.isatty()):
        _ = translator(settings.language)
        line = _("The desk needs a terminal. `desk --help` tells what works without one.")
        print(line, file=sys.stderr)  # noqa: T201  # there is no screen to say it on
        return NO_TERMINAL
    app = build()
    try:
        result = app.run()
    except Exception as error:  # not even here may a trace show what a case holds
        from screens.leaving import crash_line

        print(crash_line(error), file=sys.stderr)  # noqa: T201  # the screen is gone
        return FAILED
    finally:
        app.release()
    return result if result is not None else app.return_code or 0
