"""What to tell the person whose keyring is of no use."""

from __future__ import annotations

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.vault.keyring_wire import Problem, Unanswered


class KeyringTrouble(Trouble):
    """The keyring is of no use now. The sentence says why and what to do; `why` and `what_to_do` say it apart.

    `detail` is a technical name for a report: no part of a secret is ever in it.
    """

    def __init__(self, problem: Problem, why: str, what_to_do: str, detail: str = "") -> None:
        super().__init__(f"{why} {what_to_do}")
        self.problem = problem
        self.why = why
        self.what_to_do = what_to_do
        self.detail = detail


class NoKeyring(KeyringTrouble):
    """There is none, or none that protects what it keeps. Trying again changes nothing."""


class KeyringLocked(KeyringTrouble):
    """It is locked, and nobody has unlocked it: the question was dismissed, or there was nothing to ask it with."""


class KeyringSilent(KeyringTrouble):
    """It has not answered yet. It may still."""


def trouble_of(unanswered: Unanswered) -> KeyringTrouble:
    """Return what to tell the person about a keyring that gave no answer."""
    problem, detail = unanswered.problem, unanswered.detail
    if problem is Problem.LOCKED:
        why = _("The keyring of this computer is locked, and it was not unlocked.")
        return KeyringLocked(problem, why, _("Unlock it and try again, or use the desk’s recovery kit."), detail)
    if problem is Problem.SILENT:
        why = _("The keyring of this computer has not answered.")
        what_to_do = _("Look for a window that asks for your password, try again, or use the desk’s recovery kit.")
        return KeyringSilent(problem, why, what_to_do, detail)
    why, what_to_do = _absence(problem)
    return NoKeyring(problem, why, what_to_do, detail)


def _absence(problem: Problem) -> tuple[str, str]:
    otherwise = _("Use a passphrase or the desk’s recovery kit.")
    mend = _("Correct what is configured for Python’s keyring, or use a passphrase or the desk’s recovery kit.")
    match problem:
        case Problem.NO_BUS:
            return _("No keyring can be reached from here, because this is not a desktop session."), otherwise
        case Problem.NONE:
            install = _(
                "Start one, such as GNOME Keyring, KWallet or KeePassXC, or use a passphrase or the desk’s recovery kit."
            )
            return _("No keyring is running on this computer."), install
        case Problem.SWITCHED_OFF:
            return _("The keyring is switched off for programs like this one."), mend
        case Problem.UNSAFE:
            return _("The keyring that is configured does not protect what it keeps, so it is not used."), mend
        case Problem.UNUSABLE:
            return _("The keyring that is configured does not work on this computer."), mend
        case Problem.FORGETS:
            return _("The keyring of this computer forgets everything when you log out, so it is not used."), otherwise
        case _:
            return _("The keyring of this computer answered with an error."), _(
                "Try again, or use the desk’s recovery kit."
            )
