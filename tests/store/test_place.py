"""Where a store lies, as it may be shown."""

from __future__ import annotations

import pytest

from data.store import place


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("db/desk", "db/desk"),
        ("desk@db/desk", "desk@db/desk"),
        ("desk:hid@den/hidden@db:5432/desk", "desk@db:5432/desk"),
        ("desk:hidden@db/desk?password=hidden", "desk@db/desk"),
        ("db/desk?user=u&password=hidden", "db/desk"),
        ("db/desk?user=u&password=hid@hidden", "db/desk"),
        ("/desk?password=hid@hidden", "/desk"),
        ("db:5432/desk?user=u&password=hid@hidden", "db…"),
        ("desk:hidden@db/desk?password=hid@hidden", "desk…"),
        ("desk:hid?hidden@db/desk", "desk…"),
    ],
)
def test_no_password_is_shown(given: str, shown: str) -> None:
    """Neither the account's nor the query's, whatever signs it holds; the URL itself stays whole."""
    found = place.parse(f"postgresql+psycopg://{given}")
    assert found.shown == f"postgresql+psycopg://{shown}"
    assert "hid" not in repr(found)
    assert found.url.endswith(given)
