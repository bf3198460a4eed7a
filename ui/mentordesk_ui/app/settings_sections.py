"""Sections of the settings that need what outlives a desk. Each is loaded when it is made: some way down the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk_ui.app.lasting import Lasting

if TYPE_CHECKING:
    from mentordesk_ui.screens.settings.encryption_section import EncryptionSection
    from mentordesk_ui.screens.settings.safety_section import SafetySection


def make_encryption(lasting: Lasting) -> EncryptionSection:
    """Make the section about how the desk is protected."""
    from mentordesk_ui.screens.settings.encryption_section import EncryptionSection

    return EncryptionSection(lasting.appearance, lasting.protection)


def make_safety(lasting: Lasting, desk: Desk, clock: Clock) -> SafetySection:
    """Make the section about backups."""
    from mentordesk_ui.screens.settings.safety_section import SafetySection

    return SafetySection(
        lasting.appearance,
        desk,
        clock,
        lasting.preferences,
        lasting.background,
        restore=lasting.restore,
        rescue=lasting.rescue,
    )
