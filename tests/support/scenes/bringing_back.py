"""The first start of somebody who has a desk already: what to choose, what opens it, and what it holds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.backups import Reason
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Kept
from mentordesk.workflows.desk.protect_desk import Wish, make_kit, protect_new
from mentordesk.workflows.safety.back_up import back_up
from mentordesk_ui.screens.welcome.bring_back import BringBackPage
from mentordesk_ui.screens.welcome.screen import WelcomeScreen
from tests.support.keyrings import CHEAP, MemoryKeyring
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene

WORDS = "sieben Möwen am Kai"


def brought_backup(stage: Rehearsal) -> Path:
    """Make a backup of an encrypted desk on another computer, and return its file."""
    folder = stage.folder / "another"
    unlocked = protect_new(folder, Wish(Kept.KEYRING), MemoryKeyring())
    make_kit(folder, unlocked, WORDS, CHEAP)
    with closing(Desk.open(folder, stage.clock, unlocked.keys)) as desk:
        desk.profile.begin(Person(name="Elena Weber"), Profile())
        for name in ("Maria Sommer", "Noor Haddad", "Jonas Peters"):
            desk.people.add(Person(name=name))
    return back_up(folder, stage.clock, Reason.DAILY, keys=unlocked.keys).backup.path


def page(stage: Rehearsal) -> BringBackPage:
    """Say that there is a desk already, and return the page that asks for it."""
    screen = stage.window.screen_of("welcome")
    assert isinstance(screen, WelcomeScreen)
    screen.who.has_one.click()
    settle()
    assert screen.page is not None
    return screen.page


def choose(stage: Rehearsal) -> QWidget:
    """Nothing is chosen yet."""
    page(stage)
    return stage.window


def passphrase(stage: Rehearsal) -> QWidget:
    """An encrypted backup was chosen."""
    shown = page(stage)
    shown.look_at(brought_backup(stage))
    until(shown.passphrase.hasFocus, "the passphrase to be asked")
    return stage.window


def found(stage: Rehearsal) -> QWidget:
    """It was opened: what is in it is said."""
    passphrase(stage)
    screen = stage.window.screen_of("welcome")
    assert isinstance(screen, WelcomeScreen)
    shown = screen.page
    assert shown is not None
    shown.passphrase.setText(WORDS)
    shown.unlock.click()
    until(shown.bring.hasFocus, "what is in it")
    return stage.window


def kit(stage: Rehearsal) -> QWidget:
    """Nothing lies beside the backup that says how it opens: its kit is asked for."""
    backup = brought_backup(stage)
    alone = backup.rename(stage.folder / backup.name)
    shown = page(stage)
    shown.look_at(alone)
    until(shown.kit.isVisible, "the offer to use the kit")
    shown.kit.click()
    settle()
    return stage.window


SCENES = (
    Scene("bring-back", choose, has_desk=False),
    Scene("bring-back-passphrase", passphrase, has_desk=False),
    Scene("bring-back-found", found, has_desk=False),
    Scene("bring-back-kit", kit, has_desk=False),
)
