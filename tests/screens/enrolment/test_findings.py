"""What the rules say while the clerk types: in words, with the way out, in both languages; and what is done about it."""

from __future__ import annotations

from data.records import Severity
from desk_app.training.people import nif_from
from screens.enrolment.dialogs import ConfirmDialog
from screens.enrolment.walk import Walk

from ..conftest import NOW, Ground
from .hands import at_desk, draft, enrolled, kept, of_steps, papers, someone

OTHER = 4712
"""Another applicant."""


async def test_a_stop_in_both_languages(ground: Ground) -> None:
    """A NIF of a company: what is wrong, what to ask for, and that it can't go on; F12 says the same in English."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "nif", "nif"))
        await clerk.cursor_in("nif")
        clerk.type(nif_from("50012345"))
        await clerk.sees("✗ Este NIF não é de uma pessoa singular", "→ Peça o NIF da própria pessoa")
        await clerk.sees("assim não pode seguir")
        clerk.press("f12")
        await clerk.sees(
            "✗ This NIF is no natural person's", "→ Ask for the applicant's own NIF", "can't go on"
        )
        assert clerk.value("nif") == nif_from("50012345")


async def test_every_severity_has_its_sign_beside_the_words(ground: Ground) -> None:
    """Block ✗, refer ?, confirm !, note i: told apart without colour."""
    texts = papers(
        contact__mobile="+44 7400 123456",
        nif="123456789",
        address__municipality="Faro",
        address__postcode="1050-047",
        address__proof__issued="2026-01-10",
        address__proof__kind="utility_bill",
    )
    async with at_desk(ground) as clerk:
        walk = await clerk.open(draft(ground, texts, "address"))
        signs = {
            finding.severity: sign
            for sign, step in (("✗", "address"), ("!", "address"), ("?", "nif"), ("i", "contact"))
            for finding in walk.state.of_step(step)
            if (sign == "✗") == (finding.severity is Severity.BLOCK) and (step != "address" or sign != "!")
        }
        assert set(signs) >= {Severity.BLOCK, Severity.REFER, Severity.NOTE}
        await clerk.sees("✗ O comprovativo", "! A zona postal 1050")
        clerk.press("pageup")
        await clerk.at("nif")
        await clerk.sees("? 123456789 é um NIF de exemplo")


async def test_page_down_stops_at_a_block_and_says_why(ground: Ground) -> None:
    """The step stays, the cursor stands in the culprit, the words are on the screen; PgUp asks nothing."""
    async with at_desk(ground, "en") as clerk:
        await clerk.open(draft(ground, {}, "nif", "nif"))
        await clerk.cursor_in("nif")
        clerk.press("pagedown")
        await clerk.sees("✗ The NIF is missing.", "→ Type the NIF")
        assert clerk.walk.step.id == "nif"
        await clerk.cursor_in("nif")
        clerk.press("pageup")
        await clerk.at("passport")
        clerk.press("pageup")
        await clerk.at("permit")
        clerk.press("pageup")
        await clerk.at("consent")
        clerk.press("pageup")
        await clerk.rest()
        assert clerk.walk.step.id == "consent"


async def test_the_cursor_goes_to_the_culprit(ground: Ground) -> None:
    """A stop about one field of many puts the cursor there."""
    async with at_desk(ground) as clerk:
        await clerk.open(
            draft(ground, papers(address__proof__issued="2027-01-10"), "address", "address.street")
        )
        await clerk.cursor_in("address.street")
        clerk.press("pagedown")
        await clerk.cursor_in("address.proof.issued")
        await clerk.sees("data que ainda não chegou")


async def test_confirming_asks_for_a_reason_and_keeps_it(ground: Ground) -> None:
    """F6 says the point again; an empty or tiny reason is refused, a written one is kept and shown."""
    texts = of_steps(papers(), "consent", "permit", "passport") | {"nif": nif_from("45123456")}
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, texts, "nif", "nif"))
        await clerk.sees("! O NIF começa por 45")
        clerk.press("f6")
        await clerk.dialog(ConfirmDialog, "reason")
        await clerk.paints("O NIF começa por 45")
        clerk.press("enter")
        await clerk.until(lambda: "supervisor" in clerk.refusal(), "an empty reason refused")
        clerk.type("  x ")
        clerk.press("enter")
        await clerk.until(lambda: clerk.refusal() and clerk.entered("reason").value, "a tiny reason refused")
        assert isinstance(clerk.top, ConfirmDialog)
        assert "confirmed.nif.non_resident" not in kept(ground, clerk.reference)
        clerk.type("NIF antigo, novo pedido")
        clerk.press("enter")
        await clerk.screen(Walk)
        await clerk.keeps("confirmed.nif.non_resident", "x NIF antigo, novo pedido")
        await clerk.sees("✓ O NIF começa por 45", "x NIF antigo, novo pedido")


async def test_page_down_asks_for_the_reason_and_then_goes_on(ground: Ground) -> None:
    """On a step with a point to confirm, PgDn opens the question; the answer leads to the next step, Esc stays."""
    texts = of_steps(papers(), "consent", "permit", "passport") | {"nif": nif_from("45123456")}
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, texts, "nif", "nif"))
        clerk.press("pagedown")
        await clerk.dialog(ConfirmDialog, "reason")
        clerk.press("escape")
        await clerk.screen(Walk)
        assert clerk.walk.step.id == "nif"
        clerk.press("pagedown")
        await clerk.dialog(ConfirmDialog, "reason")
        clerk.type("visto o papel\n")
        await clerk.at("address")
        await clerk.keeps("confirmed.nif.non_resident", "visto o papel")


async def test_a_duplicate_shows_while_typing_and_masked(ground: Ground) -> None:
    """The NIF of somebody enrolled: reference and state in full, name and number masked; nothing more of them."""
    reference = enrolled(ground, OTHER)
    other = someone(OTHER)
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, of_steps(papers(), "consent", "permit", "passport"), "nif", "nif"))
        await clerk.cursor_in("nif")
        clerk.type(other.nif)
        await clerk.sees(reference, f"••••••{other.nif[-3:]}")
        words = clerk.screen_text()
        assert other.surname not in words.upper()
        assert other.permit_number not in words


async def test_a_mobile_that_is_taken(ground: Ground) -> None:
    """One mobile, one person: told while it is typed."""
    reference = enrolled(ground, OTHER)
    texts = papers()
    del texts["contact.mobile"]
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, texts, "contact", "contact.mobile"))
        await clerk.cursor_in("contact.mobile")
        clerk.type(someone(OTHER).mobile)
        await clerk.sees(reference, "supervisor")


async def test_a_document_and_a_person_that_are_known(ground: Ground) -> None:
    """The same card scanned again: found by its number and by birth date and name."""
    reference = enrolled(ground, OTHER)
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {"consent.informed": "yes"}, "permit", "residence_permit.mrz"))
        await clerk.cursor_in("residence_permit.mrz")
        clerk.type("\n".join(someone(OTHER).permit_mrz) + "\n")
        await clerk.sees(reference)
        rules = {finding.rule for finding in clerk.walk.state.findings}
        assert {"duplicate.document", "duplicate.person"} <= rules


async def test_the_same_persons_key_is_replaced_by_f7(ground: Ground) -> None:
    """Somebody comes again with their own papers: F7 says so, the points turn into a note, and the choice is kept."""
    reference = enrolled(ground, OTHER)
    async with at_desk(ground) as clerk:
        walk = await clerk.open(draft(ground, papers(OTHER), "permit"))
        await clerk.sees(reference)
        await clerk.paints("F7")
        clerk.press("f7")
        await clerk.keeps("replaces", reference)
        await clerk.until(
            lambda: (
                [f.rule for f in walk.state.findings if f.rule.startswith("duplicate.")]
                == ["duplicate.replaced"]
            ),
            "a note only",
        )
        assert "F7" not in clerk.screen_text()
    assert NOW


async def test_a_point_that_came_back_asks_again(ground: Ground) -> None:
    """A reason belongs to the point it was given for: corrected data drops the point, not the reason's record."""
    texts = of_steps(papers(), "consent", "permit", "passport") | {
        "nif": nif_from("45123456"),
        "confirmed.nif.non_resident": "visto o papel",
    }
    async with at_desk(ground) as clerk:
        walk = await clerk.open(draft(ground, texts, "nif", "nif"))
        await clerk.cursor_in("nif")
        await clerk.sees("visto o papel")
        clerk.press("end", *["backspace"] * 9)
        clerk.type(someone().nif)
        await clerk.keeps("nif", someone().nif)
        await clerk.until(lambda: not walk.state.of_step("nif"), "no point left")
        assert "visto o papel" not in clerk.findings()
