"""Lines of context menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from mentordesk_ui.theme.appearance import Appearance


def offer(appearance: Appearance, menu: QMenu, words: str, icon: str, key: str, run: Callable[[], object]) -> QAction:
    """Add a line to a menu. Its key is only shown: the list itself takes it."""
    action = QAction(appearance.veil.words(words), menu)
    if icon:
        action.setIcon(appearance.icon(icon))
    if key:
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(partial(_run, run))
    menu.addAction(action)
    return action


def _run(run: Callable[[], object], *_checked: object) -> None:
    run()
