"""The operator's home: the cases that wait for them, and the way to a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Static

from data.records import CaseRow, Role, Status
from desk_app.errors import DeskError

from .base import DeskScreen
from .enrolment.steps import BY_ID
from .text import N_, _
from .widgets.dialog import Question
from .words import greeting, moment, status_word

if TYPE_CHECKING:
    from .desk import DeskApp

COLUMNS = (N_("Case"), N_("Name"), N_("State"), N_("Started"), N_("Saved"))


class Home(DeskScreen[None]):
    """What is open for who signed in. Clerks and supervisors have cases; the others are told what they can do."""

    CSS_PATH = "styles/home.tcss"
    HELP = N_(
        "These are your cases that are not done: drafts you left, cases that came back with remarks, and approved ones"
        " whose activation code was not issued yet.\n\nF2 begins a new case, Enter goes on with the marked one, at the"
        " step and field where you left it. Nothing has to be saved: every field is kept as you type.\n\nF10 signs"
        " you out. Open cases stay here for the next time."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "new", N_("New case"), id="home.new", tooltip=N_("Begin with the next applicant")),
        Binding(
            "enter",
            "open",
            N_("Open"),
            id="home.open",
            tooltip=N_("Go on with the marked case"),
            priority=True,
        ),
        Binding(
            "f10",
            "app.sign_out",
            N_("Sign out"),
            id="home.sign_out",
            tooltip=N_("End your session; open cases stay"),
        ),
        Binding(
            "escape", "ask_to_leave", N_("Sign out"), id="home.leave", tooltip=N_("Asks first"), show=False
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[CaseRow] | None = None
        self._busy = False
        self._marked_last = ""

    @property
    def has_cases(self) -> bool:
        """Administrators and auditors see no case here."""
        return self.desk.session is not None and self.desk.session.operator.role in (
            Role.CLERK,
            Role.SUPERVISOR,
        )

    def help_text(self) -> str:
        """For F1: what this screen is for, for who signed in."""
        return self.HELP if self.has_cases else ELSEWHERE[self.desk.who.operator.role]

    def body(self) -> Iterable[Widget]:
        yield Static("", id="greeting")
        if self.has_cases:
            table: DataTable[Text] = DataTable(id="cases", cursor_type="row", zebra_stripes=False)
            yield table
            yield Static("", id="detail")
        else:
            yield Static(Content(_(ELSEWHERE[self.desk.who.operator.role])), id="elsewhere")

    def on_mount(self) -> None:
        self._show()

    def on_screen_resume(self) -> None:
        if self.has_cases:
            self.run_worker(self._load(), group="list", exclusive=True)

    def on_resize(self) -> None:
        self._show()

    async def retranslate(self) -> None:
        await super().retranslate()
        self._show()

    async def _load(self) -> None:
        who = self.desk.who
        try:
            rows = await self.act(lambda services: services.enrolments.mine(who))
        except DeskError as error:
            self.tell(error)
        else:
            self.show(rows)

    def show(self, rows: Sequence[CaseRow]) -> None:
        """List these cases."""
        self._rows = rows
        self._show()

    # ---- showing -------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Draw greeting, rows and the marked case from what is known."""
        if self.desk.session is None or not self.query("#greeting"):  # the desk is going
            return
        first_name = self.desk.who.operator.full_name.split(" ")[0]
        hello = greeting(self.desk.clock()).format(name=first_name)
        self.query_one("#greeting", Static).update(Content(f"{hello} {self._count()}".rstrip()))
        if not self.has_cases:
            return
        table = self.query_one("#cases", DataTable)
        table.clear(columns=True)
        rows = self._rows or ()
        table.display = bool(rows)
        if rows:
            self._fill(table, rows)
            if self._marked_last in {row.reference for row in rows}:
                table.move_cursor(row=table.get_row_index(self._marked_last))
            table.focus()
        self._detail()
        self.refresh_bindings()

    def _count(self) -> str:
        if self._rows is None or not self.has_cases:
            return ""
        if not self._rows:
            return _("You have no open case.")
        if len(self._rows) == 1:
            return _("You have one open case.")
        return _("You have {count} open cases.").format(count=len(self._rows))

    def _fill(self, table: DataTable[Text], rows: Sequence[CaseRow]) -> None:
        short = self.size.width < WIDE
        moments = 8 if short else 16
        state = 20 if short else 28
        name = max(self.size.width - 4 - 13 - state - 2 * moments - 2 * len(COLUMNS), 12)
        for label, width in zip(COLUMNS, (13, name, state, moments, moments), strict=True):
            table.add_column(Text(_(label)), width=width)
        now = self.desk.clock()
        for row in rows:
            cells = [row.reference, row.name or "—", state_text(row), moment(row.started, now, short=short)]
            cells.append(moment(row.saved, now, short=short) if row.saved else "—")
            table.add_row(
                *(Text(cell, no_wrap=True, overflow="ellipsis") for cell in cells), key=row.reference
            )

    def _marked(self) -> CaseRow | None:
        """The row under the cursor."""
        tables = self.query("#cases").results(DataTable)
        table = next(iter(tables), None)
        if table is None or not table.row_count:
            return None
        reference = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return next((row for row in self._rows or () if row.reference == reference), None)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        if event.row_key.value and event.cursor_row == event.data_table.cursor_row:
            self._marked_last = event.row_key.value
        self._detail()

    def _detail(self) -> None:
        """Under the list: the marked case in full, or what to do when there is none."""
        place = self.query_one("#detail", Static)
        row = self._marked()
        place.set_class(row is None, "-empty")
        if row is None:
            empty = _("Nothing waits here.\n\nPress F2 when the next applicant stands before you.")
            place.update(Content(empty if self._rows is not None else _("Looking for your cases…")))
            return
        told = [f"{row.reference} · {row.name}" if row.name else row.reference, _(NEXT[row.status])]
        if row.remarks:
            told.append(_("Remarks: {text}").format(text=row.remarks))
        place.update(Content("\n".join(told)))

    # ---- acts ----------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "new":
            return self.has_cases
        if action == "open":
            return self._marked() is not None
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        if not self._busy:
            self._busy = True
            self.run_worker(self._new(), group="open")

    async def _new(self) -> None:
        from .enrolment.walk import Walk

        who, at = self.desk.who, self.desk.clock()
        try:
            draft = await self.act(lambda services: services.enrolments.begin(who, at))
        except DeskError as error:
            self.tell(error)
        else:
            await self.desk.push_screen(Walk(draft))
        finally:
            self._busy = False

    def action_open(self) -> None:
        row = self._marked()
        if row is not None and not self._busy:
            self._busy = True
            self.run_worker(self._open(row), group="open")

    async def _open(self, row: CaseRow) -> None:
        try:
            await open_case(self.desk, row)
        except DeskError as error:
            self.tell(error)
            await self._load()
        finally:
            self._busy = False

    def action_ask_to_leave(self) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.desk.action_sign_out()

        question = Question(N_("Sign out?"), N_("Open cases stay here for the next time."))
        self.desk.push_screen(question, answered)


