"""Text that means something to a terminal, a mark-up, a template or a database: here it is only text."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Mapping

import pytest

from data.text import clean_line
from screens.enrolment.dialogs import ConfirmDialog
from screens.enrolment.steps import BY_ID, FIELDS, Kind
from screens.help import Help
from screens.home import Home
from screens.referred import Referred
from screens.widgets.dialog import Question

from ..conftest import NOW, Ground
from .hands import Clerk, at_desk, draft, kept, papers, row_of

HOSTILE: Mapping[str, str] = {
    "markup that closes nothing": "[/foo] [/] [b",
    "markup that acts": "[@click=app.quit]x[/] [link=http://e.example]y",
    "a template": "$name ${name} {0} {name!r} %s %(a)s {{",
    "escape sequences": "\x1b[31mred\x1b[2J\x1b]0;title\x07\x9b5n",
    "controls": "a\x00b\x08c\rd\ne\x7ff\x85g\u2028h",
    "bidi overrides": "abc\u202egnp.exe\u202c\u2066x\u2069",
    "zero width": "a\u200bb\u200dc\ufeffd\u00ade\u2060",
    "a storm of combining marks": "z" + "\u0301\u0327\u0334" * 30 + "algo",
    "emoji": "👩‍👩‍👧‍👦 🇵🇹 ✊🏿 ☺️",
    "right to left": "محمد عبد الله שלום",
    "wide": "王小明 ｆｕｌｌ 한국어",
    "very long": "Vila Nova " * 400,
    "sql": "'); DROP TABLE enrolment; --",
    "typst": '#read("/etc/passwd") $x$ #panic() @ref <label> \\ *b* _i_',
    "surrogates and private": "x\ud800y\ue000z\U000f0000",
}
TYPED = [path for path, field in FIELDS.items() if field.kind in (Kind.TEXT, Kind.NAME)]
SHORT = [
    path
    for path, field in FIELDS.items()
    if field.kind in (Kind.CODE, Kind.DATE, Kind.STATE, Kind.NIF, Kind.POSTCODE, Kind.PHONE, Kind.MRZ)
]


def harmless(text: str) -> bool:
    """Nothing in it moves a cursor, hides, or turns the line around."""
    return not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for char in text)


async def paints_harmless(clerk: Clerk) -> None:
    """Nothing of the kind is painted on the screen."""
    await clerk.until(clerk.screen_text, "a screen")
    assert harmless(clerk.screen_text().replace("\n", ""))


def typeable(text: str) -> str:
    """As fingers would: no line ends, which are keys, and no surrogates, which no keyboard has."""
    return "".join(
        char for char in text if char not in "\r\n\x00\x08\x1b\x7f" and not "\ud800" <= char <= "\udfff"
    )


@pytest.mark.parametrize("turn", range(0, len(HOSTILE), 4))
async def test_pasted_into_every_field_of_the_walk(ground: Ground, turn: int) -> None:
    """Each field of each step takes another text, and yet another in the next turn: the app lives, what is kept is
    clean and within bounds, the screen shows it as it is."""
    texts = itertools.cycle([*HOSTILE.values()][turn:] + [*HOSTILE.values()][:turn])
    pasted = {path: next(texts) for path in (*TYPED, *SHORT)}
    async with at_desk(ground) as clerk:
        walk = await clerk.open(draft(ground, {}))
        steps = [step for step in BY_ID.values() if step.fields]
        for step in steps:
            if step.id != walk.step.id:
                await clerk.go(step.id)
            await clerk.go_to(step.fields[0].path)
            for field in step.fields:
                if field.path in pasted:
                    clerk.paste(pasted[field.path])
                clerk.press("tab")
            await clerk.caught_up()
            await clerk.cursor_in(step.fields[0].path)
            await clerk.rest()
            await paints_harmless(clerk)
        there = kept(ground, clerk.reference)
        assert all(harmless(value.replace("\n", "")) for value in there.values())
        assert all(len(value) <= max(FIELDS[path].at_most, 240) for path, value in there.items())
        for path in TYPED:
            line = " ".join(pasted[path].split("\n")).replace("\r", "").strip()
            assert there.get(path, "") == clean_line(line)[: FIELDS[path].at_most].strip(" ")
        await clerk.go("review")
        await clerk.until(lambda: clerk.papers_text(), "the review")
        await clerk.rest()
        await paints_harmless(clerk)
        clerk.press("f1")
        await clerk.screen(Help)
        clerk.press("escape")
        await clerk.until(lambda: clerk.top is walk, "the walk")
        clerk.press("escape")
        await clerk.screen(Home)
        await clerk.paints(walk.draft.reference)
        await paints_harmless(clerk)
        assert clerk.app.session is not None


@pytest.mark.parametrize("name", [*HOSTILE][::2])
async def test_typed_into_a_name_and_shown_everywhere(ground: Ground, name: str) -> None:
    """Typed key by key as the holder of the proof: finding, reason, review, queue and receipt screen live with it."""
    texts = papers(address__proof__kind="other", nif="451234561")
    del texts["address.proof.holder"]
    text = typeable(HOSTILE[name])[:150]
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, texts, "address", "address.proof.holder"))
        reference = clerk.reference
        await clerk.cursor_in("address.proof.holder")
        clerk.type(text)
        wanted = clean_line(text)[:120].strip(" ")
        if unicodedata.is_normalized("NFC", text):
            await clerk.keeps("address.proof.holder", wanted)
        await clerk.until(lambda: kept(ground, reference).get("address.proof.holder"), "something kept")
        await clerk.rest()
        assert harmless(kept(ground, reference)["address.proof.holder"])
        await paints_harmless(clerk)
        await clerk.go("review")
        clerk.press("f6")
        await clerk.dialog(ConfirmDialog, "reason")
        clerk.entered("reason").value = HOSTILE[name][:180]
        clerk.press("enter")
        await clerk.keeps("confirmed.nif.non_resident", clean_line(HOSTILE[name][:180]).strip())
        await clerk.rest()
        await paints_harmless(clerk)
        await clerk.submit()
        await clerk.screen(Referred)
        await clerk.paints(reference)
        await paints_harmless(clerk)
        clerk.press("f10")
        await clerk.screen(Question)
        clerk.press("enter")
        await clerk.screen(Home)
    assert row_of(ground, reference)["status"] == "in_queue"


async def test_applicants_by_those_names(ground: Ground) -> None:
    """As corrected surnames: the list, and the review of each, show them as they are."""
    who, acts = ground.session(), ground.services.enrolments
    names = [clean_line(text)[:80] for text in HOSTILE.values()]
    made = [draft(ground, papers(residence_permit__surname=name), "review").reference for name in names]
    async with at_desk(ground, size=(120, 36)) as clerk:
        await clerk.paints(*made)
        await paints_harmless(clerk)
        for reference in made:
            await clerk.open(acts.resume(who, reference, NOW))
            await clerk.until(clerk.papers_text, "the review")
            await paints_harmless(clerk)
            assert reference in clerk.screen_text()
            clerk.press("escape")
            await clerk.screen(Home)
        assert clerk.app.session is not None


async def test_nothing_of_a_hostile_text_reaches_the_database_as_a_statement(ground: Ground) -> None:
    """The table that the text wanted to drop is there, with its row."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", "address.street"))
        await clerk.cursor_in("address.street")
        clerk.type(HOSTILE["sql"])
        await clerk.keeps("address.street", HOSTILE["sql"])
        assert row_of(ground, clerk.reference)["status"] == "draft"
