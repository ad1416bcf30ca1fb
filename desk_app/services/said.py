"""What a store says, in the desk's words. Apart from `ground`, so that asking it loads no database library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from data.store import problems

from .. import errors
from ..errors import N_

_TAKEN = {"nif": N_("NIF"), "document": N_("document"), "mobile": N_("mobile")}
_PLACED: Mapping[type[problems.StoreProblem], type[errors.StoreError]] = {
    problems.Missing: errors.NoStore,
    problems.Present: errors.StoreExists,
    problems.BadKey: errors.WrongKey,
    problems.Foreign: errors.ForeignStore,
    problems.Newer: errors.NewerStore,
    problems.ReadOnly: errors.ReadOnlyStore,
}

STORE_SAYS = (
    N_("rows are missing before this one"),
    N_("this row was changed"),
    N_("this row does not follow the one before it"),
    N_("the end of the chain is missing"),
    N_("the chain is not the one that the checkpoint signed"),
    N_("a checkpoint is not signed by this store"),
    N_("a guard of the store was removed or changed"),
    N_("the case is not as its last event says"),
    N_("the case of this event is gone"),
    N_("the draw of the sample comes out otherwise"),
    N_("the evidence is not what was decided on"),
    N_("a decision was not made by the act that its event tells of"),
    N_("an operator is not as the events say"),
    N_("a sealed field was changed or is damaged"),
    N_("the disk does not read or write it rightly"),
    N_("the database server does not answer"),
    N_("a path or postgresql+psycopg://… is taken, nothing else"),
)
"""What `data.store` gives as its reason; it knows no catalogue, so its texts are marked for one here."""


def in_our_words(problem: problems.StoreProblem) -> errors.DeskError:
    """The desk's error for what the store says."""
    if isinstance(problem, problems.Full):
        return errors.DiskFull()
    if isinstance(problem, problems.Busy):
        return errors.StoreBusy()
    if isinstance(problem, problems.Taken) and problem.why in _TAKEN:
        return errors.TakenMeanwhile(what=_TAKEN[problem.why])
    placed = _PLACED.get(type(problem))
    return placed(place=problem.place) if placed else errors.StoreError(why=problem.why or problem.place)


@contextmanager
def said() -> Iterator[None]:
    """Turn a StoreProblem inside into a DeskError."""
    try:
        yield
    except problems.StoreProblem as problem:
        raise in_our_words(problem) from None
