"""The walk's screen: draws the open step, takes what is typed, keeps it, and shows what the rules say.

Next, back, leave and the like are orders that travel behind the keys typed before them (`screens.orders`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from data.records import LIVE, Draft, Finding, Place, Severity
from desk_app.checks.registry import RULES, way_out
from desk_app.errors import DeskError
from desk_app.i18n import show_time

from .. import text
from ..orders import Order, give
from ..text import N_, _
from ..widgets.editors import (
    ChoiceEditor,
    Dropped,
    Edited,
    FlagEditor,
    Left,
    LineEditor,
    MrzEditor,
)
from .acts import Acts
from .aside import aside_of, follow_postcode
from .form import Form
from .keeper import Keeper
from .keys import BINDINGS
from .panels import SIGNS, FindingsPane, StepsPane
from .review import ReviewPane
from .state import CaseState
from .steps import BY_ID, ORDER, STEPS, Field

if TYPE_CHECKING:
    from .training import Counter

JUDGE_AFTER = 0.08
"""Seconds without a key before the rules run and the findings are drawn: never between a key and its frame."""


WIDE = 110
"""Columns from which the steps have a column of their own."""


class Walk(Acts):
    """One applicant's case, step by step."""

    CSS = """
    Walk #desk-area { height: 1fr; width: 1fr; }
    Walk.-narrow #desk-area { height: 1fr; }
    Walk.-narrow StepsPane { width: 1fr; height: 1; border: none; padding: 0 1; }
    Walk.-narrow FindingsPane { width: 32; border: none; border-left: vkey $panel-lighten-2; padding: 0 0 0 1; }
    Walk StepsPane, Walk Form, Walk FindingsPane, Walk ReviewPane { border-title-color: $text-muted; }
    Walk Form { border: round $panel-lighten-2; padding: 0 1; }
    Walk.-narrow Form { border: none; padding: 0 0 0 1; }
    Walk.-review Form, Walk.-review FindingsPane { display: none; }
    Walk ReviewPane { display: none; border: round $panel-lighten-2; }
    Walk.-review ReviewPane { display: block; }
    Walk.-narrow ReviewPane { border: none; }
    """
    HELP = N_(
        "One applicant's papers, step by step. Everything you type is kept at once: leaving, locking or a power cut loses"
        " nothing. Beside the form stands what the rules say, in words, and what to do about it."
    )
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.step = BY_ID[draft.place.step] if draft.place.step in BY_ID else STEPS[0]
        self._told = ""
        self._told_now = False
        self._box_to_come = False
        self._saved = show_time(draft.saved) if draft.saved else ""
        self._unsaved = ""
        self._changing = False
        self._judge_timer: Timer | None = None
        self._counter: Counter | None = None

    # ---- drawing ----------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        if self._narrow:
            yield StepsPane()
            yield Horizontal(Form(), FindingsPane(), ReviewPane(), id="desk-area")
        else:
            yield Horizontal(StepsPane(), Form(), FindingsPane(), ReviewPane(), id="desk-area")

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < WIDE

    @on(events.Mount)
    async def _begin(self) -> None:
        self._services = await self.desk.services_ready()
        self.state = CaseState.of(self.draft, self.desk.today, self.desk.policy)
        self.keeper = Keeper(self._save_fields, self.draft.place, self._kept)
        self.keeper.put(self.state.put(self.state.missing_defaults()))
        self.state.judge()
        self.refresh_bar()
        await self._show_step(self.draft.place.field)
        self._look_for_matches()

    async def retranslate(self) -> None:
        """Draw everything anew, behind the keys that the open field has not handled yet."""
        self.desk.hold_keys()
        give(self, "redraw")

    async def _redraw(self) -> None:
        if not hasattr(self, "state"):
            return
        focused = self._focused_path()
        self._changing = True
        await self.recompose()
        self.refresh_bar()
        await self._show_step(focused)
        self._changing = False

    def case_line(self) -> str:
        saved = self._unsaved or (_("saved {time}").format(time=self._saved) if self._saved else "")
        if self._narrow and self._saved and not self._unsaved:
            saved = f"✓ {self._saved}"
        return " · ".join(part for part in (self.draft.reference, saved) if part)

    async def _show_step(self, at: str = "") -> None:
        """Draw the open step and put the cursor on the field `at`, or the first."""
        review = self.step.id == "review"
        self.set_class(review, "-review")
        self._told = ""
        form = self.query_one(Form)
        await form.draw(self.step, self.state)
        self._follow(typing=False)
        if review:
            self.query_one(ReviewPane).focus()
            self.keeper.move(Place("review", ""))
        else:
            row = form.row(at) or next(iter(form.rows()), None)
            if row is not None:
                self.set_focus(row.widget)
        self.refresh_bindings()

    def _follow(self, *, typing: bool = True) -> None:
        """Bring everything drawn in line with the state; while `typing`, not what is under the clerk's hands."""
        for row in self.query_one(Form).rows():
            row.follow(self.state, aside_of(row.field, self.state), typing=typing)
        self._draw_panes()

    def _draw_panes(self) -> None:
        self.query_one(StepsPane).draw(self.state, self.step.id, narrow=self._narrow)
        if self.step.id == "review":
            self.query_one(ReviewPane).draw(self.state)
        else:
            self.query_one(FindingsPane).draw(
                self.state, self.step.id, self._focused_field(), self._told, narrow=self._narrow
            )

    def _focused_path(self) -> str:
        return (
            self.focused.path
            if isinstance(self.focused, LineEditor | MrzEditor | ChoiceEditor | FlagEditor)
            else ""
        )

    def _focused_field(self) -> Field | None:
        return next((field for field in self.step.fields if field.path == self._focused_path()), None)

    async def on_resize(self) -> None:
        if self.is_mounted and hasattr(self, "state"):
            if self._narrow != (self.query_one(StepsPane).parent is self):
                await self.retranslate()
            else:
                self._draw_panes()

    # ---- typing -----------------------------------------------------------------------------------------------

    @on(Edited)
    def _take(self, event: Edited) -> None:
        """What was typed goes into the case and its keeping at once; the rules run when the fingers rest."""
        event.stop()
        if not self._told_now:
            self._told = ""
        self._told_now = False
        self._enter(event.path, event.text)

    def _enter(self, path: str, typed: str) -> None:
        changed = self.state.enter(path, typed)
        if path == "address.postcode":
            changed |= follow_postcode(self.state)
        self.keeper.put(changed)
        if self._judge_timer is not None:
            self._judge_timer.stop()
        self._judge_timer = self.set_timer(JUDGE_AFTER, self._judge)

    @on(Dropped)
    def _say_dropped(self, event: Dropped) -> None:
        event.stop()
        shown = " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in event.characters[:12])
        self._told = _("Left out, the field can't hold it: {characters}").format(characters=shown)
        self._told_now = True  # what did get in is told next, and leaves this on the screen
        if not self._changing:
            self._draw_panes()

    @on(Left)
    def _leave_field(self, event: Left) -> None:
        """A field that was left shows its value the desk's way."""
        event.stop()
        row = None if self._changing else self.query_one(Form).row(event.path)
        if row is not None and not row.editor.touched:  # word of a former editor may come late
            row.editor.show(self.state.shown(event.path))

    def on_descendant_focus(self) -> None:
        path = self._focused_path()
        if path and hasattr(self, "state") and not self._changing:
            self.keeper.move(Place(self.step.id, path))
            self.query_one(FindingsPane).draw(
                self.state, self.step.id, self._focused_field(), self._told, narrow=self._narrow
            )

    def action_advance(self) -> None:
        """Enter: on to the next field; a zone says when it ends."""
        from textual.actions import SkipAction

        if isinstance(self.focused, LineEditor | MrzEditor | ChoiceEditor | FlagEditor):
            self.action_order("enter")
        elif self.step.id == "review" and isinstance(self.focused, ReviewPane):
            self.action_order("next")
        else:
            raise SkipAction

    async def _after(self, path: str) -> None:
        """Focus the field behind `path`; behind the last, go on to the next step."""
        paths = [field.path for field in self.step.fields]
        if path not in paths:
            return
        at = paths.index(path) + 1
        if at < len(paths):
            row = self.query_one(Form).row(paths[at])
            if row is not None:
                self.set_focus(row.widget)
        else:
            await self._next()

    def action_scroll(self, by: int) -> None:
        """Half a page of findings; the cursor stays in its field."""
        pane = self.query_one(ReviewPane if self.step.id == "review" else FindingsPane)
        pane.scroll_relative(y=by * max(pane.size.height // 2, 1), animate=False)

    def action_move(self, by: int, out_of_zone: bool = False) -> None:
        """Up and down: from field to field; within a zone from line to line."""
        from textual.actions import SkipAction

        within = isinstance(self.focused, MrzEditor) and not out_of_zone
        if within or not isinstance(self.focused, LineEditor | MrzEditor | ChoiceEditor | FlagEditor):
            raise SkipAction
        self.action_order("down" if by > 0 else "up")

    def on_key(self, event: events.Key) -> None:
        """On the review, a number opens its step."""
        if self.step.id == "review" and event.character and event.character in "123456":
            event.stop()
            give(self, "go", ORDER[int(event.character) - 1])

    def _judge(self) -> None:
        """The rules over what is known now, and everything drawn after it."""
        self.state.judge()
        if self._changing:  # what is drawn now is drawn in line with the state
            return
        self._follow()
        self.refresh_bindings()
        self._look_for_matches()

    # ---- keeping ----------------------------------------------------------------------------------------------

    def _save_fields(self, fields: Mapping[str, str], place: Place) -> datetime:
        return self._services.enrolments.save(
            self.desk.who, self.draft.reference, self.draft.edit, fields, place, self.desk.clock()
        )

    def _kept(self, at: datetime | None, error: DeskError | None) -> None:
        if at is not None:
            self._saved, self._unsaved = show_time(at), ""
        elif error is not None:
            self._unsaved = _("NOT SAVED")
            self.tell(error)
        self.refresh_bar()
        if self.keeper.lost:
            self.run_worker(self.finish())

    async def flush(self) -> None:
        """Everything typed so far is in the store."""
        if hasattr(self, "keeper"):
            await self.keeper.flush()

    @work(group="matches", exclusive=True)
    async def _look_for_matches(self) -> None:
        """Ask the store who else has this NIF, document, mobile, or birth date and name."""
        case = self.state.case
        try:
            matches = await self.act(lambda s: s.enrolments.matches(case))
        except DeskError as error:
            self.tell(error)
            return
        if case is self.state.case and tuple(matches) != tuple(self.state.matches):
            self.state.matches = tuple(matches)
            self.state.judge()
            self._follow()
            self.refresh_bindings()

    # ---- orders -----------------------------------------------------------------------------------------------

    def action_order(self, name: str) -> None:
        """Queue an order behind the keys the focused editor has not handled yet; those that follow wait for it."""
        if self._changing:
            return
        self.desk.hold_keys()
        give(self, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "order" and hasattr(self, "state"):
            name = parameters[0] if parameters else ""
            if name == "confirm":
                return bool(self._to_confirm())
            if name == "replace":
                return self._same_person() is not None
            if name == "fill":
                return self.desk.training and self.step.id != "review"
        return True

    @on(Order)
    async def _order(self, event: Order) -> None:
        event.stop()
        if (
            isinstance(self.focused, LineEditor | MrzEditor | ChoiceEditor | FlagEditor)
            and self.focused.touched
        ):
            self._enter(self.focused.path, self.focused.latest)
        try:
            await self._do(event)
        finally:
            if not self._box_to_come:
                self.desk.release_keys()

    async def _do(self, event: Order) -> None:
        match event.name:
            case "enter":
                if not isinstance(self.focused, MrzEditor) or self.focused.end_line():
                    await self._after(self._focused_path())
            case "down":
                self.focus_next("Row > *")
            case "up":
                self.focus_previous("Row > *")
            case "redraw":
                await self._redraw()
            case "next":
                await self._next()
            case "back":
                await self._go(ORDER[max(ORDER.index(self.step.id) - 1, 0)])
            case "go":
                await self._go(event.argument)
            case "leave":
                if await self.keeper.flush():  # what is not kept was told of, and stays on the screen
                    await self.finish()
            case "confirm":
                self._confirm()
            case "replace":
                self._replace()
            case "cancel":
                self._cancel()
            case "fill":
                await self._fill()

    async def _go(self, step: str, at: str = "") -> None:
        """Open a step; never checks anything."""
        if step == self.step.id and not at:
            return
        self._changing = True
        self.app.clear_notifications()
        self.set_focus(None)
        self.state.visited.add(self.step.id)
        self.step = BY_ID[step]
        self.state.judge()
        await self._show_step(at)
        self._changing = False

    async def _next(self) -> None:
        """On to the next step, unless a rule stops here; then say which."""
        self.state.visited.add(self.step.id)
        self.state.judge()
        if self.step.id == "review":
            self._box_to_come = True  # a password typed at once waits for its box
            self._submit()
            return
        stop = next((f for f in self.state.of_step(self.step.id) if f.severity is Severity.BLOCK), None)
        if stop is not None:
            self._follow()
            self.app.clear_notifications()
            self.notify(
                _("Put right what is marked ✗, or end the visit (F4)."),
                title=_("Can't go on"),
                severity="error",
                markup=False,
                timeout=4,
            )
            self._focus(stop.field)
            return
        if self._to_confirm():
            self._follow()
            self._confirm(then_next=True)
            return
        await self._go(ORDER[ORDER.index(self.step.id) + 1])

    def _focus(self, path: str) -> None:
        """Put the cursor where `path` is put right: its field, or the first of its part."""
        rows = list(self.query_one(Form).rows())
        found = [row for row in rows if row.field.path == path] or [
            row for row in rows if row.field.path.startswith(f"{path}.")
        ]
        if found:
            self.set_focus(found[0].widget)

    def _same_person(self) -> str | None:
        """The reference of the same person's live key, if one was found and is not to be replaced yet."""
        replaced = self.state.fields.get("replaces", "")
        live = (m for m in self.state.matches if m.same_person and m.status in LIVE)
        return next((m.reference for m in live if m.reference != replaced), None)

    def _replace(self) -> None:
        reference = self._same_person()
        if reference:
            self.keeper.put(self.state.put({"replaces": reference}))
            self._judge()

    async def _fill(self) -> None:
        """Training: the next synthetic paper for this step."""
        if self._counter is None:
            from .training import Counter

            self._counter = Counter()
        fields, label = self._counter.lay(self)
        self.keeper.put(self.state.put(fields))
        self.state.judge()
        self._told = _("Training paper: {paper} · F2: next one").format(paper=label)
        self._follow(typing=False)
        self.refresh_bindings()
        self._look_for_matches()

    # ---- help -------------------------------------------------------------------------------------------------

    def help_rules(self) -> list[tuple[str, str]]:
        """For F1: what this step is about, and every rule that may speak here."""
        said = [(_(self.step.title), _(self.step.about))]
        heads = {"permit": ("permit", "eligibility"), "passport": ("passport", "cross")}.get(
            self.step.id, (self.step.id,)
        )
        found = [
            Finding(rule.id, rule.severity, "") for rule in RULES.values() if rule.id.split(".")[0] in heads
        ]
        said += [(f"{SIGNS[f.severity]} {f.rule}", way_out(f, text.language())) for f in found]
        return said
