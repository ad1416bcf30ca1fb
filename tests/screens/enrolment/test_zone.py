"""A machine-readable zone comes in by scanner, clipboard or fingers: the case is the same."""

from __future__ import annotations

import pytest

from screens.home import Home
from screens.widgets.editors import MrzEditor

from ..conftest import Ground
from .hands import Clerk, at_desk, draft, kept, papers, someone

PERMIT, PASSPORT = "residence_permit.mrz", "passport.mrz"
CARD = ("IRPRT1234AZ5679<<<<<<<<<<<<<<<", "7404076F2912224BRA<<<<<<<<<<<0", "GARCAO<DE<MAGALHAES<<INES<<<<<")
"""The sourced specimen, renewed: valid until 2029."""
READ = {
    "number": "1234AZ567",
    "surname": "GARCAO DE MAGALHAES",
    "given_names": "INES",
    "birth_date": "07-04-1974",
    "sex": "F",
    "nationality": "BRA",
    "issuer": "PRT",
    "expires": "22-12-2029",
}
WAYS = {
    "scanner": ("type", "\n".join(CARD) + "\n"),
    "scanner, one run": ("type", "".join(CARD) + "\n"),
    "clipboard": ("paste", "\n".join(CARD)),
    "clipboard of another system": ("paste", "\r\n".join(CARD) + "\r\n"),
    "clipboard, one run": ("paste", "".join(CARD)),
    "lower case": ("type", "\n".join(CARD).lower() + "\n"),
    "angle quotes": ("type", "\n".join(CARD).replace("<", "«") + "\n"),
    "clipboard with angle quotes": ("paste", "\n".join(CARD).replace("<", "«")),
    "spaces between": (
        "paste",
        "\n".join(" ".join(line[at : at + 6] for at in range(0, 30, 6)) for line in CARD),
    ),
    "no Enter after the last line": ("type", "\n".join(CARD)),
}


async def at_permit(clerk: Clerk, ground: Ground) -> None:
    """A case whose next paper is the permit."""
    await clerk.open(draft(ground, {"consent.informed": "yes"}, "permit", PERMIT))
    await clerk.cursor_in(PERMIT)


async def test_every_way_in_gives_the_same_case(ground: Ground) -> None:
    """Scanned at full speed, pasted or typed, in lines or one run: the same three lines are kept, the same fields read."""
    async with at_desk(ground) as clerk:
        for way, (hand, text) in WAYS.items():
            await at_permit(clerk, ground)
            getattr(clerk, hand)(text)
            await clerk.keeps(PERMIT, "\n".join(CARD))
            await clerk.sees("dígitos de controlo 4 de 4")
            for name, said in READ.items():
                await clerk.shows(f"residence_permit.{name}", said)
            typed = set(kept(ground, clerk.reference)) & {f"residence_permit.{name}" for name in READ}
            assert not typed, way
            clerk.press("escape")
            await clerk.screen(Home)


async def test_the_scanners_enter_goes_on_to_the_next_field(ground: Ground) -> None:
    """Behind the zone's last line the cursor stands in the NIF of the card, and what is typed next goes there."""
    async with at_desk(ground) as clerk:
        await at_permit(clerk, ground)
        clerk.type("\n".join(CARD) + "\n" + "287654327")
        await clerk.cursor_in("residence_permit.nif_on_card")
        await clerk.keeps("residence_permit.nif_on_card", "287654327")
        await clerk.keeps(PERMIT, "\n".join(CARD))


@pytest.mark.parametrize("between", ["\n", ""])
async def test_a_passport_in_two_lines_or_one_run(ground: Ground, between: str) -> None:
    """88 characters at once are the two lines of 44."""
    lines = someone().passport_mrz
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "passport", PASSPORT))
        clerk.type(between.join(lines) + "\n")
        await clerk.keeps(PASSPORT, "\n".join(lines))
        await clerk.sees("dígitos de controlo 5 de 5")
        await clerk.shows("passport.number", someone().passport_number)


