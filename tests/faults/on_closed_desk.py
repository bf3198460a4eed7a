"""What is done with the folder of a desk that is closed, or with files beside it: start, back up, restore, move, take along, forget."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from zipfile import ZipFile

from mentordesk.domain.profile import Side
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble
from mentordesk.folders import desk_folder, write_whole
from mentordesk.presence.journal import Entry, Journal, Stage
from mentordesk.presence.switch import Change
from mentordesk.settings import Settings, SettingsFile
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.bring_back import bring, look
from mentordesk.workflows.desk.first_start import begin_desk
from mentordesk.workflows.desk.move_desk import finish_move, move_desk
from mentordesk.workflows.forgetting.forget import Errand, forget, held_by_backups
from mentordesk.workflows.forgetting.held_report import held_about, save_report
from mentordesk.workflows.notes.attach import save_copy
from mentordesk.workflows.safety.back_up import back_up
from mentordesk.workflows.safety.restore import restore
from mentordesk.workflows.safety.salvage import salvage
from mentordesk.workflows.take_along.export_desk import Form, take_along
from tests.faults.forked import forked
from tests.faults.on_open_desk import attach_and_draft, attached, drafts_of, held_beside, next_start_finishes
from tests.faults.places import Operation, Place
from tests.support.clock import FakeClock

# --- starts -----------------------------------------------------------------------------------------------------


def _open(place: Place) -> None:
    Desk.open(place.desk, place.clock, place.template.keys).close()


def _die_writing(place: Place) -> None:
    """Leave the log of a run that was killed."""
    forked(partial(_write_and_die, place))


def _write_and_die(place: Place) -> None:
    desk = place.template.open(place.desk)
    for word in ("one", "two", "three"):
        desk.people.save(replace(desk.people.others()[0], city=word))
    os._exit(9)


def _bring(place: Place) -> None:
    found = look(place.folder / "brought", place.desk, place.clock, place.template.keys)
    bring(found, place.desk, place.clock, place.template.keys)


def _desk_to_bring(place: Place) -> None:
    """Lay a copied desk out, its last changes still in the log, beside one on which nobody has begun."""
    attach_and_draft(place)
    _die_writing(place)
    place.desk.rename(place.folder / "brought")
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        begin_desk(desk, "Elena Weber", "Europe/Berlin", Side.BOTH)


def _brought(place: Place) -> object:
    """Return what came with the desk; a text of something that is not on the desk counts for nothing."""
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        has_come = desk.meetings.find(place.template.call.id) is not None
    return [attached(place), drafts_of(place) if has_come else []]


# --- backups ----------------------------------------------------------------------------------------------------


def _back_up(place: Place) -> None:
    back_up(place.desk, place.clock, backups.Reason.DAILY, second_folder=str(place.out), keys=place.template.keys)


def _old_backups(place: Place) -> None:
    """Leave so many backups of days past that some go with the next."""
    attach_and_draft(place)
    made = backups.write(
        place.desk, backups.Reason.DAILY, datetime(2026, 10, 1, 12, tzinfo=UTC), keys=place.template.keys
    )
    for days in range(1, 30, 3):
        at = made.made_at + timedelta(days=days)
        os.link(made.path, made.path.with_name(f"desk-{at:%Y%m%dT%H%M%S}000Z-daily.db"))


def _sound_backups(place: Place) -> object:
    """Verify the newest, and that an older one goes only once that is there."""
    found = backups.backups_of(desk_folder(place.desk))
    for backup in found[:1]:
        backups.verify(backup.path, keys=place.template.keys)
    newest = found[0].reason if found else ""
    return [newest, found[0].made_at.date() if found else None, attached(place), drafts_of(place)]


def _change_after_backup(place: Place) -> None:
    attach_and_draft(place)
    backups.write(place.desk, backups.Reason.DAILY, FakeClock().now(), keys=place.template.keys)
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        desk.notes.remove(place.template.note_id)


def _damage_after_backup(place: Place) -> None:
    _change_after_backup(place)
    with (place.desk / "desk.db").open("rb+") as file:
        file.write(bytes(4096))


def _restore(place: Place) -> None:
    restore(place.desk, backups.backups_of(place.desk)[-1].path, place.clock, keys=place.template.keys)


def _open_or_say_damaged(place: Place) -> Desk:
    """Open the desk, or, while the damaged file still lies there, the backup that is offered instead."""
    if (place.desk / "desk.db").read_bytes()[:16] != bytes(16):
        return Desk.open(place.desk, FakeClock(), place.template.keys, keeps_undo=True)
    offered = place.folder / "offered"
    offered.mkdir(exist_ok=True)
    shutil.copyfile(backups.backups_of(place.desk)[0].path, offered / "desk.db")
    return Desk.open(offered, FakeClock(), place.template.keys, keeps_undo=True)


def _is_damaged(place: Place) -> bool:
    return (place.desk / "desk.db").read_bytes()[:16] == bytes(16)


def _salvage(place: Place) -> None:
    salvage(place.desk, place.clock, keys=place.template.keys)


# --- moves and files of one's choice ----------------------------------------------------------------------------


def _move(place: Place) -> None:
    move_desk(place.desk, place.folder / "elsewhere", place.clock, keys=place.template.keys)


def _where(place: Place) -> object:
    """Say where the desk is; a next start there tidies up what was cut off."""
    now = desk_folder(place.desk)
    finish_move(now, place.folder / "elsewhere")
    left = [str(path.relative_to(place.folder)) for path in place.folder.rglob("desk.db")]
    assert left == [str(now.relative_to(place.folder) / "desk.db")], left
    there = Place(place.folder / "elsewhere", place.template) if now != place.desk else place
    return [str(now.relative_to(place.folder)), attached(there), drafts_of(there)]


def _keep_draft(place: Place) -> None:
    drafts = Drafts(place.desk / DRAFTS, place.template.keys)
    drafts.keep("wrap-up/1/topic", "words " * 3000)


def _discard_draft(place: Place) -> None:
    Drafts(place.desk / DRAFTS, place.template.keys).discard("wrap-up/1/topic")


def _room_and_draft(place: Place) -> None:
    drafts = Drafts(place.desk / DRAFTS, place.template.keys)
    drafts.set_room_aside()
    drafts.keep("wrap-up/1/topic", "said before")


def _write_settings(place: Place) -> None:
    SettingsFile(place.folder / "config").write(replace(Settings(), theme="dark", backup_folder="/" * 3000))


def _settings(place: Place) -> str:
    return repr(SettingsFile(place.folder / "config").read())


def _keep_settings(place: Place) -> None:
    SettingsFile(place.folder / "config").write(Settings(theme="light"))


def _journal(place: Place) -> Journal:
    return Journal(place.folder / "state" / "restore.json")


def _switch(name: str, place: Place) -> None:
    entry = Entry(name, Change(name, "lxqt", "", "on", "off"), Stage.INTENDED, (), place.clock.now())
    journal = _journal(place)
    with journal.locked():
        journal.put(entry)


def _switched(place: Place) -> list[str]:
    return [entry.id for entry in _journal(place).entries()]


def _export(form: Form, place: Place) -> None:
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        take_along(desk, place.out / "taken", form)


def _taken(place: Place) -> object:
    target = place.out / "taken"
    if target.is_file():
        with ZipFile(target) as file:
            return [file.testzip(), *sorted((info.filename, info.file_size, info.CRC) for info in file.infolist())]
    return sorted((str(one.relative_to(target)), one.stat().st_size) for one in target.rglob("*") if one.is_file())


def _save_copy(place: Place) -> None:
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        save_copy(desk.attachments.files, desk.attachments.everything()[0], place.out / "plan.txt")


def _save_small(place: Place) -> None:
    # As a kit and the picture of a chart are saved.
    try:
        write_whole(place.out / "plan.txt", b"a page a day\n" * 400)
    except OSError as error:
        raise Trouble(str(error.strerror)) from error


def _save_report(place: Place) -> None:
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        save_report(held_about(desk, place.template.maria.id), place.out / "report.md")


def _earlier_files(place: Place) -> None:
    attach_and_draft(place)
    for name in ("plan.txt", "report.md"):
        (place.out / name).write_text("what was there before", "utf-8")


def _written(place: Place) -> object:
    return sorted((path.name, path.read_text("utf-8")) for path in place.out.glob("[!.]*"))


# --- forgetting -------------------------------------------------------------------------------------------------


def _known_by_backups(place: Place) -> None:
    attach_and_draft(place)
    with closing(Desk.open(place.desk, place.clock, place.template.keys)) as desk:
        Drafts(place.desk / DRAFTS, place.template.keys).keep(f"person/{place.template.maria.id}", "not said yet")
        desk.notes.save(replace(desk.notes.get(place.template.note_id), text="Slowly. #beginnings"))
    back_up(place.desk, place.clock, backups.Reason.DAILY, keys=place.template.keys)


def _forget(place: Place) -> None:
    maria, keys = place.template.maria, place.template.keys
    with closing(Desk.open(place.desk, place.clock, keys)) as desk:
        old = held_by_backups(desk, maria)
    forget(place.desk, place.clock, Errand(maria.id, maria.name, old=old, keys=keys))


def on_closed_desk() -> tuple[Operation, ...]:
    """Return all of them."""
    forms = ((Form.ARCHIVE, "to .zip"), (Form.MARKDOWN, "to .md"), (Form.CSV, "to .csv"))
    return (
        Operation("open", on_folder=_open),
        Operation("reopen", on_folder=_open, prepare=_die_writing),
        Operation("bring", on_folder=_bring, prepare=_desk_to_bring, beside=_brought),
        Operation("draft", on_folder=_keep_draft, prepare=_room_and_draft, beside=drafts_of),
        Operation("no draft", on_folder=_discard_draft, prepare=_room_and_draft, beside=drafts_of),
        Operation("settings", on_folder=_write_settings, prepare=_keep_settings, beside=_settings),
        Operation("switch", on_folder=partial(_switch, "two"), prepare=partial(_switch, "one"), beside=_switched),
        Operation("backup", on_folder=_back_up, prepare=_old_backups, beside=_sound_backups),
        Operation("restore", on_folder=_restore, prepare=_change_after_backup, beside=attached),
        Operation(
            "damaged",
            on_folder=_restore,
            prepare=_damage_after_backup,
            beside=_is_damaged,
            open=_open_or_say_damaged,
            is_once=True,
        ),
        Operation("salvage", on_folder=_salvage, beside=_sound_backups),
        Operation("move", on_folder=_move, prepare=attach_and_draft, beside=_where),
        *(
            Operation(name, on_folder=partial(_export, form), prepare=attach_and_draft, beside=_taken)
            for form, name in forms
        ),
        Operation("copy", on_folder=_save_copy, prepare=_earlier_files, beside=_written),
        Operation("kit file", on_folder=_save_small, prepare=_earlier_files, beside=_written),
        Operation("report", on_folder=_save_report, prepare=_earlier_files, beside=_written),
        Operation("forget", on_folder=_forget, prepare=_known_by_backups, beside=held_beside, open=next_start_finishes),
    )
