"""Every screen and important state of the program by name: how to come to it from a desk that was just opened.

One module per corner of the program; what is listed here is pictured, listened to, walked through by Tab and read in German.
"""

from __future__ import annotations

from tests.support.scenes import advice, between, calls, capture, goals, insights, notes, quiet, safety, take_along
from tests.support.scenes.scene import Scene

SCENES: tuple[Scene, ...] = (
    *calls.SCENES,
    *advice.SCENES,
    *between.SCENES,
    *capture.SCENES,
    *goals.SCENES,
    *insights.SCENES,
    *notes.SCENES,
    *quiet.SCENES,
    *safety.SCENES,
    *take_along.SCENES,
)

__all__ = ["SCENES", "Scene"]
