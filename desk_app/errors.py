"""Everything the desk refuses, by name. Each error carries a message id of the `desk` catalogue and its facts.

`message(_)` gives the one line for the operator: what is wrong, and what would be right. No personal data in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for "translate later"
    """Mark `text` for the catalogue; it is translated when shown."""
    return text


class DeskError(Exception):
    """A refusal with a text for the operator. `text` may name `params` in braces."""

    text: ClassVar[str] = N_("Something went wrong.")
    words: ClassVar[frozenset[str]] = frozenset()
    """Params that are message ids themselves."""

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(self.text.format(**params))

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The text in the language of `translate`."""
        said = {
            name: translate(str(value)) if name in self.words else value
            for name, value in self.params.items()
        }
        return translate(self.text).format(**said)


# ---- the store ---------------------------------------------------------------------------------------------------


class StoreError(DeskError):
    """The store can't be opened or written."""

    text = N_("The store can't be used: {why}")
    words = frozenset({"why"})


class NoStore(StoreError):
    text = N_(
        "There is no store at {place} yet. Run `desk init`, or start `desk` and follow the first screen."
    )


class NoKey(StoreError):
    text = N_("The master key was not found ({place}). Put the key file back, or set DESK_KEY.")


class LooseKey(StoreError):
    """Somebody else on this machine can read the key file."""

    text = N_("The key file {place} can be read by others. Make it yours alone: chmod 600.")


class BadMasterKey(StoreError):
    text = N_("The master key in {place} is not 64 hexadecimal digits.")


class StoreExists(StoreError):
    text = N_("There is a store at {place} already.")


class WrongKey(StoreError):
    text = N_("The store {place} does not open with this key, or is no store of the desk.")


class ForeignStore(StoreError):
    text = N_("{place} is not a store of the desk.")


class NewerStore(StoreError):
    text = N_("The store {place} was made by a newer version of the desk. Update this one first.")


class ReadOnlyStore(StoreError):
    text = N_("The store {place} can't be written to. Check the rights of the file and its folder.")


class DiskFull(StoreError):
    text = N_("The disk of the store is full. Nothing was changed; free some space and try again.")


class StoreBusy(StoreError):
    text = N_("Another program holds the store locked. Nothing was changed; try again in a moment.")


# ---- people ------------------------------------------------------------------------------------------------------


class SignInRefused(DeskError):
    text = N_("Name or password is not right.")


class SignInDelayed(SignInRefused):
    """Too many failures; `seconds` until the next try."""

    text = N_("Too many wrong tries. Try again in {seconds} s.")


class WrongPassword(DeskError):
    text = N_("The password is not right.")


class NotAllowed(DeskError):
    text = N_("Your role ({role}) may not do this.")


class WeakPassword(DeskError):
    text = N_("The password needs at least {least} characters.")


class NameTaken(DeskError):
    text = N_("There is an operator named {name} already.")


class UnknownOperator(DeskError):
    text = N_("There is no operator named {name}.")


class BadName(DeskError):
    text = N_("A sign-in name has 2 to 32 letters, digits, dots or hyphens.")


class LastAdministrator(DeskError):
    text = N_("This is the last administrator; make another one first.")


# ---- cases -------------------------------------------------------------------------------------------------------


class UnknownCase(DeskError):
    text = N_("There is no case {reference} that you may open.")


class OpenedElsewhere(DeskError):
    text = N_("Case {reference} was opened at another desk. Open it again here to go on.")


class NotPossibleNow(DeskError):
    """An unknown move in the life of an enrolment."""

    text = N_("Case {reference} is {status}; this can't be done now.")


class NotReady(DeskError):
    """Submitting a case that a rule stops or that has unconfirmed points."""

    text = N_("The case can't be submitted yet: {count} point(s) are open.")


class PapersChanged(DeskError):
    text = N_("The case changed since you reviewed it. Look at it again.")


class TakenMeanwhile(DeskError):
    """The store's own constraint: someone else has it by now."""

    text = N_("Meanwhile another live enrolment took the same {what}. The case needs another look.")
    words = frozenset({"what"})


class CodeDead(DeskError):
    text = N_("This activation code is no longer good.")


class WrongCode(DeskError):
    text = N_("This is not the activation code of this case.")


class HandedOverAlready(DeskError):
    text = N_("The code of case {reference} was handed over already: a new one needs a supervisor.")


class HandOverUnsure(DeskError):
    """Perhaps the code is out, perhaps not; so it counts as out."""

    text = N_(
        "It is not certain whether the slip of case {reference} came out: look for it. A new code needs a supervisor."
    )


class SecondPersonNeeded(DeskError):
    text = N_("Printing again needs a supervisor who is not the clerk of this case.")


# ---- ways out ----------------------------------------------------------------------------------------------------


class PrinterError(DeskError):
    text = N_("The printer did not take the page: {why}")


class NoPrinter(PrinterError):
    text = N_("No printer is set up on this desk. Save to a folder, or ask for one.")


class UnknownPrinter(PrinterError):
    text = N_("This machine has no printer {name}. Choose another one.")


class PrinterSilent(PrinterError):
    text = N_("The printer {name} did not answer within {seconds} s. Look whether it is on, then try again.")


class PrinterCut(PrinterError):
    """The command was ended from outside: what it did before is not known."""

    text = N_("Printing was cut off. Look whether the page came out, then try again.")


class FolderError(DeskError):
    text = N_("The page could not be saved in {place}: {why}")


class NoFolder(FolderError):
    text = N_("There is no folder {place}. Make it, or choose another one.")


class NotAFolder(FolderError):
    text = N_("{place} is a file, not a folder.")


class FolderReadOnly(FolderError):
    text = N_("Nothing can be saved in {place}. Check your rights on the folder.")


class FolderFull(FolderError):
    text = N_("There is no room left in {place}. Nothing was saved.")


class FontMissing(DeskError):
    text = N_("This machine has no font for the language {language}. Choose another language for the slip.")


class TrainingOnly(DeskError):
    text = N_("This is training: nothing is printed on a real printer.")
