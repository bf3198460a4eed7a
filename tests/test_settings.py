from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from mentordesk.errors import Trouble
from mentordesk.settings import FILE_NAME, Settings, SettingsFile


def test_what_was_chosen_is_read_again_elsewhere(tmp_path: Path) -> None:
    chosen = Settings(theme="dark", text_scale=1.5, reduce_motion=True, language="de", reminders_on=False)
    chosen = replace(chosen, pill_place=(-3, 40), ignored_programs=("Slack", "Zoom"))
    SettingsFile(tmp_path / "new" / "folder").write(chosen)
    assert SettingsFile(tmp_path / "new" / "folder").read() == chosen


def test_without_a_file_everything_is_as_it_ships(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).read() == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'"text"', b"[" * 200_000])
def test_a_file_that_makes_no_sense_reads_as_it_ships_and_can_be_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert SettingsFile(tmp_path).read() == Settings()
    SettingsFile(tmp_path).write(Settings(theme="light"))
    assert SettingsFile(tmp_path).read().theme == "light"


def test_one_odd_value_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"theme": 7, "text_scale": "huge", "language": "de", "pill_on": false}')
    assert SettingsFile(tmp_path).read() == Settings(language="de", pill_on=False)


@pytest.mark.parametrize(
    ("written", "read"), [("0.1", 1.0), ("9", 2.0), ("1.25", 1.25), ("NaN", 1.0), ("Infinity", 2.0)]
)
def test_text_is_never_scaled_out_of_bounds(tmp_path: Path, written: str, read: float) -> None:
    (tmp_path / FILE_NAME).write_text(f'{{"text_scale": {written}}}')
    assert SettingsFile(tmp_path).read().text_scale == read


def test_a_theme_nobody_knows_is_the_systems(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"theme": "neon"}')
    assert SettingsFile(tmp_path).read().theme == "system"


def test_fields_of_a_newer_program_stay_in_place(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"theme": "dark", "hologram": {"on": true}}')
    file = SettingsFile(tmp_path)
    file.write(replace(file.read(), theme="light"))
    assert json.loads((tmp_path / FILE_NAME).read_text())["hologram"] == {"on": True}
    assert file.read().theme == "light"


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX’s")
def test_a_folder_that_cannot_be_written_to_is_trouble_and_the_old_file_stays(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(Trouble, match="cannot be kept"):
        SettingsFile(blocked / "folder").write(Settings())
    assert blocked.read_text() == "in the way"


def test_nothing_half_written_is_left_beside_the_file(tmp_path: Path) -> None:
    SettingsFile(tmp_path).write(Settings())
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
