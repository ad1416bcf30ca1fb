"""The desk on the screen: the one place that joins store, services and screens."""

from __future__ import annotations

from .settings import Settings


def run(settings: Settings) -> int:
    """Open the desk; on a first start, the screens that make store, key and administrator. Returns the exit code."""
    from screens.desk import DeskApp

    def opener():  # type: ignore[no-untyped-def]  # typed by DeskApp; naming the type here would import the store
        from .bootstrap import open_services

        return open_services(settings)

    app = DeskApp(settings, opener, first_start=_is_first_start(settings))
    try:
        return app.run() or app.return_code or 0
    finally:
        app.release()