async def test_characters_that_no_zone_has_are_told(ground: Ground) -> None:
    """A stray character is left out, and said; the zone is read as if it were not there."""
    async with at_desk(ground, "en") as clerk:
        await at_permit(clerk, ground)
        clerk.paste("*" + "\n".join(CARD).replace("AZ", "A·Z") + "?")
        await clerk.sees("Left out, the field can't hold it: * · ?")
        await clerk.keeps(PERMIT, "\n".join(CARD))
        await clerk.sees("check digits 4 of 4", "Left out, the field can't hold it: * · ?")
        clerk.type("!")
        await clerk.sees("can't hold it: !")
        assert kept(ground, clerk.reference)[PERMIT] == "\n".join(CARD)


async def test_a_wrong_check_digit_names_the_place(ground: Ground) -> None:
    """A misread character: which field, which line and position, what is there, and what it likely was."""
    wrong = (CARD[0].replace("1234AZ5679", "1234AZS679"), *CARD[1:])
    async with at_desk(ground) as clerk:
        await at_permit(clerk, ground)
        clerk.type("\n".join(wrong) + "\n")
        await clerk.sees("linha 1, posição 15", "5 em vez de S (linha 1 posição 12)", "carácter a carácter")
        clerk.press("f12")
        await clerk.sees("line 1, position 15", "5 not S (line 1 position 12)", "character by character")
        clerk.press("pagedown")
        await clerk.cursor_in(PERMIT)
        assert clerk.walk.step.id == "permit"


async def test_a_correction_by_hand_is_marked_and_undone(ground: Ground) -> None:
    """Typing over what the zone says marks the field and keeps the text; typing the zone's own again takes both away."""
    async with at_desk(ground) as clerk:
        texts = {PERMIT: "\n".join(CARD), "residence_permit.nif_on_card": "287654327"}
        await clerk.open(draft(ground, texts, "permit", "residence_permit.given_names"))
        path = "residence_permit.given_names"
        await clerk.cursor_in(path)
        clerk.press("end")
        clerk.type(" MARIA")
        await clerk.keeps(path, "INES MARIA")
        await clerk.until(lambda: clerk.aside(path) == "✎ corrigido", "the mark")
        clerk.press(*["backspace"] * 6)
        await clerk.keeps(path, "")
        await clerk.until(lambda: clerk.aside(path) == "", "the mark gone")
        await clerk.shows(path, "INES")


async def test_emptying_a_field_brings_back_what_the_zone_says(ground: Ground) -> None:
    """A derived field that is emptied and left shows the zone's reading again: the zone can't be blanked out."""
    path = "residence_permit.surname"
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {PERMIT: "\n".join(CARD), path: "GARÇÃO"}, "permit", path))
        await clerk.cursor_in(path)
        clerk.press("end", *["backspace"] * 6)
        await clerk.shows(path, "")
        clerk.press("down")
        await clerk.shows(path, READ["surname"])
        await clerk.keeps(path, "")


async def test_a_second_scan_replaces_the_first(ground: Ground) -> None:
    """Select all and scan again: the new card's data is there, nothing of the old one."""
    other = someone().permit_mrz
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {PERMIT: "\n".join(CARD)}, "permit", PERMIT))
        await clerk.cursor_in(PERMIT)
        clerk.press("ctrl+a")
        zone = clerk.walk.query_one(MrzEditor)
        await clerk.until(lambda: not zone.selection.is_empty, "all marked")
        clerk.type("\n".join(other) + "\n")
        await clerk.keeps(PERMIT, "\n".join(other))
        await clerk.shows("residence_permit.number", someone().permit_number)


async def test_a_zone_of_another_paper_is_said(ground: Ground) -> None:
    """A passport scanned where the card belongs: said in words, with what to ask for."""
    async with at_desk(ground, "en") as clerk:
        await at_permit(clerk, ground)
        clerk.type("\n".join(someone().passport_mrz) + "\n")
        await clerk.sees("This is a passport, not a residence permit.", "Ask for the residence permit")


async def test_a_full_case_shows_its_papers_again(ground: Ground) -> None:
    """An opened case shows what was kept, in the desk's way of writing."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(), "permit"))
        assert clerk.value(PERMIT) == "\n".join(someone().permit_mrz)
        assert clerk.value("residence_permit.expires") == f"{someone().permit_expires:%d-%m-%Y}"
