"""The tables of the world outside: whole, consistent, and asked through a few functions."""

from __future__ import annotations

from data.reference import (
    StateStatus,
    area,
    areas,
    locality,
    municipalities,
    service_points,
    state,
    state_name,
    states,
)
from desk_app.checks.states import alpha2, canonical
from tests.checks.people import vectors


def test_states() -> None:
    """All of ISO 3166-1, and what ICAO adds to it, each with two names."""
    assert sum(one.status is StateStatus.IN_USE for one in states().values()) == 249 + 8
    assert all(one.name_pt and one.name_en for one in states().values())
    assert state_name("CPV", "pt") == "Cabo Verde"
    assert state_name("DEU", "en") == "Germany"
    assert state_name("???", "en") == "???"
    for code in ("YUG", "SUN", "CSK", "DDR", "ZAR", "TMP", "ANT", "NTZ", "ROM"):
        found = state(code)
        assert found
        assert found.status is StateStatus.OBSOLETE


def test_states_as_papers_and_people_write_them() -> None:
    """Codes of two and three letters, with fillers, and names, all come to one code."""
    for text in ("D<<", "D", "DE", "deu", "Alemanha", "germany"):
        assert canonical(text) == "DEU"
    assert canonical("GB") == "GBR"
    assert canonical("XXK") == canonical("RKS")
    assert canonical("ARB") == "ARB"
    assert (alpha2("DEU"), alpha2("XXA"), alpha2("???")) == ("DE", "", "")


def test_postcode_areas() -> None:
    """714 areas; those that span municipalities name each."""
    assert len(areas()) == 714
    spanning = area("2495")
    assert spanning
    assert spanning.municipalities == ("Ourém", "Leiria", "Batalha")
    assert {"Lisboa", "Calheta", "Calheta (São Jorge)"} <= set(municipalities()) | {"Calheta"}
    assert area("1060") is None


def test_full_postcodes() -> None:
    """The table of full postcodes knows those of the vectors, with their postal designation."""
    rows = [row for row in vectors("postcode") if row.get("designacao")]
    known = [locality(row["input"]) for row in rows]
    assert sum(name is not None for name in known) >= len(rows) * 0.95
    assert sum(name == row["designacao"] for name, row in zip(known, rows, strict=True)) >= len(rows) * 0.9
    for text in ("", "1050", "1050-", "9999-999", "1050-0470", "lisboa"):
        assert locality(text) is None


def test_service_points_stand_where_their_postcode_says() -> None:
    """Every Loja has its own code, and a postcode in its municipality."""
    points = service_points()
    assert len({point.code for point in points}) == len(points) == len(vectors("lojas"))
    for point in points:
        place = area(point.postcode[:4])
        assert place
        assert point.municipality in place.municipalities
        assert point.district == place.district
