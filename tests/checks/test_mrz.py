"""Reading machine-readable zones: what a check digit sees, what it can't, what is suggested, and untidy input."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.checks.mrz import Reading, check_digit, read
from desk_app.checks.mrz_input import clean_lines
from desk_app.checks.mrz_layout import LAYOUTS, Format
from desk_app.checks.mrz_repair import LOOK_ALIKES, look_alike
from desk_app.checks.zone import check
from tests.checks.people import TODAY, every_change, td1, td3

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
VALUE = {char: at for at, char in enumerate(ALPHABET[:-1])} | {"<": 0}
PAK = ["P<PAKKHAN<<IMRAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "AB12345671PAK9004126M31041163520112345671<62"]
NLD = ["I<NLD123456789<010<OHDA1<<<<<<", "6503101F3108022NLDOPT<DATA2<<5", "DE<BRUIJN<<WILLEKE<LISELOTTE<<"]
TD2 = ["I<UTOOTHER<FORTYFOUR<<ANNA<NICHOLA<<", "CCC0143561GBR6001010F270801234567892"]
VISA = ["V<UTOOTHER<FORTYFOUR<<ANNA<NICHOLA<<", "CCC0143561GBR6001010F2708012OPT<DATA"]
ZONES: dict[Format, list[str]] = {"TD1": td1(), "TD2": TD2, "TD3": PAK, "MRV-B": VISA}


def covered(form: Format) -> set[tuple[int, int]]:
    """The places that a check digit covers, and the digits themselves."""
    return {place for check in LAYOUTS[form].checks for place in (*check.covers, check.digit)}


@pytest.mark.parametrize("form", ZONES)
def test_every_wrong_character_that_can_be_seen_is_seen(form: Format) -> None:
    """One wrong character under a check digit makes the zone invalid, except within a class modulo 10."""
    lines = ZONES[form]
    assert read(lines).valid
    missed = []
    for line, position in covered(form):
        for at, char, text in every_change(lines[line], ALPHABET):
            if at != position:
                continue
            wrong = [*lines[:line], text, *lines[line + 1 :]]
            reading = read(wrong)
            if reading.valid:
                missed.append((VALUE[char] - VALUE[lines[line][at]]) % 10)
            else:
                assert reading.problems
    assert set(missed) <= {0}


def test_what_no_digit_covers_is_known() -> None:
    """Names, sex, nationality, issuer and code can change without a trace; the other paper is the witness."""
    assert read(td1(sex="M")).valid
    for form in ("TD1", "TD3"):
        names = {
            name
            for name, (line, start, end) in LAYOUTS[form].fields.items()
            if not {(line, at) for at in range(start, end)} & covered(form)
        }
        assert names == {"code", "issuer", "nationality", "sex", "names"}


def guesses(reading: Reading) -> set[tuple[int, int, str]]:
    """Line, position and character of every reading suggested."""
    return {(one.line, one.position, one.char) for problem in reading.problems for one in problem.readings}


@pytest.mark.parametrize("form", ZONES)
def test_look_alikes_are_suggested_where_they_stand(form: Format) -> None:
    """A character taken for its look-alike is among the readings, before those that look different."""
    lines = ZONES[form]
    for line, position in covered(form):
        right = lines[line][position]
        for wrong in {char for group in LOOK_ALIKES if right in group for char in group} - {right}:
            text = lines[line][:position] + wrong + lines[line][position + 1 :]
            reading = read([*lines[:line], text, *lines[line + 1 :]])
            if reading.valid:  # the same class modulo 10
                continue
            assert (line + 1, position + 1, right) in guesses(reading), (line, position, wrong)
            for problem in reading.problems:
                alike = [one.look_alike for one in problem.readings]
                assert alike == sorted(alike, reverse=True)


def test_suggestions_make_the_zone_right() -> None:
    """Each reading suggested for a single wrong character, put in its place, makes all digits right."""
    lines = td1()
    lines[0] = lines[0].replace("AZ", "A2")
    found = guesses(read(lines))
    assert found
    for line, position, char in found:
        mended = list(lines)
        mended[line - 1] = mended[line - 1][: position - 1] + char + mended[line - 1][position:]
        assert read(mended).valid


def test_problem_names_its_place() -> None:
    """A wrong digit is told by field, line and position from 1, what is there and what was expected."""
    lines = td1()
    [problem] = read([lines[0], "64" + lines[1][2:], lines[2]]).problems
    assert (problem.kind, problem.field, problem.line, problem.position) == ("check_digit", "birth", 2, 7)
    assert problem.found == lines[1][6]
    assert problem.expected == check_digit("640407")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([], "lines"),
        (["", "", ""], "lines"),
        (["P<"], "lines"),
        (["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4"], "french_card"),
        ([td1()[0][:-1], *td1()[1:]], "length"),
        ([td1()[0].lower(), *td1()[1:]], "alphabet"),
        ([td1()[0], td1()[1].replace("F", "Q", 1), td1()[2]], "shape"),
        (td1(names="GARCAO<<1NES"), "shape"),
        (td1(birth="741307"), "date"),
        (td1(expiry="290230"), "date"),
    ],
)
def test_kinds_of_problems(lines: list[str], kind: str) -> None:
    """What is wrong is told by its kind."""
    reading = read(lines)
    assert not reading.valid
    assert kind in {problem.kind for problem in reading.problems}


@pytest.mark.parametrize(
    ("six", "today", "born"),
    [
        ("740407", TODAY, "1974-04-07"),
        ("261123", TODAY, "2026-11-23"),
        ("261124", TODAY, "1926-11-24"),
        ("000229", TODAY, "2000-02-29"),
        ("7404<<", TODAY, "1974-04"),
        ("74<<<<", TODAY, "1974"),
        ("26<<<<", TODAY, "2026"),
        ("2612<<", TODAY, "1926-12"),
        ("<<<<<<", TODAY, ""),
        ("<<0407", TODAY, ""),
        ("740407", date(2074, 4, 6), "1974-04-07"),
        ("740407", date(2074, 4, 7), "2074-04-07"),
    ],
)
def test_century_of_a_birth(six: str, today: date, born: str) -> None:
    """The latest century that is not in the future; unknown parts shorten the text."""
    reading = read(td1(birth=six))
    assert reading.valid
    assert reading.born(today) == born


def test_long_number_goes_on_in_the_optional_field() -> None:
    """Position 15 is a filler, the rest of the number and its digit stand in the optional field."""
    reading = read(NLD)
    assert (reading.valid, reading.number, reading.optional) == (True, "12345678901", "OHDA1")
    assert not read([NLD[0].replace("010<", "011<"), *NLD[1:]]).valid


def test_empty_personal_number_has_zero_or_filler() -> None:
    """The digit of an empty personal number is 0 or <; of a filled one it is a digit."""
    lines = td3()
    assert read(lines).valid
    with_zero = lines[1][:42] + "0"
    assert read([lines[0], with_zero + lines[1][43]]).valid
    assert read(PAK).valid
    assert not read([PAK[0], PAK[1][:42] + "<" + PAK[1][43]]).valid


def test_full_name_field_is_truncated() -> None:
    """A name field without filler at its end may have lost some of the name."""
    assert read(td1(names="CACADOR<DE<ARAUJO<<ANDRE<ESTEVAO")).truncated
    assert not read(td1()).truncated


@pytest.mark.parametrize(
    ("names", "surname", "given"),
    [
        ("SUKARNO", "SUKARNO", ""),
        ("<<FIRST<NAME", "", "FIRST NAME"),
        ("DE<BRUIJN<<WILLEKE<LISELOTTE", "DE BRUIJN", "WILLEKE LISELOTTE"),
    ],
)
def test_names(names: str, surname: str, given: str) -> None:
    """One name has no double filler; a surname may be empty."""
    reading = read(td3(names=names))
    assert (reading.surname, reading.given_names) == (surname, given)


@given(st.lists(st.text(max_size=50), max_size=5))
def test_reading_never_raises(lines: list[str]) -> None:
    """Any lines are read, and what is not valid says why."""
    reading = read(lines)
    assert reading.valid is not bool(reading.problems)


@settings(max_examples=200)
@given(st.sampled_from([td1(), td3(), TD2, NLD, VISA]), st.data())
def test_any_damage_is_read(lines: list[str], data: st.DataObject) -> None:
    """A zone with anything in place of some characters is read without an error."""
    damaged = list(lines)
    for _ in range(data.draw(st.integers(1, 4))):
        line = data.draw(st.integers(0, len(lines) - 1))
        at = data.draw(st.integers(0, len(lines[line]) - 1))
        damaged[line] = damaged[line][:at] + data.draw(st.characters()) + damaged[line][at + 1 :]
    reading = read(damaged)
    assert reading.format
    assert 0 <= reading.checks_passed <= reading.checks_total


RUN = "".join(td1())


@pytest.mark.parametrize(
    ("text", "lines", "dropped"),
    [
        ("\n".join(td1()), td1(), ""),
        ("\r\n".join(td3()) + "\r\n", td3(), ""),
        (RUN, td1(), ""),
        ("".join(td3()), td3(), ""),
        ("".join(TD2), TD2, ""),
        (RUN[:45] + "\n" + RUN[45:], td1(), ""),
        (" ".join(RUN.lower()), td1(), ""),
        ("\n".join(td3()).replace("<", "«"), td3(), ""),
        ("\n".join(td3()).replace("<<", "«"), td3(), ""),
        ("\n".join(td1()).replace("INES", "INÊS"), td1(), ""),
        ("\u200b" + "\n".join(td1()) + "\ufeff", td1(), ""),
        ("título\n" + "\n".join(td1()), td1(), "TITULO"),
        ("AB*C\n", ["ABC"], "*"),
        ("", [], ""),
    ],
)
def test_untidy_input_becomes_lines(text: str, lines: list[str], dropped: str) -> None:
    """What a scanner, the clipboard or fingers give becomes the lines of the zone, and tells what was dropped."""
    assert clean_lines(text) == (tuple(lines), dropped)


@given(st.text())
def test_cleaning_never_raises(text: str) -> None:
    """Any text becomes at most three lines of the alphabet."""
    lines, _ = clean_lines(text)
    assert len(lines) <= 3
    assert all(char in ALPHABET for line in lines for char in line)


def test_card_without_one_line_is_no_other_format() -> None:
    """Two lines of 30 are a card of which a line is missing, not a short TD2."""
    for lines in (td1()[:2], td1()[1:]):
        reading = read(lines)
        assert (reading.format, reading.valid) == (None, False)
        assert [(problem.kind, problem.found) for problem in reading.problems] == [("lines", "2")]


def test_wrong_final_digit_proposes_itself_not_fillers() -> None:
    """No filler of the optional data is taken for a letter when the final digit alone explains the failure."""
    lines = td1()
    right = lines[1][-1]
    lines[1] = lines[1][:-1] + str((int(right) + 1) % 10)
    [found] = check(read(lines), "permit.mrz_check", "residence_permit.mrz")
    assert found.params["readings"] == (f"2|30|{lines[1][-1]}|{right}",)


def test_look_alikes_are_mutual() -> None:
    """Looking alike goes both ways and never holds for a character that is alone."""
    assert look_alike("0", "O")
    assert look_alike("O", "0")
    assert not look_alike("7", "3")
