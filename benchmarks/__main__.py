"""`python -m benchmarks [name …]`: run all benchmarks or some, print the table, write `results.json`, fail over a limit."""

from __future__ import annotations

import json
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

from .bar import Bar

HERE = Path(__file__).parent


def collect(names: list[str]) -> list[Bar]:
    """The bars of every module of this package that measures, in the order of their names."""
    bars: list[Bar] = []
    for module in sorted(found.name for found in pkgutil.iter_modules([str(HERE)])):
        if module.startswith("_") or (names and module not in names):
            continue
        measure = getattr(import_module(f"{__package__}.{module}"), "measure", None)
        if measure is not None:
            print(f"… {module}", file=sys.stderr, flush=True)
            bars += measure()
    return bars


def table(bars: list[Bar]) -> str:
    """bar | ours | reference | ratio | limit | ok"""
    rows = [("bar", "ours", "reference", "ratio", "limit", "ok")]
    for bar in bars:
        limit = bar["limit"]
        ok = "" if limit is None else "yes" if bar["ratio"] <= limit else "NO"
        figures = (
            f"{bar['ours']:.4g} {bar['unit']}",
            f"{bar['reference']:.4g} {bar['unit']}",
            f"{bar['ratio']:.2f}",
        )
        rows.append((bar["bar"], *figures, "" if limit is None else f"{limit:g}", ok))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def main() -> int:
    """Exit code 1 when a limit is passed."""
    bars = collect(sys.argv[1:])
    print(table(bars))
    (HERE / "results.json").write_text(json.dumps(bars, indent=2) + "\n", "utf-8")
    return 1 if any(bar["limit"] is not None and bar["ratio"] > bar["limit"] for bar in bars) else 0


if __name__ == "__main__":
    sys.exit(main())