async def open_case(app: DeskApp, row: CaseRow) -> None:
    """Go on with a case of the list, wherever it stands. Raises the DeskError of opening it."""
    import asyncio

    if row.status in (Status.APPROVED, Status.CODE_ISSUED):
        from .code import CodeScreen

        here = Question(
            N_("Is the applicant here?"),
            N_(
                "The activation code is made now and is good once: it goes into their hands, not into a drawer."
            ),
        )
        if not await app.push_screen_wait(here):
            return
        await app.push_screen(CodeScreen(row.reference, replace=row.status is Status.CODE_ISSUED))
        return
    from .enrolment.walk import Walk

    services, who, at = await app.services_ready(), app.who, app.clock()
    draft = await asyncio.to_thread(services.enrolments.resume, who, row.reference, at)
    await app.push_screen(Walk(draft))


def state_text(row: CaseRow) -> str:
    """State in a word, for a draft the step it is at; the sign in front repeats what colour could say."""
    if row.status is Status.DRAFT and row.step in BY_ID:
        return _(BY_ID[row.step].title)
    return f"{SIGNS.get(row.status, ' ')} {status_word(row.status)}"


WIDE = 110
SIGNS = {Status.RETURNED: "↩", Status.APPROVED: "✓", Status.CODE_ISSUED: "!"}
NEXT = {
    Status.DRAFT: N_("Enter goes on where you left it."),
    Status.RETURNED: N_("Came back with remarks; Enter opens it."),
    Status.APPROVED: N_("Approved; Enter issues the activation code."),
    Status.CODE_ISSUED: N_(
        "Its code was made but not handed over; Enter makes a new one, with a supervisor."
    ),
}
ELSEWHERE = {
    Role.ADMINISTRATOR: N_(
        "Administrators keep the desk running and see no case.\n\n"
        "In this version that is done from the command line of this machine:\n\n"
        "  desk operator list                      who works here\n"
        "  desk operator add NAME --role clerk     a new operator\n"
        "  desk operator disable NAME              somebody left\n"
        "  desk operator reset-password NAME       a forgotten password"
    ),
    Role.AUDITOR: N_(
        "Auditors read everything and change nothing.\n\n"
        "In this version that is done from the command line of this machine:\n\n"
        "  desk audit verify        whether nothing was changed, removed or added\n"
        "  desk audit show          the events, one a line\n"
        "  desk audit checkpoint    a signed line that names where the chain ends now"
    ),
}
