"""The last look: papers side by side, differences marked, the password, and what submitting comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.code import CodeScreen
from screens.enrolment.dialogs import SubmitDialog
from screens.enrolment.walk import Walk
from screens.referred import Referred

from ..conftest import PASSWORD, Ground
from .hands import Clerk, at_desk, draft, enrolled, events, kept, papers, row_of, someone


def reversed_text(clerk: Clerk) -> str:
    """All letters and digits that are painted in reverse on the screen."""
    return "".join(
        "".join(filter(str.isalnum, segment.text))
        for strip in clerk.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style and segment.style.reverse
    )


async def test_papers_in_order_say_so(ground: Ground) -> None:
    """Both documents, the NIF twice, address, proof and contact; nothing is marked."""
    who = someone()
    async with at_desk(ground, "en") as clerk:
        await clerk.open(draft(ground, papers(), "review"))
        await clerk.until(lambda: "All papers are in order" in clerk.papers_text(), "in order")
        words = clerk.papers_text()
        for said in (who.permit_number, who.passport_number, who.nif, who.postcode, who.mobile):
            assert said in words
        assert "≠" not in words
        assert reversed_text(clerk) == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_differing_characters_are_marked_in_reverse(ground: Ground, size: tuple[int, int]) -> None:
    """Only what differs stands out, and without colour too; the row has its ≠."""
    texts = papers(passport__birth_date="1996-04-28")
    async with at_desk(ground, size=size) as clerk:
        await clerk.open(draft(ground, texts, "review"))
        await clerk.until(lambda: "≠" in clerk.papers_text(), "the sign")
        await clerk.until(lambda: set(reversed_text(clerk)) == {"7", "8"}, "the two digits")


async def test_a_number_opens_its_step(ground: Ground) -> None:
    """5 on the review is the address, as the list of points says."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(), "review"))
        clerk.type("5")
        await clerk.at("address")


async def test_a_wrong_password_says_so_and_loses_nothing(ground: Ground) -> None:
    """The box stays, empty, with the reason; the case is a draft still; the right password then submits."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(), "review"))
        reference, before = clerk.reference, kept(ground, clerk.reference)
        await clerk.submit("not mine")
        await clerk.until(lambda: "A palavra-passe não está certa" in clerk.refusal(), "refused")
        assert clerk.entered("password").value == ""
        assert row_of(ground, reference)["status"] == "draft"
        assert kept(ground, reference) == before
        await clerk.dialog(SubmitDialog, "password")
        clerk.type(PASSWORD + "\n")
        await clerk.screen(CodeScreen)
        await clerk.until(lambda: row_of(ground, reference)["status"] == "code_issued", "its code")
    assert "enrolment.submitted" in events(ground)


async def test_esc_goes_back_to_the_papers(ground: Ground) -> None:
    """Nothing is submitted."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(), "review"))
        clerk.press("pagedown")
        await clerk.dialog(SubmitDialog, "password")
        clerk.press("escape")
        await clerk.screen(Walk)
        assert row_of(ground, clerk.reference)["status"] == "draft"


async def test_an_open_block_leads_to_its_field(ground: Ground) -> None:
    """Submitting with a proof dated in the future goes to the date, and says why."""
    texts = papers(address__proof__issued="2027-03-01")
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, texts, "review"))
        clerk.press("pagedown")
        await clerk.at("address")
        await clerk.cursor_in("address.proof.issued")
        await clerk.hears("ainda não chegou")


async def test_a_referred_case_waits_and_its_receipt_is_saved(ground: Ground, tmp_path: Path) -> None:
    """The screen says that a supervisor decides and why; F5 saves the receipt; the store has the case in the queue."""
    folder = tmp_path / "out"
    folder.mkdir()
    texts = papers(address__proof__kind="other", address__proof__issuer="Vizinho")
    async with at_desk(ground, "en") as clerk:
        await clerk.open(draft(ground, texts, "review"))
        reference = clerk.reference
        await clerk.submit()
        await clerk.screen(Referred)
        await clerk.paints(reference, "waits for a supervisor", "Give the applicant the receipt")
        assert row_of(ground, reference)["status"] == "in_queue"
        clerk.press("f5")
        await clerk.save_in(folder)
        await clerk.screen(Referred)
        await clerk.paints(f"saved as {reference}.pdf")
        assert (folder / f"{reference}.pdf").read_bytes().startswith(b"%PDF")
        clerk.press("f10")
        await clerk.until(lambda: not isinstance(clerk.top, Referred), "back at the list")
    assert "receipt.printed" in events(ground)


async def test_what_was_taken_meanwhile_is_told(ground: Ground) -> None:
    """Somebody else enrols the same mobile between the review and the password: the case is refused or referred, never doubled."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(contact__mobile=someone(4712).mobile), "review"))
        reference = clerk.reference
        enrolled(ground, 4712)
        await clerk.submit()
        await clerk.until(
            lambda: (
                clerk.refusal() or ("supervisor" in clerk.screen_text() and isinstance(clerk.top, Referred))
            ),
            "an answer",
        )
        assert row_of(ground, reference)["status"] in ("in_queue", "draft")
