"""Before a desk is open: what is asked when the keyring does not simply give its key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Kept
from mentordesk.vault.keyring_wire import Problem
from mentordesk.vault.wrapping import WrongPassphrase
from mentordesk.workflows.desk.protect_desk import Wish, make_kit, protect_new
from mentordesk_ui.app.opening import OpeningWindow
from tests.support.keyrings import CHEAP
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.scene import Scene

WORDS = "sieben Möwen am Kai"


def closed_desk(stage: Rehearsal, wish: Wish, *, with_kit: bool = False) -> Path:
    """Make a desk beside the one of the stage, and return its folder; it is closed."""
    folder = stage.folder / "another"
    unlocked = protect_new(folder, wish, stage.keyring)
    Desk.open(folder, stage.clock, unlocked.keys).close()
    if with_kit:
        make_kit(folder, unlocked, WORDS, CHEAP)
    return folder


def begin(stage: Rehearsal, folder: Path) -> OpeningWindow:
    """Open a desk as a start does, and return the window that asks."""
    size = stage.window.size()
    stage.program.open(folder)
    shown = stage.program.shown
    assert isinstance(shown, OpeningWindow)
    shown.window.resize(size)
    shown.window.activateWindow()
    settle()
    return shown


def new_key(stage: Rehearsal) -> QWidget:
    """A new desk where no keyring runs."""
    stage.keyring.problem = Problem.NONE
    return begin(stage, stage.folder / "new").window


def passphrase(stage: Rehearsal) -> QWidget:
    """A desk whose passphrase is asked at each start."""
    return begin(stage, closed_desk(stage, Wish(Kept.PASSPHRASE, WORDS, CHEAP))).window


def wrong_passphrase(stage: Rehearsal) -> QWidget:
    """The same, after a slip."""
    shown = begin(stage, closed_desk(stage, Wish(Kept.PASSPHRASE, WORDS, CHEAP)))
    shown.page.passphrase.setText("acht Möwen am Kai")
    shown.page.refuse(WrongPassphrase())
    shown.page.passphrase.deselect()  # a picture shows words once
    settle()
    return shown.window


def emptied(stage: Rehearsal) -> QWidget:
    """A keyring that was emptied by a reinstall, and a desk with a kit."""
    folder = closed_desk(stage, Wish(Kept.KEYRING), with_kit=True)
    stage.keyring.secrets.clear()
    return begin(stage, folder).window


def locked(stage: Rehearsal) -> QWidget:
    """A locked keyring, and a desk that nothing else opens."""
    folder = closed_desk(stage, Wish(Kept.KEYRING))
    stage.keyring.problem = Problem.LOCKED
    return begin(stage, folder).window


def kit(stage: Rehearsal) -> QWidget:
    """The kit is asked for."""
    shown = begin(stage, closed_desk(stage, Wish(Kept.PASSPHRASE, WORDS, CHEAP)))
    shown.page.kit.click()
    settle()
    return shown.window


SCENES = (
    Scene("opening-new-key", new_key, has_desk=False),
    Scene("opening-passphrase", passphrase, has_desk=False),
    Scene("opening-wrong", wrong_passphrase, has_desk=False),
    Scene("opening-emptied", emptied, has_desk=False),
    Scene("opening-locked", locked, has_desk=False),
    Scene("opening-kit", kit, has_desk=False),
)
