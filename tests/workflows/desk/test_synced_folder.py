from __future__ import annotations

import json
from pathlib import Path

import pytest

from mentordesk.workflows.desk.synced_folder import Surroundings, synced_by


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home" / "elena"
    home.mkdir(parents=True)
    return home


def asked(folder: Path, home: Path, **variables: str) -> str:
    return synced_by(folder, Surroundings(home, variables))


def test_the_platforms_own_folder_is_nobodys(home: Path) -> None:
    assert asked(home / ".local" / "share" / "MentorDesk" / "desk", home) == ""
    assert asked(home / "Documents" / "desk", home) == ""


def test_settings_of_dropbox_in_the_home_do_not_make_all_of_it_dropbox(home: Path) -> None:
    (home / ".dropbox").mkdir()
    assert asked(home / "Documents" / "desk", home) == ""


@pytest.mark.parametrize(
    ("place", "program"),
    [
        ("Dropbox/desk", "Dropbox"),
        ("Dropbox (Personal)/desk", "Dropbox"),
        ("OneDrive/a/desk", "OneDrive"),
        ("OneDrive - Firm/desk", "OneDrive"),
        ("Google Drive/desk", "Google Drive"),
        ("Nextcloud/desk", "Nextcloud"),
        ("iCloudDrive/desk", "iCloud Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/desk", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-me@example.org/My Drive/desk", "Google Drive"),
        ("Library/CloudStorage/OneDrive-Personal/desk", "OneDrive"),
        ("Dropboxes/desk", ""),
        ("letters/Dropbox/desk", ""),
    ],
)
def test_folders_are_known_by_the_names_these_programs_give_them(home: Path, place: str, program: str) -> None:
    assert asked(home / place, home) == program


@pytest.mark.parametrize(
    ("mark", "program"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".sync_0a1b2c.db", "Nextcloud"),
        ("._sync_0a1b2c.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
    ],
)
def test_folders_are_known_by_marks_at_their_root(home: Path, mark: str, program: str) -> None:
    root = home / "mine"
    (root / "deep" / "desk").mkdir(parents=True)
    (root / mark).touch()
    assert asked(root / "deep" / "desk", home) == program


def test_folders_are_known_from_the_settings_of_these_programs(home: Path) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(home / "box")}}))
    config = home / ".config"
    (config / "Nextcloud").mkdir(parents=True)
    (config / "Nextcloud" / "nextcloud.cfg").write_text(f"[Accounts]\n0\\Folders\\1\\localPath={home}/cloud/\n")
    (config / "onedrive").mkdir()
    (config / "onedrive" / "config").write_text('sync_dir = "~/one"\n')
    assert asked(home / "box" / "desk", home) == "Dropbox"
    assert asked(home / "cloud" / "desk", home) == "Nextcloud"
    assert asked(home / "one" / "desk", home) == "OneDrive"
    assert asked(home / "two" / "desk", home, OneDrive=str(home / "two")) == "OneDrive"
    assert asked(home / "boxes" / "desk", home) == ""


def test_settings_that_make_no_sense_are_passed_over(home: Path) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text("[1, {")
    assert asked(home / "desk", home) == ""
    (home / ".dropbox" / "info.json").write_text('["a"]')
    assert asked(home / "desk", home) == ""
