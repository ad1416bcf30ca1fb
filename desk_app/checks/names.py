"""Whether two names are one person's: tolerant of how documents write names, never of a name that is another.

`compare` answers SAME (letter by letter, accents, hyphens and capitals aside), TOLERATED with the ways in which they
differ, or DIFFERENT. What is tolerated: order, truncation where a zone's name field is full, transliteration both ways,
particles, tokens joined or split, names left out. Two first names, no surname in common, a generational suffix on one
side only, or only one token in common, are DIFFERENT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from .letters import HONORIFICS, PARTICLES, forms, suffix, tokens


class Verdict(Enum):
    """What a comparison comes to."""

    SAME = "same"
    TOLERATED = "tolerated"
    DIFFERENT = "different"


SAME, TOLERATED, DIFFERENT = Verdict.SAME, Verdict.TOLERATED, Verdict.DIFFERENT


@dataclass(frozen=True, slots=True)
class Name:
    """A name in two parts, or a free text (`whole`, in `surname`) whose order is not known.

    `truncated` tells that the field it stood in was full, so that its end may be missing.
    """

    surname: str
    given_names: str = ""
    truncated: bool = False
    whole: bool = False

    @classmethod
    def free(cls, text: str) -> Name:
        """A name written by hand, such as a bill's holder."""
        return cls(text, whole=True, truncated=text.rstrip().endswith(("…", "...")))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The verdict, and for TOLERATED how they differ: order, truncation, transliteration, joined, particles, omitted."""

    verdict: Verdict
    how: tuple[str, ...] = ()


@dataclass(slots=True)
class _Token:
    text: str
    given: bool
    first: bool = False
    """The first given name, or the first of a free text."""
    last: bool = False
    """The last token of its field: where truncation bites."""
    match: _Token | None = None


def compare(a: Name, b: Name) -> Likeness:
    """Compare two names; the order of the arguments does not matter."""
    if (b.surname, b.given_names, b.truncated, b.whole) < (a.surname, a.given_names, a.truncated, a.whole):
        a, b = b, a
    parts_a, parts_b = _parts(a), _parts(b)
    if _plain(parts_a) == _plain(parts_b) and (
        a.whole or b.whole or list(map(len, parts_a)) == list(map(len, parts_b))
    ):
        return Likeness(SAME)
    if (a.whole or b.whole) and _swapped(parts_a, parts_b):
        return Likeness(SAME)
    return _Comparison(a, b, parts_a, parts_b).likeness()


_Parts = tuple[list[str], list[str]]


def _parts(name: Name) -> _Parts:
    surname = tokens(name.surname)
    while name.whole and len(surname) > 1 and surname[0] in HONORIFICS:
        surname.pop(0)
    return surname, tokens(name.given_names)


def _plain(parts: _Parts) -> list[str]:
    return [min(forms(token, plain=True)) for part in parts for token in part]


def _swapped(a: _Parts, b: _Parts) -> bool:
    """A free text usually puts the given names first."""
    return _plain((a[1], a[0])) == _plain(b) or _plain(a) == _plain((b[1], b[0]))


class _Comparison:
    """One comparison of two names that are not the same letter by letter."""

    def __init__(self, a: Name, b: Name, parts_a: _Parts, parts_b: _Parts) -> None:
        self.names = (a, b)
        self.how: set[str] = set()
        self.sides = (_sequence(a, parts_a), _sequence(b, parts_b))

    def likeness(self) -> Likeness:
        one, other = self.sides
        if not one or not other:
            return Likeness(DIFFERENT if one or other else SAME)
        if not self._suffixes_agree():
            return Likeness(DIFFERENT)
        if self._is_beginning(0) or self._is_beginning(1):
            return Likeness(TOLERATED, ("truncation",))
        self._match(one, other)
        self._join(one, other)
        self._join(other, one)
        dropped = (
            self._drop_particles(one, self.names[0].truncated),
            self._drop_particles(other, self.names[1].truncated),
        )
        self._cut(one, other, self.names[0].truncated)
        self._cut(other, one, self.names[1].truncated)
        if self._one_kept(dropped) or not self._agree() or not self._parts_agree():
            return Likeness(DIFFERENT)
        self._order()
        return Likeness(TOLERATED, tuple(reason for reason in _REASONS if reason in self.how) or ("order",))

    def _is_beginning(self, short: int) -> bool:
        """Whether a full field is, letter by letter, where the other name was cut later or not at all."""
        ours, theirs = (_letters(side) for side in (self.sides[short], self.sides[1 - short]))
        whole = any(name.whole for name in self.names)
        return (
            not whole
            and self.names[short].truncated
            and len(ours) >= _LONG_ENOUGH
            and theirs.startswith(ours)
        )

    def _suffixes_agree(self) -> bool:
        one, other = (sorted(filter(None, (suffix(token.text) for token in side))) for side in self.sides)
        return one == other

    def _match(self, one: list[_Token], other: list[_Token]) -> None:
        """Tokens that are the same, those of the same part first, spelling before transliteration."""
        for plain in (True, False):
            for same_part in (True, False):
                for token in one:
                    if token.match is not None:
                        continue
                    for candidate in other:
                        here = not same_part or token.given == candidate.given
                        if here and candidate.match is None and _alike(token.text, candidate.text, plain):
                            token.match, candidate.match = candidate, token
                            if not plain:
                                self.how.add("transliteration")
                            break

    def _join(self, one: list[_Token], other: list[_Token]) -> None:
        """A token of `one` that is two or three neighbours of `other` written together."""
        for token in one:
            if token.match is not None:
                continue
            for size in (2, 3):
                for at in range(len(other) - size + 1):
                    run = other[at : at + size]
                    if (
                        any(piece.match is not None for piece in run)
                        or len({piece.given for piece in run}) > 1
                    ):
                        continue
                    if _alike(token.text, "".join(piece.text for piece in run), plain=False):
                        token.match = run[0]
                        for piece in run:
                            piece.match = token
                        self.how.add("joined")
                        break
                if token.match is not None:
                    break

    def _drop_particles(self, side: list[_Token], truncated: bool) -> bool:
        """Particles that the other side lacks; never the only token of a part, never a first or last given name.

        At the end of given names LE, VAN or LO is a name, unless the end is missing; in a free text it is one before
        what the other has as its first given name. Tells whether any was dropped.
        """
        before = len(side)
        for token in [token for token in side if token.match is None and token.text in PARTICLES]:
            part = [other for other in side if other.given == token.given]
            last = token is part[-1] and not truncated
            after = next((next_.match for token_, next_ in pairwise(part) if token_ is token), None)
            before_given = after is not None and after.given and after.first and not token.given
            if len(part) > 1 and not before_given and not (token.given and (token.first or last)):
                side.remove(token)
                self.how.add("particles")
        return len(side) < before

    def _one_kept(self, dropped: tuple[bool, bool]) -> bool:
        """Whether one side has as a name (KA LO) what was taken for a particle in the other (KA LE)."""
        kept = [any(token.match is None and token.text in PARTICLES for token in side) for side in self.sides]
        return (kept[0] and dropped[1]) or (kept[1] and dropped[0])

    def _cut(self, short: list[_Token], long: list[_Token], truncated: bool) -> None:
        """In a full field the last token may have lost its end, and inner ones all but their first letter."""
        if not truncated:
            return
        for token in short:
            if token.match is None and (token.last or len(token.text) == 1):
                for candidate in long:
                    if candidate.match is None and any(
                        form.startswith(token.text) for form in forms(candidate.text)
                    ):
                        token.match, candidate.match = candidate, token
                        self.how.add("truncation")
                        break

    def _agree(self) -> bool:
        """Whether what is left unmatched can be the same person's."""
        left = [[token for token in side if token.match is None] for side in self.sides]
        if left[0] and left[1]:
            return False
        if not left[0] and not left[1]:
            return True
        larger = 0 if left[0] else 1
        smaller = 1 - larger
        if self.names[smaller].truncated and self._begins(self.sides[smaller], self.sides[larger]):
            self.how.add("truncation")
            return True
        matched = [token for token in self.sides[larger] if token.match is not None]
        if sum(token.text not in PARTICLES for token in matched) < 2:
            return False
        self.how.add("omitted")
        if self.names[larger].whole:
            return matched[0].first and self._given_names_begin(self.sides[larger])
        firsts = [token for token in self.sides[larger] if token.given and token.first]
        surnames = [token for token in self.sides[larger] if not token.given]
        return all(self._first_of_both(token) for token in firsts) and any(
            token.match is not None for token in surnames
        )

    def _given_names_begin(self, free: list[_Token]) -> bool:
        """In a free text no other given name stands before the first one: a surname does, or nothing."""
        return all(
            at == 0 or free[at - 1].match is not None
            for at, token in enumerate(free)
            if token.match is not None and token.match.given and token.match.first
        )

    def _first_of_both(self, token: _Token) -> bool:
        """A first given name that the other side has first too, or among its surnames when the parts are swapped."""
        free = any(name.whole for name in self.names)
        return token.match is not None and (free or token.match.first or not token.match.given)

    def _parts_agree(self) -> bool:
        """Where given names answer to given names, a surname must answer to a surname, if both names have one."""
        if any(name.whole for name in self.names):
            return True
        one_part = any(len({token.given for token in side}) < 2 for side in self.sides)
        if one_part and all(token.match is not None for side in self.sides for token in side):
            return True
        pairs = {(token.given, token.match.given) for token in self.sides[0] if token.match is not None}
        return (True, True) not in pairs or (False, False) in pairs

    def _begins(self, short: Sequence[_Token], long: Sequence[_Token]) -> bool:
        """Whether the full field is the beginning of the other name, long enough to mean it."""
        if sum(len(token.text) for token in short) < _LONG_ENOUGH:
            return False
        return all(token.match is candidate for token, candidate in zip(short, long, strict=False))

    def _order(self) -> None:
        one = [token for token in self.sides[0] if token.match is not None]
        positions = {id(token): at for at, token in enumerate(self.sides[1])}
        places = [positions[id(token.match)] for token in one if id(token.match) in positions]
        moved = places != sorted(places) or any(
            token.match is not None and token.given != token.match.given for token in one
        )
        if moved and not any(name.whole for name in self.names):
            self.how.add("order")


