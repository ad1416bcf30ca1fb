"""Synthetic people are in order, and each of their bad papers shows what it promises."""
