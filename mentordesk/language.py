"""The words people read: gettext with one catalogue for core and desktop. How dates are said is in `phrases`."""

from __future__ import annotations

import gettext
import locale
import os

from mentordesk.folders import resource

DOMAIN = "mentordesk"
LANGUAGES = ("en", "de")
"""Languages whose catalogue is complete; the source strings are English."""

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_locale_name = "en_GB"
_said: dict[str, str] = {}
"""Every sentence the program has said so far, in the order in which it was first said, each as the object it was said with."""


def _(text: str) -> str:
    """Say `text` in the chosen language."""
    said = _catalogue.gettext(text)
    # Earlier releases of Python 3.11 find a word that also has a plural only by asking for one of it.
    return own_words(said if said != text else _catalogue.ngettext(text, text, 1))


def ngettext(one: str, many: str, count: int) -> str:
    """Say `one` or `many`, whichever the language uses for `count`."""
    return own_words(_catalogue.ngettext(one, many, count))


def pgettext(context: str, text: str) -> str:
    """Say `text` as it is meant in `context`, for English words of two meanings."""
    return own_words(_catalogue.pgettext(context, text))


def own_words(text: str) -> str:
    """Return words that are the program's own, such as a date, and remember that they are: a curtain leaves them readable.

    The same words are the same object each time, which tells them from what somebody wrote and reads alike.
    """
    return _said.setdefault(text, text)


def is_own(text: str) -> bool:
    """Tell whether this is what the program itself said, and not something that somebody wrote, be it word for word the same."""
    return _said.get(text) is text


def sounds_own(text: str) -> bool:
    """Tell whether the program says the same words: all that can be known of what was cut from a text or came back from Qt."""
    return text in _said


def own_sentences(after: int = 0) -> list[str]:
    """Return what the program has said, without the first `after`."""
    return list(_said)[after:] if len(_said) > after else []


def use(name: str = "") -> None:
    """Choose the language by locale name, such as `de` or `de_AT`; empty asks the environment.

    A language without a catalogue reads English; dates still follow the locale.
    """
    global _catalogue, _locale_name  # noqa: PLW0603 - gettext's own shape: a process speaks one language at a time
    _locale_name = name or _from_environment()
    _catalogue = gettext.translation(
        DOMAIN, resource("translations"), languages=[_locale_name, _locale_name.split("_")[0]], fallback=True
    )


def locale_name() -> str:
    """Return the chosen locale, such as `de_AT`, for dates and numbers."""
    return _locale_name


def _from_environment() -> str:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").split(":")[0].split(".")[0].split("@")[0]
        if value in {"C", "POSIX"}:
            break
        if value:
            return value
    else:
        # Windows and macOS say it to the C library rather than to the environment.
        found = locale.getlocale()[0]
        if found and "_" in found and " " not in found:
            return found
    return "en_GB"
