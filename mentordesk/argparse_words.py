"""What argparse says by itself, handed to gettext with the program's own words. The commands are in `cli`."""

from __future__ import annotations

import argparse

from mentordesk.language import _


def speak() -> None:
    """Let argparse speak the chosen language; what newer Pythons say besides stays English."""
    words = {
        "usage: ": _("usage: "),
        "positional arguments": _("positional arguments"),
        "options": _("options"),
        "show this help message and exit": _("show this help message and exit"),
        "%(prog)s: error: %(message)s\n": _("%(prog)s: error: %(message)s\n"),
        "argument %(argument_name)s: %(message)s": _("argument %(argument_name)s: %(message)s"),
        "the following arguments are required: %s": _("the following arguments are required: %s"),
        "unrecognized arguments: %s": _("unrecognized arguments: %s"),
        "expected one argument": _("expected one argument"),
        "invalid choice: %(value)r (choose from %(choices)s)": _("invalid choice: %(value)r (choose from %(choices)s)"),
        "invalid %(type)s value: %(value)r": _("invalid %(type)s value: %(value)r"),
    }

    def said(text: str) -> str:
        return words.get(text, text)

    # argparse asks the gettext of the whole process, which knows the environment but not the settings.
    argparse._ = said  # type: ignore[attr-defined] # its name for gettext, kept from the type stubs
