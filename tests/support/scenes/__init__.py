"""Every screen and important state of the program by name: how to come to it from a desk that was just opened.

One module per corner of the program; what is listed here is pictured, listened to, walked through by Tab and read in German.
"""

from __future__ import annotations

from tests.support.scenes import (
    advice,
    attachments,
    between,
    bringing_back,
    calls,
    capture,
    earlier,
    encryption,
    forgetting,
    goals,
    half_typed,
    insights,
    notes,
    opening,
    privacy,
    quiet,
    safety,
    take_along,
    trash,
)
from tests.support.scenes.scene import Scene

SCENES: tuple[Scene, ...] = (
    *calls.SCENES,
    *advice.SCENES,
    *attachments.SCENES,
    *between.SCENES,
    *bringing_back.SCENES,
    *capture.SCENES,
    *earlier.SCENES,
    *encryption.SCENES,
    *forgetting.SCENES,
    *goals.SCENES,
    *half_typed.SCENES,
    *insights.SCENES,
    *notes.SCENES,
    *opening.SCENES,
    *privacy.SCENES,
    *quiet.SCENES,
    *safety.SCENES,
    *take_along.SCENES,
    *trash.SCENES,
)

__all__ = ["SCENES", "Scene"]
