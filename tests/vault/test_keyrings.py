"""The keyring of this computer, tried on the real GNOME Keyring: open, locked, silent, slow, emptied, and not there at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring as library
import pytest

from mentordesk.errors import Trouble
from mentordesk.vault import fetching
from mentordesk.vault.keyring_wire import Order, Problem, Verb
from mentordesk.vault.keyrings import (
    KeyringLocked,
    KeyringSilent,
    NoKeyring,
    State,
    SystemKeyring,
    fetch_beside,
)
from tests.support.closed_off import open_environment
from tests.support.private_bus import PrivateBus
from tests.support.private_keyring import NAME, PASSWORD, PrivateKeyring, Watched, used
from tests.support.prompter import Prompter
from tests.support.strangers import CONFUSED, REFUSING, SILENT, Stranger

SECRET = "0123456789abcdef" * 4
LONG = 60


@pytest.fixture
def silent_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SILENT_SECONDS", 0.3)


# -- unlocked


def test_what_is_written_is_read_again_by_another_start(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    assert SystemKeyring().read("desk-1") == SECRET


def test_an_entry_that_is_not_there_is_none_and_no_trouble(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    assert SystemKeyring().read("desk-2") is None


def test_writing_again_replaces_what_was_there(real_keyring: PrivateKeyring) -> None:
    for secret in ("00" * 32, SECRET):
        SystemKeyring().write("desk-1", secret)
    assert SystemKeyring().read("desk-1") == SECRET
    assert len(real_keyring.labels()) == 1


def test_a_deleted_entry_is_gone_and_deleting_it_again_is_no_trouble(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    SystemKeyring().write("desk-2", SECRET)
    for _twice in range(2):
        SystemKeyring().delete("desk-1")
    assert SystemKeyring().read("desk-1") is None
    assert SystemKeyring().read("desk-2") == SECRET


def test_an_entry_says_in_words_what_it_is_for(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    ((label, attributes),) = real_keyring.labels()
    assert label == "MentorDesk desk key"
    assert attributes["service"] == "MentorDesk"
    assert attributes["username"] == "desk-1"


def test_the_library_keyring_and_this_program_read_each_others_entries(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("ours", SECRET)
    read = "import keyring; print(keyring.get_password('MentorDesk', 'ours'))"
    write = f"import keyring; keyring.set_password('MentorDesk', 'theirs', '{SECRET}')"
    assert _python(read).strip() == SECRET
    _python(write)
    assert SystemKeyring().read("theirs") == SECRET


def test_a_backend_that_the_person_has_configured_is_the_one_that_is_used(
    real_keyring: PrivateKeyring, tmp_path: Path
) -> None:
    # Another scheme of attributes, which only the library knows about.
    os.environ["KEYRING_PROPERTY_SCHEME"] = "KeePassXC"
    SystemKeyring().write("desk-1", SECRET)
    assert SystemKeyring().read("desk-1") == SECRET
    ((_label, attributes),) = real_keyring.labels()
    assert attributes["UserName"] == "desk-1"


# -- locked


def test_a_locked_keyring_without_anything_to_ask_the_person_with_is_told_of(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    real_keyring.lock()
    for order in (Order(Verb.READ, "desk-1"), Order(Verb.WRITE, "desk-1", SECRET), Order(Verb.DELETE, "desk-1")):
        with pytest.raises(KeyringLocked) as told:
            SystemKeyring().begin(order).result(LONG)
        _is_for_people(told.value)


def test_a_question_that_is_dismissed_leaves_it_locked(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    real_keyring.lock()
    with Prompter(real_keyring.bus.address) as prompter:
        fetch = fetch_beside("desk-1", SystemKeyring())
        prompter.wait_until_asked()
        prompter.dismiss()
        with pytest.raises(KeyringLocked):
            fetch.result(LONG)


def test_a_person_who_takes_long_to_unlock_is_waited_for_and_not_called_silence(
    real_keyring: PrivateKeyring, request: pytest.FixtureRequest
) -> None:
    SystemKeyring().write("desk-1", SECRET)
    request.getfixturevalue("silent_soon")  # on a busy machine the writing itself may take longer
    real_keyring.lock()
    with Prompter(real_keyring.bus.address) as prompter:
        fetch = fetch_beside("desk-1", SystemKeyring())
        watched = Watched(fetch)
        states = [watched.next()]
        while states[-1] is not State.WAITING:  # on a busy machine the process that asks may itself start late
            states.append(watched.next())
        prompter.wait_until_asked()
        with pytest.raises(KeyringSilent):
            fetch.result(2 * fetching.SILENT_SECONDS)
        assert fetch.state is State.WAITING
        prompter.enter(PASSWORD)
        assert fetch.result(LONG) == SECRET


def test_an_unlocked_entry_is_read_although_the_default_keyring_is_another_and_locked(
    real_keyring: PrivateKeyring,
) -> None:
    SystemKeyring().write("desk-1", SECRET)
    real_keyring.make_other_default("Work")
    real_keyring.lock("Work")
    assert SystemKeyring().read("desk-1") == SECRET


# -- absent


def test_without_a_bus_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    with used(open_environment(os.environ)), pytest.raises(NoKeyring) as told:
        SystemKeyring().read("desk-1")
    assert told.value.problem is Problem.NO_BUS
    _is_for_people(told.value)


def test_with_a_bus_that_is_gone_there_is_no_keyring(private_bus: PrivateBus) -> None:
    private_bus.stop()
    with used(open_environment(private_bus.environment)), pytest.raises(NoKeyring) as told:
        SystemKeyring().read("desk-1")
    assert told.value.problem is Problem.NO_BUS


def test_without_a_daemon_on_the_bus_there_is_no_keyring(private_bus: PrivateBus) -> None:
    with used(open_environment(private_bus.environment)), pytest.raises(NoKeyring) as told:
        SystemKeyring().write("desk-1", SECRET)
    assert told.value.problem is Problem.NONE
    _is_for_people(told.value)


def test_a_daemon_that_cannot_be_started_is_no_keyring(private_bus: PrivateBus) -> None:
    (private_bus.folder / "services" / f"{NAME}.service").write_text(f"[D-BUS Service]\nName={NAME}\nExec=/bin/false\n")
    private_bus.bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig")
    with used(open_environment(private_bus.environment)), pytest.raises(NoKeyring) as told:
        SystemKeyring().read("desk-1")
    assert told.value.problem is Problem.NONE


def test_the_bus_of_the_session_is_found_where_systemd_puts_it(real_keyring: PrivateKeyring) -> None:
    SystemKeyring().write("desk-1", SECRET)
    address = os.environ.pop("DBUS_SESSION_BUS_ADDRESS")
    path = address.removeprefix("unix:path=").partition(",")[0]
    Path(os.environ["XDG_RUNTIME_DIR"], "bus").symlink_to(path)
    assert SystemKeyring().read("desk-1") == SECRET


@pytest.mark.parametrize("backend", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"])
def test_a_keyring_that_is_switched_off_is_none(backend: str) -> None:
    with used(os.environ | {"PYTHON_KEYRING_BACKEND": backend}), pytest.raises(NoKeyring) as told:
        SystemKeyring().read("desk-1")
    assert told.value.problem is Problem.SWITCHED_OFF


def test_a_keyring_that_keeps_secrets_readable_is_refused_before_it_is_told_anything(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    plain = _backend(tmp_path, priority="0.5", kept=kept)
    with used(os.environ | {"PYTHON_KEYRING_BACKEND": plain, "PYTHONPATH": _path(tmp_path)}):
        with pytest.raises(NoKeyring) as told:
            SystemKeyring().write("desk-1", SECRET)
        assert told.value.problem is Problem.UNSAFE
        with pytest.raises(NoKeyring):
            SystemKeyring().read("desk-1")
    assert not kept.exists()


def test_a_keyring_of_another_maker_that_protects_what_it_keeps_is_used(tmp_path: Path) -> None:
    backend = _backend(tmp_path, priority="5", kept=tmp_path / "kept")
    environment = open_environment(os.environ) | {"XDG_CONFIG_HOME": str(tmp_path)}
    config = tmp_path / "python_keyring" / "keyringrc.cfg"
    config.parent.mkdir()
    config.write_text(f"[backend]\ndefault-keyring={backend}\nkeyring-path={tmp_path}\n")
    with used(environment):
        SystemKeyring().write("desk-1", SECRET)
        assert SystemKeyring().read("desk-1") == SECRET


def test_what_is_configured_and_not_installed_is_told_of(tmp_path: Path) -> None:
    with used(os.environ | {"PYTHON_KEYRING_BACKEND": "no_such_maker.Keyring"}), pytest.raises(NoKeyring) as told:
        SystemKeyring().read("desk-1")
    assert told.value.problem is Problem.UNUSABLE


def test_a_keyring_that_forgets_at_logout_is_not_written_to(real_keyring: PrivateKeyring) -> None:
    real_keyring.let_default_forget()
    with pytest.raises(NoKeyring) as told:
        SystemKeyring().write("desk-1", SECRET)
    assert told.value.problem is Problem.FORGETS
    assert real_keyring.labels() == []


def test_after_a_reinstall_there_is_no_entry_which_is_no_trouble_of_the_keyring(private_bus: PrivateBus) -> None:
    with PrivateKeyring(private_bus) as first, used(first.environment):
        SystemKeyring().write("desk-1", SECRET)
    private_bus.wait_until_owned(NAME, is_owned=False)
    shutil.rmtree(private_bus.folder / "home")
    with PrivateKeyring(private_bus) as second, used(second.environment):
        assert SystemKeyring().read("desk-1") is None


# -- silent


@pytest.mark.parametrize("manner", [REFUSING, CONFUSED])
def test_a_service_that_refuses_or_talks_nonsense_is_a_trouble_and_no_crash(
    private_bus: PrivateBus, manner: str
) -> None:
    with (
        Stranger(private_bus.address, (NAME,), {}, manner),
        used(open_environment(private_bus.environment)),
        pytest.raises(NoKeyring) as told,
    ):
        SystemKeyring().read("desk-1")
    assert told.value.problem is Problem.FAILED
    _is_for_people(told.value)


@pytest.mark.usefixtures("silent_soon")
def test_a_service_that_never_answers_is_told_of_and_holds_nobody(private_bus: PrivateBus) -> None:
    with Stranger(private_bus.address, (NAME,), {}, SILENT), used(open_environment(private_bus.environment)):
        with pytest.raises(KeyringSilent) as told:
            SystemKeyring().read("desk-1")
        _is_for_people(told.value)
        fetch = fetch_beside("desk-1", SystemKeyring())
        watched = Watched(fetch)
        assert watched.next() is State.SILENT
        fetch.cancel()
        with pytest.raises(KeyringSilent):
            fetch.result()


def test_an_answer_after_the_silence_counts(real_keyring: PrivateKeyring, request: pytest.FixtureRequest) -> None:
    SystemKeyring().write("desk-1", SECRET)
    request.getfixturevalue("silent_soon")  # on a busy machine the writing itself may take longer
    real_keyring.sleep()
    fetch = fetch_beside("desk-1", SystemKeyring())
    watched = Watched(fetch)
    assert watched.next() is State.SILENT
    with pytest.raises(KeyringSilent):
        fetch.result(0)
    real_keyring.wake()
    assert watched.next() is State.ANSWERED
    assert fetch.result(0) == SECRET


# -- the tests themselves


def test_no_test_reaches_the_keyring_of_the_person_who_runs_it() -> None:
    with pytest.raises(NoKeyring) as told:
        SystemKeyring().write("desk-1", SECRET)
    assert told.value.problem is Problem.SWITCHED_OFF
    with pytest.raises(library.errors.NoKeyringError):
        library.get_password("MentorDesk", "desk-1")


def _is_for_people(trouble: BaseException) -> None:
    assert isinstance(trouble, Trouble)
    assert trouble.sentence.count(".") == 2
    assert "Error" not in trouble.sentence


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def _path(*before: Path) -> str:
    return os.pathsep.join([*map(str, before), *filter(None, sys.path)])


def _backend(folder: Path, *, priority: str, kept: Path) -> str:
    (folder / "other_maker.py").write_text(f"""
from pathlib import Path
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = {priority}

    def get_password(self, service, username):
        kept = Path({str(kept)!r})
        return kept.read_text() if kept.exists() else None

    def set_password(self, service, username, password):
        Path({str(kept)!r}).write_text(password)
""")
    return "other_maker.Keyring"
