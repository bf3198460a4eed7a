"""The first start, Today, people, meetings, the session, imports, and the window itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mentordesk.domain.meetings import Status
from mentordesk.errors import Trouble
from mentordesk_ui.screens.welcome.screen import WelcomeScreen
from tests.support.real_files import address_book, calendar
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene, next_call, noted_meeting, running

# -- before there is a desk


def welcome(stage: Rehearsal) -> QWidget:
    return stage.window


def first_steps(stage: Rehearsal) -> QWidget:
    """Answer the first question; what comes next is offered."""
    screen = stage.window.screen_of("welcome")
    assert isinstance(screen, WelcomeScreen)
    screen.who.name.setText("Elena Weber")
    QTest.keyClick(screen.who.name, Qt.Key.Key_Return)
    until(screen.is_at_steps, "the first steps")
    return stage.window


# -- today


def today(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    return stage.window


def nothing_planned(stage: Rehearsal) -> QWidget:
    desk = stage.desk
    with desk.database.change():
        for meeting in desk.meetings.upcoming(stage.clock.now() - timedelta(days=1), limit=1000):
            desk.meetings.save(replace(meeting, status=Status.CANCELLED))
    stage.show_screen("today")
    return stage.window


def demo_strip(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.window.show_notice("This is a demo desk with made-up people.", "Throw it away", stage.window.hide_notice)
    settle()
    return stage.window


def trouble(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.window.show_trouble(
        Trouble("The disk is full, so the last change is not saved. Make some room; what you typed stays here.")
    )
    settle()
    return stage.window


def toast(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.window.toast("Planned a meeting with Maria", undoable=True)
    settle()
    return stage.window


def reminder(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.program.preferences.choose(reminders_on=True)
    reminding = stage.shown.screens.speaking_up.reminding()
    assert reminding is not None
    reminding.look()
    settle()
    assert reminding.window is not None
    return reminding.window


# -- people


def people(stage: Rehearsal) -> QWidget:
    stage.show_screen("people")
    return stage.window


def person(stage: Rehearsal) -> QWidget:
    stage.shown.ways.open_person(next_call(stage).person_id)
    settle()
    return stage.window


def person_east_asian(stage: Rehearsal) -> QWidget:
    stage.shown.ways.open_person(
        next(one.id for one in stage.desk.people.others() if "\u3000" < one.name[0] < "\uff00")
    )
    settle()
    return stage.window


def new_person(stage: Rehearsal) -> QWidget:
    stage.show_screen("people")
    stage.shown.screens.people().new_person()
    settle()
    return stage.window


# -- meetings


def meetings(stage: Rehearsal) -> QWidget:
    stage.show_screen("meetings")
    return stage.window


def meeting(stage: Rehearsal) -> QWidget:
    """Show the page of the last meeting with a long note that was held with the next caller."""
    stage.shown.ways.open_meeting(noted_meeting(stage).id)
    settle()
    return stage.window


def planned_meeting(stage: Rehearsal) -> QWidget:
    stage.shown.ways.open_meeting(next_call(stage).id)
    settle()
    return stage.window


def plan(stage: Rehearsal) -> QWidget:
    stage.shown.ways.plan_meeting(next_call(stage).person_id)
    settle()
    return stage.window


def log_past(stage: Rehearsal) -> QWidget:
    stage.show_screen("meetings")
    stage.shown.screens.meetings().log_past(next_call(stage).person_id)
    settle()
    return stage.window


# -- the session


def focus_choice(stage: Rehearsal) -> QWidget:
    stage.show_screen("focus")
    return stage.window


def focus_before(stage: Rehearsal) -> QWidget:
    call = next_call(stage)
    stage.shown.ways.start_session(call.id, call.person_id)
    settle()
    return stage.window


def focus_running(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=17, seconds=42)
    screen.course.look()
    settle()
    return stage.window


def focus_cue(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=30)
    screen.course.look()
    stage.clock.advance(minutes=10, seconds=2)
    screen.course.look()
    settle()
    return stage.window


def focus_notes(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=12)
    screen.course.look()
    screen.running.open_notes(True)
    screen.running.note.editor.insertPlainText(
        "## How the first 1:1s went\n\nTwo went well, one was a **monologue**. She noticed by herself.\n\n"
        "- asks more than she tells now\n- [ ] @Maria write down three questions !friday\n"
    )
    settle()
    return stage.window


def focus_overrun(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=50)
    screen.course.look()
    stage.clock.advance(minutes=3, seconds=7)
    screen.course.look()
    screen.running._forget_cue()
    settle()
    return stage.window


def focus_paused(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=21)
    screen.course.look()
    screen.pause_or_go_on()
    settle()
    return stage.window


def focus_offered(stage: Rehearsal) -> QWidget:
    """Show what a start finds after the program was killed in the middle of a session."""
    running(stage)
    stage.clock.advance(minutes=9)
    folder = stage.desk.folder
    stage.program.open(folder)
    stage.window.resize(*stage._size)
    stage.window.activateWindow()
    stage.shown._warm_up.stop()
    stage.shown._complete(None)
    settle()
    stage.window.activateWindow()
    settle()
    return stage.window


def pill(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=17, seconds=42)
    screen.show_small_window()
    screen.course.look()
    settle()
    small = screen.pill_watch._pill
    assert small is not None
    return small


def wrap_up(stage: Rehearsal) -> QWidget:
    screen = running(stage)
    stage.clock.advance(minutes=49)
    screen.course.look()
    screen.end()
    settle()
    return stage.window


# -- importing


def import_choice(stage: Rehearsal) -> QWidget:
    stage.show_screen("people")
    stage.shown.screens.imports().import_contacts()
    settle()
    return stage.window


def import_calendar(stage: Rehearsal) -> QWidget:
    """Show what a calendar would bring: a known person's calls are ticked."""
    mail = stage.desk.people.get(next_call(stage).person_id).mail
    return _import(stage, "work.ics", calendar(stage.clock.now(), mail=mail, ahead=timedelta(days=1)))


