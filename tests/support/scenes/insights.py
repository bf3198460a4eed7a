"""Insights: everybody, one mentorship, the numbers instead of a picture, a new desk, and looking back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk_ui.screens.insights import InsightsScreen
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene, next_call


def shown(stage: Rehearsal) -> InsightsScreen:
    """Show the screen and wait for what it reads beside the window."""
    screen = stage.show_screen("insights")
    assert isinstance(screen, InsightsScreen)
    read(screen)
    return screen


def read(screen: InsightsScreen) -> None:
    """Wait for what the screen reads."""
    until(lambda: not screen.is_reading(), "the insights to be read")
    settle()


def insights(stage: Rehearsal) -> QWidget:
    shown(stage)
    return stage.window


def of_person(stage: Rehearsal) -> InsightsScreen:
    """Show the mentorship of the next call."""
    screen = shown(stage)
    screen.open_person(next_call(stage).person_id)
    read(screen)
    return screen


def insights_person(stage: Rehearsal) -> QWidget:
    of_person(stage)
    return stage.window


def insights_table(stage: Rehearsal) -> QWidget:
    screen = of_person(stage)
    screen.promises.show_numbers()
    settle()
    screen.page.show_widget(screen.promises)
    settle()
    return stage.window


def insights_empty(stage: Rehearsal) -> QWidget:
    """Take everything off the desk but who one is."""
    desk = stage.desk
    with desk.database.change():
        for table in ("meeting", "action", "goal", "agenda_item", "mentorship", "review"):
            desk.database.rows(f"UPDATE {table} SET deleted_at = updated_at WHERE 1 RETURNING id")
    screen = shown(stage)
    screen.refresh()
    read(screen)
    return stage.window


def review(stage: Rehearsal) -> QWidget:
    screen = of_person(stage)
    screen.look_back()
    settle()
    return stage.window


SCENES: tuple[Scene, ...] = (
    Scene("insights", insights),
    Scene("insights-person", insights_person),
    Scene("insights-table", insights_table),
    Scene("insights-empty", insights_empty),
    Scene("review", review),
)
