"""What outlives a desk: handed to whatever is built for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.light_dataclass import dataclass
from mentordesk.vault.keys import Keys
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.quieting import Quieting
from mentordesk_ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from mentordesk.workflows.forgetting.forget import Errand
    from mentordesk_ui.qtkit.call_watch import Watch
    from mentordesk_ui.qtkit.protection import Protection


@dataclass(frozen=True)
class Lasting:
    """There is one of each for as long as the process runs."""

    appearance: Appearance
    preferences: Preferences
    background: Background
    quieting: Quieting
    restore: Callable[[Path, Keys], None]
    """Makes a backup the desk that is open; the keys open it."""
    move: Callable[[], None]
    """Moves the desk that is open into the platform's own folder."""
    rescue: Callable[[], None]
    """Leaves the desk that is open for what is still readable in its file."""
    forget: Callable[[Errand], None]
    """Forgets somebody of the desk that is open, for good."""
    protection: Protection
    """How the desk that is open is protected, and changing that."""
    watch_microphone: Watch | None = None
    """Tells who records; None is this computer's own sound server."""
