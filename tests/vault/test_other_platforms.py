"""Windows and macOS by the library's own backends, over doubles of what the system offers: what is kept where, and how much."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from importlib import import_module, reload
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from keyring import core
from keyring.backends import macOS

from mentordesk.vault import keyring_child
from mentordesk.vault.keyring_library import LibraryKeyring
from mentordesk.vault.keyring_wire import Problem, Unanswered
from mentordesk.vault.keyrings import MOST_CHARACTERS
from tests.support.closed_off import open_environment
from tests.support.private_keyring import used

SECRET = "0123456789abcdef" * 4
LARGEST_BLOB = 5 * 512
"""CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h, in bytes."""


class _WindowsError(Exception):
    def __init__(self, number: int, name: str) -> None:
        super().__init__(number, name)
        self.winerror = number
        self.funcname = name


class CredentialManager:
    """What `win32ctypes` offers of Windows' Credential Manager."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_LOCAL_MACHINE = 2
    CRED_PERSIST_ENTERPRISE = 3

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}

    def CredRead(self, Type: int, TargetName: str) -> dict[str, Any]:  # noqa: N802, N803 - Windows' names
        try:
            return self.kept[TargetName]
        except KeyError:
            raise _WindowsError(1168, "CredRead") from None

    def CredWrite(self, credential: dict[str, Any], _flags: int) -> None:  # noqa: N802
        blob = credential["CredentialBlob"].encode("utf-16-le")
        if len(blob) > LARGEST_BLOB:
            raise _WindowsError(1783, "CredWrite")
        self.kept[credential["TargetName"]] = {**credential, "CredentialBlob": blob}

    def CredDelete(self, Type: int, TargetName: str) -> None:  # noqa: N802, N803
        self.CredRead(Type, TargetName)
        del self.kept[TargetName]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[CredentialManager]:
    manager = CredentialManager()
    words = SimpleNamespace(error=_WindowsError)
    monkeypatch.setitem(sys.modules, "win32ctypes", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "win32ctypes.pywin32", SimpleNamespace(pywintypes=words, win32cred=manager))
    manager.__name__ = "win32cred"  # type: ignore[attr-defined] # the backend asks for it, to see that it is there
    backend = reload(import_module("keyring.backends.Windows"))
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    yield manager
    monkeypatch.undo()
    reload(backend)  # for whoever comes next, this is no Windows


def test_windows_keeps_the_keys_of_several_desks_apart(windows: CredentialManager) -> None:
    ring = LibraryKeyring("win32")
    secrets = {f"desk-{number}": f"{number:064x}" for number in range(3)}
    for entry, secret in secrets.items():
        ring.write(entry, secret)
    assert {entry: ring.read(entry) for entry in secrets} == secrets
    ring.delete("desk-1")
    ring.delete("desk-1")
    assert [ring.read(entry) for entry in secrets] == [secrets["desk-0"], None, secrets["desk-2"]]


def test_on_windows_a_key_stays_on_the_computer_its_desk_is_on(windows: CredentialManager) -> None:
    LibraryKeyring("win32").write("desk-1", SECRET)
    assert {kept["Persist"] for kept in windows.kept.values()} == {windows.CRED_PERSIST_LOCAL_MACHINE}


def test_the_most_that_may_be_kept_is_what_windows_keeps(windows: CredentialManager) -> None:
    ring = LibraryKeyring("win32")
    ring.write("desk-1", "x" * MOST_CHARACTERS)
    assert ring.read("desk-1") == "x" * MOST_CHARACTERS
    with pytest.raises(_WindowsError):
        ring.write("desk-2", "x" * (MOST_CHARACTERS + 1))


class Keychain:
    """What keyring's backend asks of macOS, as `keyring.backends.macOS.api` has it."""

    class Error(Exception):
        pass

    class NotFound(Error):
        pass

    class KeychainDenied(Error):
        pass

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.is_denied = False

    def find_generic_password(self, _keychain: object, service: str, username: str) -> str:
        return self._open()[self._known(service, username)]

    def set_generic_password(self, _keychain: object, service: str, username: str, password: str) -> None:
        self._open()[service, username] = password

    def delete_generic_password(self, _keychain: object, service: str, username: str) -> None:
        del self._open()[self._known(service, username)]

    def _open(self) -> dict[tuple[str, str], str]:
        if self.is_denied:
            raise self.KeychainDenied(-128, "Keychain Access Denied")
        return self.kept

    def _known(self, service: str, username: str) -> tuple[str, str]:
        if (service, username) not in self.kept and not self.is_denied:
            raise self.NotFound(-25300, "Item not found")
        return service, username


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Keychain:
    keychain = Keychain()
    monkeypatch.setattr(macOS, "api", keychain, raising=False)
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    return keychain


def test_macos_keeps_reads_and_deletes_by_service_and_entry(mac: Keychain) -> None:
    ring = LibraryKeyring("darwin")
    assert ring.read("desk-1") is None
    ring.write("desk-1", SECRET)
    assert mac.kept == {("MentorDesk", "desk-1"): SECRET}
    assert ring.read("desk-1") == SECRET
    for _twice in range(2):
        ring.delete("desk-1")
    assert mac.kept == {}


def test_a_keychain_whose_question_is_declined_is_locked(mac: Keychain) -> None:
    ring = LibraryKeyring("darwin")
    ring.write("desk-1", SECRET)
    mac.is_denied = True
    with pytest.raises(Unanswered) as told:
        ring.read("desk-1")
    assert told.value.problem is Problem.LOCKED


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the library is asked itself")
def test_what_somebody_has_configured_is_looked_for_where_the_library_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in ({"XDG_CONFIG_HOME": str(tmp_path)}, {"XDG_CONFIG_HOME": "", "HOME": str(tmp_path)}):
        with used(open_environment(os.environ) | home):
            assert Path(keyring_child.config_path(os.environ)) == core._config_path()  # type: ignore[no-untyped-call] # the library leaves it so
            assert not keyring_child.is_configured(os.environ)


def test_a_keyring_that_says_it_kept_what_it_did_not_keep_is_not_believed(
    tmp_path: Path, mac: Keychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mac, "set_generic_password", lambda *_given: None)
    with pytest.raises(Unanswered) as told:
        LibraryKeyring("darwin").write("desk-1", SECRET)
    assert told.value.detail == "not kept"