_LONG_ENOUGH = 15
"""Letters of a name field that holds a beginning only."""
_REASONS = ("order", "truncation", "transliteration", "joined", "particles", "omitted")


def _sequence(name: Name, parts: _Parts) -> list[_Token]:
    surname, given = parts
    made = [_Token(text, given=False) for text in surname] + [_Token(text, given=True) for text in given]
    if made:
        made[-1].last = True
        first = 0 if name.whole or not given else len(surname)
        made[first].first = True
    return made


def _letters(side: Sequence[_Token]) -> str:
    """The tokens as one text, the given names behind a stop."""
    surname, given = (
        " ".join(min(forms(token.text, plain=True)) for token in side if token.given is part)
        for part in (False, True)
    )
    return f"{surname}.{given}" if given else surname


def _alike(one: str, other: str, plain: bool) -> bool:
    meaning = suffix(one)
    if meaning and suffix(other):
        return meaning == suffix(other)
    return not forms(one, plain).isdisjoint(forms(other, plain))


def marks(a: str, b: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where two texts differ: the spans (start, end) of `a` and of `b` that the other does not have."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = [], []
    for step in Levenshtein.opcodes(a, b):
        if step.tag != "equal":
            if step.src_start < step.src_end:
                ours.append((step.src_start, step.src_end))
            if step.dest_start < step.dest_end:
                theirs.append((step.dest_start, step.dest_end))
    return tuple(ours), tuple(theirs)
