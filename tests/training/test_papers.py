"""Each paper on the training counter yields the finding that its menu line promises, and only where it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from data.records import Decision, Desk, Place, Role, Severity
from desk_app import policy
from desk_app.bootstrap import create_services
from desk_app.checks.case import check_case, decide
from desk_app.checks.case_form import case_from_fields
from desk_app.i18n import LOCALE
from desk_app.services.contract import Services
from desk_app.settings import Settings
from desk_app.training import papers, people

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
DESK = Desk("saldanha", "Loja de Cidadão, Saldanha", 7)
PASSWORD = "correct horse"
POLICY = policy.load()
EVERY = [(step, paper.id) for step in papers.STEPS for paper in papers.papers(step)]
BY_STORE = [
    (step, paper.id)
    for step in papers.STEPS
    for paper in papers.papers(step)
    if paper.id == "already_enrolled"
]
"""What only a store with that person in it can find."""
PEOPLE = [people.person(seed, TODAY) for seed in range(40)]


def found(fields: dict[str, str]) -> dict[str, Severity]:
    """Rule → severity for a case with no one else in the store."""
    case = case_from_fields(fields)
    return {finding.rule: finding.severity for finding in check_case(case, TODAY, POLICY, ())}


def promised(step: str, paper_id: str) -> str:
    """The rule that the menu line is there to show."""
    return next(paper.effect for paper in papers.papers(step) if paper.id == paper_id)


def test_three_hundred_people_in_order_are_accepted() -> None:
    """Not even a note: whatever shows in training was put there by a paper."""
    for seed in range(300):
        someone = people.person(seed, TODAY)
        case = case_from_fields(people.fields(someone, "en"))
        findings = check_case(case, TODAY, POLICY, ())
        assert findings == (), (seed, findings)
        assert decide(findings, case.confirmed) is Decision.ACCEPT


@pytest.mark.parametrize(("step", "paper_id"), [one for one in EVERY if one not in BY_STORE])
def test_a_paper_shows_what_it_promises(step: str, paper_id: str) -> None:
    """Among papers in order, for people of every country it is meant for."""
    rule = promised(step, paper_id)
    for someone in PEOPLE:
        if paper_id not in {paper.id for paper in papers.papers(step, someone)}:
            continue
        rules = found(people.fields(someone, "pt") | papers.fill(step, paper_id, someone, TODAY))
        if rule:
            assert rule in rules, (someone.seed, rules)
        else:
            assert not rules, (someone.seed, rules)


@pytest.mark.parametrize("step", papers.STEPS)
def test_the_good_paper_comes_first(step: str) -> None:
    """Enter twice fills a step as it should be."""
    assert papers.papers(step)[0].id == "good"
    assert papers.papers(step)[0].effect == ""


@pytest.mark.parametrize(("step", "paper_id"), EVERY)
def test_one_paper_after_another_leaves_nothing(step: str, paper_id: str) -> None:
    """The good paper after any other is the person in order again."""
    someone = PEOPLE[5]
    fields = people.fields(someone, "pt")
    after = fields | papers.fill(step, paper_id, someone, TODAY) | papers.fill(step, "good", someone, TODAY)
    assert {path: text for path, text in after.items() if text} == {
        path: text for path, text in fields.items() if text
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A store in which the known person has a code on the way."""
    folder = tmp_path_factory.mktemp("store")
    services = create_services(Settings(str(folder / "desk.db"), folder / "config"))
    services.operators.first_administrator("chefe", "Chefe", PASSWORD, NOW)
    services.operators.add(None, "maria", "Maria Lopes", Role.CLERK, PASSWORD, NOW)
    services.places.register_desk(DESK, NOW)
    who = services.operators.sign_in("maria", PASSWORD, DESK, NOW)
    draft = services.enrolments.begin(who, NOW)
    known = people.fields(people.person(people.KNOWN_SEED, TODAY), "pt")
    services.enrolments.save(who, draft.reference, draft.edit, known, Place("review"), NOW)
    version = services.enrolments.version(draft.reference)
    services.enrolments.submit(who, draft.reference, draft.edit, PASSWORD, version, NOW)
    services.codes.issue(who, draft.reference, NOW)
    yield services
    services.close()


@pytest.mark.parametrize(("step", "paper_id"), [one for one in BY_STORE if promised(*one)])
def test_a_paper_of_someone_enrolled_is_found_by_the_store(store: Services, step: str, paper_id: str) -> None:
    """The same number under another person: for a supervisor."""
    fields = people.fields(PEOPLE[5], "pt") | papers.fill(step, paper_id, PEOPLE[5], TODAY)
    case = case_from_fields(fields)
    findings = check_case(case, TODAY, POLICY, store.enrolments.matches(case))
    assert promised(step, paper_id) in {finding.rule for finding in findings}


def test_someone_who_is_enrolled_already_is_the_same_person_in_every_step() -> None:
    """Taken in all steps it is one person, whom the store of a demo knows."""
    someone, known = PEOPLE[5], people.fields(people.person(people.KNOWN_SEED, TODAY), "pt")
    for step, path in (
        ("permit", "residence_permit.mrz"),
        ("passport", "passport.mrz"),
        ("nif", "nif"),
        ("contact", "contact.mobile"),
    ):
        assert papers.fill(step, "already_enrolled", someone, TODAY)[path] == known[path]


def test_the_menu_covers_what_a_clerk_can_meet() -> None:
    """A finding of each weight at every step that has one, and most rules of the registry."""
    effects = {paper.effect for step in papers.STEPS for paper in papers.papers(step) if paper.effect}
    assert len(effects) > 40


def test_a_number_without_prefix_is_only_for_those_whose_country_shares_it() -> None:
    """For a Brazilian, 923 123 456 is simply a Portuguese mobile."""
    for someone in PEOPLE:
        offered = {paper.id for paper in papers.papers("contact", someone)}
        assert ("no_prefix" in offered) == (someone.nationality in {"AGO", "UKR"})


def test_the_person_of_a_case_stays_and_the_next_case_has_another() -> None:
    """Opening a training case again goes on with the same applicant."""
    first = papers.person_of("E-2026-000123", TODAY)
    assert papers.person_of("E-2026-000123", TODAY) == first
    assert papers.person_of("E-2026-000124", TODAY).nif != first.nif
    assert first.nif != people.person(people.KNOWN_SEED, TODAY).nif


def test_the_chosen_language_is_kept() -> None:
    """Reading the notice in training does not turn the slip Portuguese."""
    assert papers.fill("consent", "good", PEOPLE[0], TODAY, "en")["consent.language"] == "en"


def test_a_paper_of_another_step_is_a_mistake() -> None:
    """Steps and papers are a closed list."""
    with pytest.raises(KeyError):
        papers.fill("nif", "visa", PEOPLE[0], TODAY)


def test_every_line_of_the_menu_is_in_portuguese_too() -> None:
    """The clerk's language is the default one."""
    with (LOCALE / "pt" / "LC_MESSAGES" / "desk.po").open("rb") as lines:
        said = {str(message.id) for message in read_po(lines) if message.string}
    labels = {paper.label for step in papers.STEPS for paper in papers.papers(step)}
    assert labels <= said
    assert set(re.findall(r'N_\("(.*?)"\)', Path(papers.__file__).read_text("utf-8"))) == labels
