"""Windows' quiet hours against a stand-in table of functions: real pointers, real calls, no Windows."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from mentordesk.errors import Trouble
from mentordesk.presence.switch import Outcome, State
from mentordesk.presence.windows import quiet_hours
from mentordesk.presence.windows.awake import AwakeSwitch
from mentordesk.presence.windows.com import Interface
from mentordesk.presence.windows.quiet_hours import ALARMS_ONLY, LOUD, PRIORITY_ONLY, QuietHoursSetting, windows_banners

_GET = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_PUT = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_wchar_p)
_RELEASE = ctypes.CFUNCTYPE(ctypes.c_ulong, ctypes.c_void_p)
ACCESS_DENIED = ctypes.c_long(0x80070005).value if ctypes.sizeof(ctypes.c_long) == 4 else -0x7FF8FFFB


class StandIn:
    """An object of the interface, laid out in memory as COM lays it out."""

    def __init__(self) -> None:
        self.profile = LOUD
        self.refuses = False
        self.follows = True
        self.texts: dict[int, Any] = {}
        self.released = 0
        self._kept = (_GET(self._get), _PUT(self._put), _RELEASE(self._release))
        get, put, release = (ctypes.cast(one, ctypes.c_void_p).value for one in self._kept)
        self._table = (ctypes.c_void_p * 16)()
        self._table[2], self._table[3], self._table[4], self._table[12] = release, get, put, get
        self._object = ctypes.pointer(ctypes.cast(self._table, ctypes.c_void_p))

    def interface(self) -> Interface:
        address = ctypes.cast(self._object, ctypes.c_void_p).value
        assert address is not None
        return Interface(address, self._free)

    def _get(self, _this: int, answer: Any) -> int:
        if self.refuses:
            return ACCESS_DENIED
        text = ctypes.create_unicode_buffer(self.profile)
        address = ctypes.addressof(text)
        self.texts[address] = text
        answer[0] = address
        return 0

    def _put(self, _this: int, text: str) -> int:
        if self.follows:
            self.profile = text
        return ACCESS_DENIED if self.refuses else 0

    def _release(self, _this: int) -> int:
        self.released += 1
        return 0

    def _free(self, address: int) -> None:
        del self.texts[address]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    monkeypatch.setattr(quiet_hours, "SETTLE_SECONDS", 0)
    return StandIn()


def test_do_not_disturb_goes_on_and_back(windows: StandIn) -> None:
    switch = windows_banners(QuietHoursSetting(windows.interface), lambda: None)
    (change,) = switch.plan()
    assert switch.apply(change).outcome is Outcome.VERIFIED
    assert windows.profile == PRIORITY_ONLY
    assert switch.restore(change).outcome is Outcome.VERIFIED
    assert windows.profile == LOUD


def test_every_text_is_given_back_and_every_object_let_go(windows: StandIn) -> None:
    switch = windows_banners(QuietHoursSetting(windows.interface), lambda: None)
    switch.read()
    assert windows.texts == {}
    assert windows.released == 2


def test_what_the_user_has_set_is_left_alone(windows: StandIn) -> None:
    windows.profile = ALARMS_ONLY
    switch = windows_banners(QuietHoursSetting(windows.interface), lambda: None)
    assert switch.read().state is State.ON
    assert switch.plan() == ()


@pytest.mark.parametrize(("mode", "outcome"), [(0, Outcome.FAILED), (1, Outcome.VERIFIED)])
def test_the_supported_reading_has_the_last_word(windows: StandIn, mode: int, outcome: Outcome) -> None:
    switch = windows_banners(QuietHoursSetting(windows.interface), lambda: mode)
    (change,) = switch.plan()
    assert switch.apply(change).outcome is outcome


def test_a_windows_that_took_it_and_did_not_follow_is_told(windows: StandIn) -> None:
    windows.follows = False
    switch = windows_banners(QuietHoursSetting(windows.interface), lambda: None)
    (change,) = switch.plan()
    assert switch.apply(change).outcome is Outcome.FAILED


def test_a_windows_that_refuses_gets_an_instruction_instead(windows: StandIn) -> None:
    windows.refuses = True
    told = windows_banners(QuietHoursSetting(windows.interface), lambda: None).probe()
    assert told.backend == "none"
    assert told.instruction
    assert told.link == "ms-settings:notifications"


def test_without_windows_nothing_is_claimed() -> None:
    told = windows_banners().probe()
    assert told.backend == "none"
    assert not told.is_tried


def test_a_refusal_is_told_with_its_number(windows: StandIn) -> None:
    windows.refuses = True
    with pytest.raises(Trouble, match="0x80070005"):
        QuietHoursSetting(windows.interface).read()


def test_the_screen_is_kept_awake_by_one_thread_until_it_is_let_go() -> None:
    asked: list[int] = []

    def ask(flags: int) -> int:
        asked.append(flags)
        return 1

    switch = AwakeSwitch(ask)
    (change,) = switch.plan()
    assert switch.apply(change).outcome is Outcome.VERIFIED
    assert switch.plan() == ()
    assert asked == [0x80000002]
    assert switch.restore(change).outcome is Outcome.VERIFIED
    assert len(switch.plan()) == 1