def import_contacts(stage: Rehearsal) -> QWidget:
    return _import(stage, "contacts.vcf", address_book())


def import_broken(stage: Rehearsal) -> QWidget:
    return _import(stage, "notes.ics", "These are the notes of last week.")


def _import(stage: Rehearsal, name: str, text: str) -> QWidget:
    path = stage.folder / name
    path.write_text(text, encoding="utf-8", newline="")
    stage.show_screen("today")
    imports = stage.shown.screens.imports()
    imports.open_file(path)
    sheet = imports.sheet
    assert sheet is not None
    until(lambda: sheet._reading is None, f"{name} to be read")
    return stage.window


# -- the rest


def settings(stage: Rehearsal) -> QWidget:
    stage.show_screen("settings")
    return stage.window


def palette(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.window.open_palette("maria")
    settle()
    return stage.window


def palette_empty(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.window.open_palette()
    settle()
    return stage.window


def keys(stage: Rehearsal) -> QWidget:
    stage.show_screen("today")
    stage.window.show_keys()
    settle()
    return stage.window


SCENES: tuple[Scene, ...] = (
    Scene("welcome", welcome, has_desk=False),
    Scene("first-steps", first_steps, has_desk=False),
    Scene("today", today),
    Scene("nothing-planned", nothing_planned),
    Scene("demo-strip", demo_strip),
    Scene("trouble", trouble),
    Scene("toast", toast),
    Scene("reminder", reminder),
    Scene("people", people),
    Scene("person", person),
    Scene("person-east-asian", person_east_asian),
    Scene("new-person", new_person),
    Scene("meetings", meetings),
    Scene("meeting", meeting),
    Scene("planned-meeting", planned_meeting),
    Scene("plan", plan),
    Scene("log-past", log_past),
    Scene("focus-choice", focus_choice),
    Scene("focus-before", focus_before),
    Scene("focus-running", focus_running),
    Scene("focus-cue", focus_cue),
    Scene("focus-notes", focus_notes),
    Scene("focus-paused", focus_paused),
    Scene("focus-overrun", focus_overrun),
    Scene("focus-offered", focus_offered),
    Scene("pill", pill),
    Scene("wrap-up", wrap_up),
    Scene("import-choice", import_choice),
    Scene("import-calendar", import_calendar),
    Scene("import-contacts", import_contacts),
    Scene("import-broken", import_broken),
    Scene("settings", settings),
    Scene("palette", palette),
    Scene("palette-empty", palette_empty),
    Scene("keys", keys),
)
