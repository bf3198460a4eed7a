"""Advice: what I was given, with the question in place when it is due, and what I advised and how it landed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentordesk_ui.screens.advice.screen import AdviceScreen

__all__ = ["AdviceScreen"]


def __getattr__(name: str) -> object:
    # Loaded when asked for: the commands beside it are wanted at every start, the screen seldom.
    if name == "AdviceScreen":
        from mentordesk_ui.screens.advice.screen import AdviceScreen

        return AdviceScreen
    raise AttributeError(name)
