"""What outlives a desk: handed to whatever is built for one."""

from __future__ import annotations

from mentordesk.light_dataclass import dataclass
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.theme.appearance import Appearance


@dataclass(frozen=True)
class Lasting:
    """There is one of each for as long as the process runs."""

    appearance: Appearance
    preferences: Preferences
    background: Background
