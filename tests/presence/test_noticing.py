"""A call is suggested once, after patience, and only for what may be one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mentordesk.presence.microphone import Stream, in_calls
from mentordesk.presence.noticing import Noticing

ZOOM = Stream("Zoom", "zoom", 4711)


def s(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "stream",
    [
        replace(ZOOM, is_monitor=True),
        replace(ZOOM, is_corked=True),
        replace(ZOOM, is_peak_meter=True),
        replace(ZOOM, rate=25),
        Stream("Easy Effects", "easyeffects"),
        Stream("Volume Control", "pavucontrol"),
    ],
)
def test_monitors_meters_and_filters_are_no_calls(stream: Stream) -> None:
    assert in_calls([stream]) == ()


def test_what_the_user_ignores_is_no_call() -> None:
    assert in_calls([ZOOM], ["Zoom"]) == ()


def test_a_call_is_suggested_after_eight_seconds() -> None:
    noticing = Noticing()
    noticing.heard([ZOOM], s(100))
    assert noticing.suggestion(s(107.9)) is None
    assert noticing.suggestion(s(108)) == ZOOM


def test_a_call_is_suggested_once() -> None:
    noticing = Noticing()
    noticing.heard([ZOOM], s(0))
    assert noticing.suggestion(s(9)) == ZOOM
    assert noticing.suggestion(s(500)) is None


def test_a_voice_message_is_no_call() -> None:
    noticing = Noticing()
    noticing.heard([ZOOM], s(0))
    noticing.heard([], s(5))
    assert noticing.suggestion(s(60)) is None


def test_a_connection_that_breaks_for_a_moment_is_the_same_call() -> None:
    noticing = Noticing()
    noticing.heard([ZOOM], s(0))
    assert noticing.suggestion(s(10)) == ZOOM
    noticing.heard([], s(20))
    noticing.heard([ZOOM], s(50))
    assert noticing.suggestion(s(70)) is None


def test_a_later_call_is_suggested_anew() -> None:
    noticing = Noticing()
    noticing.heard([ZOOM], s(0))
    assert noticing.suggestion(s(10)) == ZOOM
    noticing.heard([], s(20))
    noticing.heard([ZOOM], s(90))
    assert noticing.suggestion(s(97)) is None
    assert noticing.suggestion(s(98)) == ZOOM


def test_whether_somebody_listens_now_is_known() -> None:
    noticing = Noticing()
    assert not noticing.is_in_call()
    noticing.heard([ZOOM], s(0))
    assert noticing.is_in_call()
    noticing.heard([], s(1))
    assert not noticing.is_in_call()
