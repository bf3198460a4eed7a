"""The shipped typeface, Inter, made known to Qt once per process."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from mentordesk.folders import resource

FAMILY = "MentorDesk Inter"
FILES = (
    "Inter-Light.ttf",
    "Inter-Regular.ttf",
    "Inter-Italic.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
)


@cache
def load_fonts() -> None:
    """Register the files of Inter; raise FileNotFoundError when one is missing or unreadable."""
    for name in FILES:
        path = resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
