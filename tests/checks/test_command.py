"""`desk check` and `desk rules`: one JSON object a line, exit codes, and errors of one line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desk_app.check_cli import run
from desk_app.checks import RULES
from tests.checks.people import case, td1, td3, vectors


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What went out, line by line."""
    return [json.loads(line) for line in capsys.readouterr().out.split("\n")[:-1]]


def write(folder: Path, text: str | bytes) -> str:
    """A file with exactly these bytes."""
    file = folder / "in"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def test_values_come_out_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line is a value, the empty one too; a newline at the end is none, and other separators are data."""
    values = ["291659411", "", "21345678O", "29165\u20289411", "\x85", " 291 659 411 "]
    assert run(["check", "nif", write(tmp_path, "\n".join(values) + "\n")]) == 1
    said = answers(capsys)
    assert [one["input"] for one in said] == values
    assert [one["valid"] for one in said] == [True, False, False, False, False, True]
    assert [one["canonical"] for one in said] == ["291659411", None, None, None, None, "291659411"]
    assert list(said[0]) == ["input", "valid", "canonical", "findings"]


def test_windows_lines_and_byte_order_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A carriage return before the newline and a mark at the very start are not part of a value."""
    assert run(["check", "postcode", write(tmp_path, b"\xef\xbb\xbf1050-047\r\n4350-158")]) == 0
    said = answers(capsys)
    assert [one["municipality"] for one in said] == ["Lisboa", "Porto"]
    assert [one["district"] for one in said] == ["Lisboa", "Porto"]


@pytest.mark.parametrize(
    ("country", "found"),
    [([], []), (["--country", "ao"], ["contact.country_unclear"]), (["--country", "BR"], [])],
)
def test_phone_knows_the_applicants_country(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], country: list[str], found: list[str]
) -> None:
    """A number typed without prefix is asked about when it is a mobile in the applicant's country too."""
    assert run(["check", "phone", write(tmp_path, "923 123 456"), *country]) == 0
    [said] = answers(capsys)
    assert (said["valid"], said["canonical"], said["country"], said["type"]) == (
        True,
        "+351923123456",
        "PT",
        "MOBILE",
    )
    assert [one["rule"] for one in said["findings"]] == found


def test_every_vector_goes_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All zones of the vectors, one line each, in order."""
    rows = vectors("mrz")
    text = "".join(json.dumps({"lines": row["lines"]}) + "\n" for row in rows)
    assert run(["check", "mrz", write(tmp_path, text), "--today", "2026-11-23"]) == 1
    assert [one["valid"] for one in answers(capsys)] == [row["valid"] for row in rows]


def test_zone_in_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fields are raw codes, stripped numbers and ISO dates; what is unknown is null."""
    text = "\n".join(
        json.dumps({"lines": lines}) for lines in (td1(), td3(birth="7404<<"), td3(birth="<<<<<<"))
    )
    assert run(["check", "mrz", write(tmp_path, text)]) == 0
    first, second, third = answers(capsys)
    assert first["fields"] == {
        "code": "IR",
        "issuer": "PRT",
        "number": "1234AZ567",
        "nationality": "BRA",
        "birth": "1974-04-07",
        "expiry": "2029-12-22",
        "sex": "F",
        "surname": "GARCAO DE MAGALHAES",
        "given_names": "INES",
        "optional": "",
    }
    assert second["fields"]["birth"] == "1974-04"
    assert third["fields"]["birth"] is None


@pytest.mark.parametrize("value", ["[]", "{}", '{"lines": "P<"}', '{"lines": [1, null]}', "3", '"x"'])
def test_zone_of_another_shape_is_not_valid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    """JSON that is no zone is answered, not refused."""
    assert run(["check", "mrz", write(tmp_path, value)]) == 1
    [said] = answers(capsys)
    assert (said["valid"], said["format"]) == (False, None)


def test_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A decision a case, and exit code 1 as soon as one is refused."""
    lines = [case(), case(ref="second", passport__mrz=td3(expiry="250101")), case(ref=3, nif="")]
    name = write(tmp_path, "\n".join(map(json.dumps, lines)))
    assert run(["check", "case", name, "--today", "2026-11-23", "--lang", "en"]) == 1
    said = answers(capsys)
    assert [(one["ref"], one["decision"]) for one in said] == [
        ("E-2026-000001", "accept"),
        ("second", "refer"),
        (3, "refuse"),
    ]
    assert said[1]["findings"] == [
        {
            "rule": "passport.expired",
            "severity": "refer",
            "field": "passport.expires",
            "message": "The passport expired on 1 Jan 2025.",
        }
    ]


def test_bad_lines_are_named_and_the_others_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that is no JSON or no UTF-8 is told by its number; the rest is judged all the same."""
    good = json.dumps(case()).encode()
    deep = b"[" * 100_000
    name = write(tmp_path, b"\n".join([good, b"{", b"\xff", b"", deep, b"9" * 5000, good]))
    assert run(["check", "case", name, "--today", "2026-11-23", "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["decision"] for line in out.splitlines()] == ["accept", "accept"]
    assert [line.split(": ")[-1] for line in err.splitlines()] == [
        "line 2 is not JSON",
        "line 3 is not UTF-8",
        "line 5 is not JSON",
        "line 6 is not JSON",
    ]


@pytest.mark.parametrize(
    "argv",
    [
        ["check"],
        ["check", "passport"],
        ["check", "nif", "/nowhere/at/all"],
        ["check", "nif", "/"],
        ["check", "case", "-", "--today", "tomorrow"],
        ["check", "phone", "-", "--country", "Portugal"],
        ["check", "nif", "--lang", "fr"],
        ["rules", "--json", "--markdown"],
    ],
)
def test_wrong_use_is_one_line(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Usage and files that can't be read: one line on standard error, exit code 2."""
    assert run(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No file, or `-`, is standard input."""
    for argv in (["check", "nif"], ["check", "nif", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"291659411")))
        assert run(argv) == 0
        assert len(answers(capsys)) == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- 2>&-"])
def test_closed_streams_are_no_traceback(tmp_path: Path, closed: str) -> None:
    """Whoever closes a stream gets exit code 2 where it was needed, at most one line, and nothing on the wrong stream."""
    bad = write(tmp_path, b"\xff\n")
    command = f'exec "$0" -m desk_app.cli check nif --lang en {"" if "<" in closed else bad} {closed}'
    ran = subprocess.run(["/bin/sh", "-c", command, sys.executable], capture_output=True, check=False)
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert len(ran.stderr.splitlines()) == (0 if "2>" in closed else 1)


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]])
@pytest.mark.parametrize("language", ["pt", "en"])
def test_rules_are_listed(form: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule is in the list, in either language and form."""
    assert run(["rules", *form, "--lang", language]) == 0
    out = capsys.readouterr().out
    assert all(rule in out for rule in RULES)
    assert form == ["--json"] or "{" not in out


def test_utf8_in_any_locale_and_silent_when_nobody_reads() -> None:
    """Output is UTF-8 under an ASCII locale, and a reader that leaves early is no error."""
    command = [sys.executable, "-m", "desk_app.cli", "check", "postcode"]
    ascii_only = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = subprocess.run(command, input=b"9875-012\n", capture_output=True, env=ascii_only, check=False)
    assert json.loads(ran.stdout.decode("utf-8"))["municipality"] == "Calheta (São Jorge)"
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(b"1050-047\n" * 2000)
    process.stdin.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
