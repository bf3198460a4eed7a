"""Quick capture: one small window for one line, opened by a key, from the palette or by `mentordesk add`."""

from __future__ import annotations

from mentordesk_ui.screens.capture.quick_capture import QuickCapture

__all__ = ["QuickCapture"]
