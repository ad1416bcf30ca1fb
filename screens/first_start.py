"""The first start of a terminal: where it stands, who looks after it, and then store and key are made."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.records import Desk, ServicePoint
from data.text import clean_line
from desk_app.errors import BadName, DeskError, WeakPassword
from desk_app.settings import Settings

from .base import DeskScreen
from .orders import Order, give
from .text import N_, _, language

if TYPE_CHECKING:
    from desk_app.services.contract import Services

OTHER = "other"


@dataclass(frozen=True)
class FirstFacts:
    """What the first start asks. `point` is a service point that the reference list lacks, else None.

    `name`, `full_name` and `password` are the first administrator's; all empty when a store exists already and only
    this terminal's place was asked.
    """

    settings: Settings
    point: ServicePoint | None
    name: str = ""
    full_name: str = ""
    password: str = field(default="", repr=False)


Maker = Callable[[FirstFacts], "Services"]
"""Makes what is missing and opens the store; slow, raises DeskError. Called in a thread."""


class FirstStart(DeskScreen[None]):
    """Three pages, all kept while one goes back and forth: the place, the administrator, where things will lie."""

    CSS_PATH = "styles/first_start.tcss"
    HELP = N_(
        "This terminal has no store yet. Say where it stands and who looks after it; then the desk makes an encrypted"
        " store and its key.\n\nEnter goes from field to field and on to the next page, PgUp goes back. Nothing is"
        " made before the last page.\n\nThe key opens every case. Copy it to a safe place apart from the data: a store"
        " whose key is lost can't be opened by anybody.\n\nIs there a store already? Leave with Ctrl+Q, set DESK_STORE"
        " to its place and put its key file where the last page says, or in DESK_KEY; then start again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "next", N_("Next"), id="first.next", tooltip=N_("Next field, next page"), priority=True
        ),
        Binding("pagedown", "page(1)", N_("Next page"), id="first.page", show=False, priority=True),
        Binding(
            "pageup", "page(-1)", N_("Back"), id="first.back", tooltip=N_("Previous page"), priority=True
        ),
        Binding("down", "mark(1)", show=False),
        Binding("up", "mark(-1)", show=False),
        Binding(
            "ctrl+q", "app.quit", N_("Quit"), id="first.quit", tooltip=N_("Nothing is made"), priority=True
        ),
    ]

    def __init__(self, maker: Maker, *, only_place: bool = False) -> None:
        super().__init__()
        self._maker = maker
        self._pages = ("place",) if only_place else ("place", "administrator", "making")
        self._page = 0
        self._only_place = only_place
        self._found: list[ServicePoint] = []
        self._busy = False

    # ---- the pages ---------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        with Container(id="middle"), VerticalScroll(id="form", can_focus=False):
            with Container(id="place", classes="page"):
                yield Static(
                    Content(_("Which counter is this? Type a part of the name, then choose.")),
                    classes="about",
                )
                yield _row(_("Service point"), Input(id="search", compact=True))
                yield OptionList(id="points", compact=True, markup=False)
                with Container(id="another"):
                    yield _row(_("Its name"), Input(id="point-name", compact=True, max_length=80))
                    yield _row(_("Address"), Input(id="point-address", compact=True, max_length=120))
                    yield _row(_("Postcode"), Input(id="point-postcode", compact=True, max_length=8))
                yield _row(_("Desk number"), Input("1", id="number", compact=True, max_length=3))
            with Container(id="administrator", classes="page"):
                yield Static(Content(_(ABOUT_ADMINISTRATOR)), classes="about")
                yield _row(_("Sign-in name"), Input(id="name", compact=True, max_length=32))
                yield _row(_("Full name"), Input(id="full-name", compact=True, max_length=80))
                yield _row(_("Password"), Input(id="password", compact=True, password=True))
                yield _row(_("Once more"), Input(id="again", compact=True, password=True))
            with Container(id="making", classes="page"):
                yield Static(self._summary(), id="summary")
            yield Static("", id="message")

    def on_mount(self) -> None:
        self._list_points()
        self._show_page()

    async def retranslate(self) -> None:
        await super().retranslate()
        self._list_points()
        self._show_page(focus=False)

    def _show_page(self, *, focus: bool = True) -> None:
        for number, name in enumerate(self._pages):
            self.query_one(f"#{name}").display = number == self._page
        for name in {"administrator", "making"} - set(self._pages):
            self.query_one(f"#{name}").display = False
        form = self.query_one("#form")
        count = f"{self._page + 1}/{len(self._pages)}" if len(self._pages) > 1 else ""
        form.border_title = Content(f"{_(TITLES[self._pages[self._page]])} {count}".strip())
        self.query_one("#summary", Static).update(self._summary())
        self._show_another()
        self.show_message("")
        fields = self._fields()
        self.refresh_bindings()
        if focus:
            self.set_focus(fields[0] if fields else None)

    def show_message(self, text: str, *, bad: bool = True) -> None:
        """The line at the foot of the form."""
        line = self.query_one("#message", Static)
        line.set_class(bad, "-bad")
        line.update(Content(f"✗ {text}" if text and bad else text))

    def _summary(self) -> Content:
        """Where store and key will lie, and what to do with the key."""
        settings = self.desk.settings
        muted = "$foreground-muted"
        key = _("the environment (DESK_KEY)") if settings.key else str(settings.key_file)
        return Content.assemble(
            (_("The store, encrypted:"), muted),
            f"\n{settings.store}\n\n",
            (_("Its key:"), muted),
            f"\n{key}\n\n",
            _(
                "Keep a copy of the key in a safe place, apart from the data. Without it nobody can open the store."
            ),
            "\n\n",
            (_("Enter makes both and goes on to signing in."), "bold"),
        )

    # ---- the place ---------------------------------------------------------------------------------

    def _list_points(self) -> None:
        """The service points that hold every word typed, and 'another one' last."""
        from data.reference import service_points

        points = self.query_one("#points", OptionList)
        words = _folded(self.query_one("#search", Input).value).split()
        self._found = [
            point
            for point in sorted(service_points(), key=lambda point: _folded(point.name))
            if all(word in _folded(f"{point.name} {point.municipality} {point.district}") for word in words)
        ]
        points.clear_options()
        points.add_options([Option(Content(point.name), id=point.code) for point in self._found])
        points.add_option(Option(Content(_("Another one…")), id=OTHER))
        points.highlighted = 0
        self._show_another()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "search":
            self._list_points()

    def on_option_list_option_highlighted(self) -> None:
        self._show_another()

    def _chosen(self) -> str:
        """The code of the marked service point, or OTHER."""
        option = self.query_one("#points", OptionList).highlighted_option
        return option.id or OTHER if option else OTHER

    def _show_another(self) -> None:
        self.query_one("#another").display = self._chosen() == OTHER

    def action_mark(self, by: int) -> None:
        """Up and down move the mark while one types."""
        if self._pages[self._page] == "place":
            points = self.query_one("#points", OptionList)
            points.highlighted = max(0, min((points.highlighted or 0) + by, points.option_count - 1))

    # ---- onwards -----------------------------------------------------------------------------------

    def _fields(self) -> list[Input]:
        """The fields of this page that are on the screen."""
        page = self.query_one(f"#{self._pages[self._page]}")
        another = self._chosen() == OTHER
        return [part for part in page.query(Input) if another or not (part.id or "").startswith("point-")]

    def action_next(self) -> None:
        fields = self._fields()
        if self.focused in fields[:-1]:
            self.set_focus(fields[fields.index(self.focused) + 1])  # at once: what is typed next lands there
        elif self._pages[self._page] == "place" and self.focused not in fields:
            self.set_focus(fields[1])
        else:
            self.action_page(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "page" and parameters == (-1,):
            return self._page > 0
        return super().check_action(action, parameters)

    def action_page(self, by: int) -> None:
        """One page on or back, behind everything that was typed before."""
        give(self, "page", str(by))

    @on(Order)
    def _turn(self, order: Order) -> None:
        order.stop()
        by = int(order.argument)
        if self._busy or not 0 <= self._page + by <= len(self._pages):
            return
        if by > 0:
            wrong = self._wrong()
            if wrong:
                self.query_one(f"#{wrong[0]}", Input).focus()
                self.show_message(wrong[1])
                return
            if self._page + 1 == len(self._pages):
                self._busy = True
                self.run_worker(self._make(), group="make")
                return
        self._page += by
        self._show_page()

    def _wrong(self) -> tuple[str, str] | None:
        """The first field of this page that can't stand, and what would be right."""
        texts = {part.id or "": clean_line(part.value).strip() for part in self.query(Input)}
        if self._pages[self._page] == "place":
            if self._chosen() == OTHER:
                for name in ("point-name", "point-address"):
                    if len(texts[name]) < 3:
                        return name, _("Write it out, so that everybody knows the place by it.")
                if not re.fullmatch(r"[1-9]\d{3}-\d{3}", texts["point-postcode"], re.ASCII):
                    return "point-postcode", _("A postcode has four digits, a hyphen and three: 1050-047.")
            if not re.fullmatch(r"[1-9]\d{0,2}", texts["number"], re.ASCII):
                return "number", _("The number on the counter, 1 to 999.")
        elif self._pages[self._page] == "administrator":
            least = self.desk.policy.password_min_length
            if not re.fullmatch(r"[A-Za-z0-9.-]{2,32}", texts["name"], re.ASCII):
                return "name", BadName().message(_)
            if len(texts["full-name"]) < 3:
                return "full-name", _("First name and surname, as colleagues know them.")
            if len(self.query_one("#password", Input).value) < least:
                return "password", WeakPassword(least=least).message(_)
            if self.query_one("#password", Input).value != self.query_one("#again", Input).value:
                return "again", _("The two passwords differ; type the same one twice.")
        return None

    def facts(self) -> FirstFacts:
        """What was given, as records."""
        from data.reference import service_points

        texts = {part.id or "": clean_line(part.value).strip() for part in self.query(Input)}
        code, point = self._chosen(), None
        if code == OTHER:
            point = _point(texts["point-name"], texts["point-address"], texts["point-postcode"])
        place = point or next(found for found in service_points() if found.code == code)
        desk = Desk(place.code, place.name, int(texts["number"]))
        settings = replace(self.desk.settings, desk=desk, language=language())
        if self._only_place:
            return FirstFacts(settings, point)
        password = self.query_one("#password", Input).value
        return FirstFacts(settings, point, texts["name"], texts["full-name"], password)

    async def _make(self) -> None:
        facts = self.facts()
        self.show_message(
            _("Making the store…") if not self._only_place else _("Opening the store…"), bad=False
        )
        try:
            services = await asyncio.to_thread(self._maker, facts)
        except DeskError as error:
            self.show_message(error.message(_))
            return
        finally:
            self._busy = False
        for name in ("password", "again"):
            self.query_one(f"#{name}", Input).value = ""
        self.desk.start_with(services, facts.settings)


def _row(label: str, entry: Input) -> Horizontal:
    return Horizontal(Static(Content(label), classes="label"), entry)


def _folded(text: str) -> str:
    """For searching: no accents, no case."""
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _point(name: str, address: str, postcode: str) -> ServicePoint:
    """A service point the list lacks; its code is made of its name, its municipality comes from the postcode."""
    from data.reference import area

    found = area(postcode[:4])
    code = re.sub(r"[^a-z0-9]+", "-", _folded(name)).strip("-") or "balcao"
    return ServicePoint(
        code[:40],
        name,
        address,
        postcode,
        found.municipalities[0] if found else "",
        found.district if found else "",
    )


TITLES = {"place": N_("This desk"), "administrator": N_("First administrator"), "making": N_("Store and key")}
ABOUT_ADMINISTRATOR = N_("The administrator adds the other operators, and sees no case.")
