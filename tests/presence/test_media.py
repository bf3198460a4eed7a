"""A real player on a private bus: paused for a call, let go on after it, passed over while it records."""

from __future__ import annotations

import math
import os
import signal
import struct
import wave
from pathlib import Path
from queue import Queue

import pytest
from jeepney import MatchRule, Message

from mentordesk.presence.linux import sound
from mentordesk.presence.linux.media import MediaSwitch
from mentordesk.presence.microphone import Stream
from mentordesk.presence.switch import Outcome, State
from tests.support.private_bus import PrivateBus, needs, wait_until

SCRIPT = "/usr/lib/mpv-mpris/mpris.so"
PLAYER = "org.mpris.MediaPlayer2.mpv"
PATH = "/org/mpris/MediaPlayer2"


def tone(path: Path) -> Path:
    """Write ten seconds of a soft tone."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", int(900 * math.sin(one / 4))) for one in range(80_000)))
    return path


def until_status(session: PrivateBus, status: str) -> None:
    """Wait until the player says that it stands so."""
    heard: Queue[Message] = Queue()
    end = session.bus.watch(MatchRule(type="signal", path=PATH), heard.put)
    try:
        wait_until(lambda: status_of(session) == status, heard, f"the player to be {status}")
    finally:
        end()


def status_of(session: PrivateBus) -> str:
    return str(session.bus.property(PLAYER, PATH, f"{PATH[1:].replace('/', '.')}.Player", "PlaybackStatus"))


@pytest.fixture
def playing(session: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> PrivateBus:
    needs("mpv", SCRIPT)
    monkeypatch.setenv("PULSE_SERVER", f"unix:{session.folder}/run/nobody")
    session.start(
        *("mpv", "--no-config", f"--script={SCRIPT}", "--ao=null", "--no-video", "--loop"),
        str(tone(session.folder / "tone.wav")),
        owns=PLAYER,
    )
    until_status(session, "Playing")
    return session


def test_music_pauses_for_a_call_and_goes_on_after_it(playing: PrivateBus) -> None:
    switch = MediaSwitch(playing.bus)
    assert switch.read().state is State.OFF
    (change,) = switch.plan()
    assert switch.apply(change).outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED)
    until_status(playing, "Paused")
    assert switch.restore(change).outcome is Outcome.VERIFIED
    until_status(playing, "Playing")


def test_a_player_that_somebody_let_go_on_meanwhile_is_left_alone(playing: PrivateBus) -> None:
    switch = MediaSwitch(playing.bus)
    (change,) = switch.plan()
    switch.apply(change)
    until_status(playing, "Paused")
    playing.bus.call(PLAYER, PATH, "org.mpris.MediaPlayer2.Player", "Play")
    until_status(playing, "Playing")
    assert switch.restore(change).outcome is Outcome.LEFT_ALONE


def test_a_player_that_was_closed_meanwhile_is_no_trouble(playing: PrivateBus) -> None:
    switch = MediaSwitch(playing.bus)
    (change,) = switch.plan()
    os.kill(playing.bus.process_of(PLAYER), signal.SIGTERM)
    playing.wait_until_owned(PLAYER, is_owned=False)
    assert switch.restore(change).outcome is Outcome.LEFT_ALONE


def test_the_call_itself_is_not_paused(playing: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = Stream("mpv", "mpv", playing.bus.process_of(PLAYER))
    monkeypatch.setattr(sound, "streams", lambda: (recording,))
    assert MediaSwitch(playing.bus).plan() == ()
