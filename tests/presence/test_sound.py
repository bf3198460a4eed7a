"""A real PulseAudio with a made-up microphone: who records is told by name, meters and monitors are not taken for calls."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest

from mentordesk.errors import Trouble
from mentordesk.presence.linux import sound
from mentordesk.presence.microphone import Stream, in_calls
from tests.support.private_bus import PrivateBus, needs

WAIT_SECONDS = 15


@pytest.fixture
def pulse(session: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    needs("pulseaudio", "parec", "pactl")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{session.folder}/run/pulse.socket")
    session.environment["PULSE_SERVER"] = f"unix:{session.folder}/run/pulse.socket"
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
            *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={session.folder}/run/pulse.socket"),
            *("-L", "module-null-sink sink_name=speaker"),
            *("-L", "module-null-source source_name=microphone"),
            *("-v", "--log-target=stderr"),
        ],
        env=session.environment | {"LC_ALL": "C"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    # It says so once everything asked for is loaded.
    for line in server.stderr:
        if "Daemon startup complete" in line:
            break
    yield session
    server.terminate()
    server.wait()
    server.stderr.close()


@contextmanager
def recording(session: PrivateBus, source: str, program: str) -> Iterator[int]:
    """Record as a program would, from the microphone or from what the computer plays."""
    with subprocess.Popen(
        ["parec", "-d", source, "--raw", "--latency-msec=20", f"--client-name={program}"],
        env=session.environment | {"PULSE_PROP": f"application.process.binary={program}"},
        stdout=subprocess.PIPE,
    ) as recorder:
        assert recorder.stdout is not None
        recorder.stdout.read(1)
        yield recorder.pid
        recorder.terminate()


def test_who_records_is_told_by_name(pulse: PrivateBus) -> None:
    assert in_calls(sound.streams()) == ()
    with recording(pulse, "microphone", "zoom") as pid:
        (stream,) = in_calls(sound.streams())
        assert (stream.program, stream.binary, stream.pid) == ("zoom", "zoom", pid)


def test_recording_what_the_computer_plays_is_no_call(pulse: PrivateBus) -> None:
    with recording(pulse, "speaker.monitor", "visualiser"):
        assert [stream.is_monitor for stream in sound.streams()] == [True]
        assert in_calls(sound.streams()) == ()


def test_the_beginning_and_the_end_of_a_recording_are_noticed(pulse: PrivateBus) -> None:
    heard: Queue[tuple[Stream, ...]] = Queue()
    end = sound.watch_streams(heard.put)
    assert heard.get(timeout=WAIT_SECONDS) == ()
    with recording(pulse, "microphone", "zoom"):
        while not (streams := heard.get(timeout=WAIT_SECONDS)):
            pass
        assert streams[0].binary == "zoom"
    while heard.get(timeout=WAIT_SECONDS):
        pass
    end()


def test_a_sound_server_that_comes_up_after_us_is_heard(pulse: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "TRY_AGAIN_SECONDS", 0.1)
    there = pulse.environment["PULSE_SERVER"]
    monkeypatch.setenv("PULSE_SERVER", f"{there}-nobody")
    heard: Queue[tuple[Stream, ...]] = Queue()
    end = sound.watch_streams(heard.put)
    assert heard.get(timeout=WAIT_SECONDS) == ()
    monkeypatch.setenv("PULSE_SERVER", there)
    with recording(pulse, "microphone", "zoom"):
        while not (streams := heard.get(timeout=WAIT_SECONDS)):
            pass
        assert streams[0].binary == "zoom"
    end()


@pytest.fixture
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer without a sound server; returns the folder in which one would listen."""
    for name in ("PULSE_SERVER", "PULSE_CLIENTCONFIG", "PULSE_RUNTIME_PATH", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sound, "SYSTEM_WIDE", tmp_path / "system")
    monkeypatch.setattr(sound, "SHARED_CONFIGURATION", tmp_path / "etc")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "run" / "pulse"


def test_without_a_sound_server_its_library_is_not_loaded(silent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pulsectl", None)  # to load it fails in another way
    with pytest.raises(Trouble):
        sound.streams()
    silent.mkdir(parents=True)
    (silent / "native").touch()
    with pytest.raises(ImportError):
        sound.streams()


def test_a_sound_server_named_in_the_configuration_is_looked_for(
    silent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pulsectl", None)
    place = tmp_path / "config" / "pulse"
    place.mkdir(parents=True)
    (place / "client.conf").write_text("; default-server =\n")
    with pytest.raises(Trouble):
        sound.streams()
    (place / "client.conf").write_text("; as at work\ndefault-server = tcp:desk.example\n")
    with pytest.raises(ImportError):
        sound.streams()
