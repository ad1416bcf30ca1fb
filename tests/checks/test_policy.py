"""The policy file: its numbers, a service point's own lines, and one clear line when it is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from data.records import Channel, ProofKind
from desk_app.policy import PolicyError, load


def test_numbers_that_come_with_the_desk() -> None:
    """Ages, periods and lifetimes as documented."""
    policy = load()
    assert (policy.least_age, policy.greatest_age) == (16, 110)
    assert (policy.expires_soon_days, policy.renewal_proof_days) == (30, 180)
    assert policy.proof_days == {
        ProofKind.UTILITY_BILL: 90,
        ProofKind.BANK_STATEMENT: 90,
        ProofKind.PARISH_CERTIFICATE: 180,
    }
    assert policy.code_lifetime == {
        Channel.PRINT: timedelta(days=7),
        Channel.QR: timedelta(days=7),
        Channel.SMS: timedelta(minutes=10),
        Channel.EMAIL: timedelta(hours=24),
        Channel.POST: timedelta(days=30),
    }
    assert (
        len(policy.free_movement) == 26 + 3 + 2
    )  # the Union without Portugal, the EEA, Switzerland and Andorra


def test_own_lines_replace_single_numbers(tmp_path: Path) -> None:
    """A service point's file needs only what differs."""
    file = tmp_path / "policy.toml"
    file.write_text('[review]\nreview = "all"\nsample_percent = 2.5\n[codes]\nmax_tries = 3\n', "utf-8")
    policy = load(file)
    assert (policy.review, policy.sample_percent, policy.code_max_tries) == ("all", 2.5, 3)
    assert policy.least_age == 16


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[nonsense]\nx = 1", "there is no section [nonsense]"),
        ("applicant = 3", "there is no section [applicant]"),
        ("[codes]\nfax_minutes = 1", "there is no codes.fax_minutes"),
        ("[codes]\nmax_tries = 0", "codes.max_tries must be a whole number from 1 to 100"),
        ("[codes]\nmax_tries = true", "codes.max_tries must be a whole number from 1 to 100"),
        ("[review]\nsample_percent = nan", "review.sample_percent must be a number from 0 to 100"),
        ('[review]\nreview = "some"', 'review.review must be "flagged" or "all"'),
        ('[papers]\ndummy_nifs = ["12"]', "papers.dummy_nifs must be a list of nine-digit texts"),
        ("[applicant]\nleast_age = 120", "applicant.least_age is not below applicant.greatest_age"),
        ("x = ", "Invalid value (at end of document)"),
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, text: str, why: str) -> None:
    """What is wrong is told in one line that names the file."""
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as refused:
        load(file)
    assert str(refused.value) == f"The policy file {file} can't be used: {why}"


def test_missing_or_unreadable_files_are_refused(tmp_path: Path) -> None:
    """A file that is not there or no text is told too."""
    (tmp_path / "bytes").write_bytes(b"\xff")
    for name in ("nowhere", "bytes"):
        with pytest.raises(PolicyError):
            load(tmp_path / name)


def test_wrong_passwords_wait_longer_and_longer() -> None:
    """No wait below the fifth failure, then growing, and never above the cap."""
    waits = [load().sign_in_delay(failures).total_seconds() for failures in (0, 4, 5, 6, 7, 10, 10**6)]
    assert waits == [0, 0, 30, 60, 120, 900, 900]
