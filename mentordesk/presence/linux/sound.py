"""PulseAudio, and PipeWire by its Pulse door: which programs record, and word when that changes. Loaded when first asked."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.microphone import Stream

if TYPE_CHECKING:
    from pulsectl import Pulse, PulseEventInfo, PulseSourceOutputInfo

CONNECT_SECONDS = 2.0
LISTEN_SECONDS = 1.0
"""How long the listening sleeps before it looks whether it is still wanted."""
TRY_AGAIN_SECONDS = 30.0
"""How long to wait before a sound server that is not there is looked for again."""

SYSTEM_WIDE = Path("/run/pulse")
SHARED_CONFIGURATION = Path("/etc/pulse")


def streams() -> tuple[Stream, ...]:
    """Return who records now; raises Trouble where no sound server answers."""
    with _connected() as pulse:
        return _streams(pulse)


def watch_streams(noticed: Callable[[tuple[Stream, ...]], None]) -> Callable[[], None]:
    """Call `noticed` on a thread of its own with who records, now and at each change; returns what ends it.

    Where no sound server answers, or it goes away, nobody records: `noticed` hears that, until there is one again.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_listen, args=(ended, noticed), daemon=True, name="microphone-watch")
    thread.start()

    def end() -> None:
        ended.set()
        thread.join(2 * LISTEN_SECONDS)

    return end


def _listen(ended: threading.Event, noticed: Callable[[tuple[Stream, ...]], None]) -> None:
    while not ended.is_set():
        try:
            _listen_until(ended, noticed)
        except Trouble:
            if not ended.is_set():
                noticed(())
                # A sound server may come up after us at login, or be started anew.
                ended.wait(TRY_AGAIN_SECONDS)


def _listen_until(ended: threading.Event, noticed: Callable[[tuple[Stream, ...]], None]) -> None:
    """Listen until that has ended; raises Trouble where no sound server answers, or it goes away."""
    pulsectl = _pulsectl()
    changed = [True]

    def hear(_event: PulseEventInfo) -> None:
        # Nothing may be asked from here: the loop is stopped, and asked outside of it.
        changed[0] = True
        raise pulsectl.PulseLoopStop

    try:
        with _connected() as pulse:
            pulse.event_mask_set("source_output")
            pulse.event_callback_set(hear)
            while not ended.is_set():
                if changed[0]:
                    changed[0] = False
                    noticed(_streams(pulse))
                pulse.event_listen(timeout=LISTEN_SECONDS)
    except (pulsectl.PulseError, pulsectl.PulseDisconnected) as error:
        raise Trouble(_("The sound server has gone away.")) from error


def _pulsectl() -> ModuleType:
    if not _may_answer():
        # The library of the sound server, with all its codecs, is 4 MB for as long as the window is open.
        raise _no_server()
    try:
        import pulsectl
    except OSError as error:
        # It is loaded with the module, and a computer may have none.
        raise _no_server() from error
    return pulsectl


def _may_answer() -> bool:
    """Whether a sound server listens in one of its places, or somebody has said where else one is."""
    told = os.environ
    named = told.get("PULSE_SERVER") or told.get("PULSE_CLIENTCONFIG")
    if named or not told.get("DISPLAY", ":").startswith((":", "unix")):
        # The display of another computer tells of that one's server.
        return True
    own = Path(told.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "pulse"
    running = told.get("PULSE_RUNTIME_PATH") or f"{told.get('XDG_RUNTIME_DIR') or f'/run/user/{os.getuid()}'}/pulse"
    if any((place / "native").exists() for place in (Path(running), SYSTEM_WIDE, *own.glob("*-runtime"))):
        return True
    shared = SHARED_CONFIGURATION
    configuration = (own / "client.conf", shared / "client.conf", *shared.glob("client.conf.d/*.conf"))
    return any(map(_says_where, configuration))


def _says_where(file: Path) -> bool:
    """Whether a configuration (pulse-client.conf(5)) names a server or has one looked for."""
    try:
        lines = file.read_text(errors="replace").splitlines()
    except OSError:
        return False
    return any(line.strip().startswith(("default-server", "auto-connect-")) for line in lines)


def _no_server() -> Trouble:
    return Trouble(_("This computer has no sound server that tells who uses the microphone."))


def _connected() -> Pulse:
    pulsectl = _pulsectl()
    pulse: Pulse = pulsectl.Pulse("MentorDesk", connect=False)
    try:
        pulse.connect(timeout=CONNECT_SECONDS)
    except pulsectl.PulseError as error:
        pulse.close()
        raise _no_server() from error
    return pulse


def _streams(pulse: Pulse) -> tuple[Stream, ...]:
    sources = {source.index: source for source in pulse.source_list()}
    found = []
    for output in pulse.source_output_list():
        source = sources.get(output.source)
        is_monitor = source is not None and (
            bool(source.monitor_of_sink_name) or source.proplist.get("device.class") == "monitor"
        )
        found.append(_stream(output, is_monitor=is_monitor))
    return tuple(found)


def _stream(output: PulseSourceOutputInfo, *, is_monitor: bool) -> Stream:
    told = output.proplist
    pid = told.get("application.process.id", "")
    return Stream(
        told.get("application.name") or told.get("application.process.binary") or output.name,
        told.get("application.process.binary", ""),
        int(pid) if pid.isdecimal() else 0,
        is_monitor=is_monitor,
        is_corked=bool(output.corked),
        is_peak_meter=output.resample_method == "peaks" or "peak detect" in output.name.casefold(),
        rate=output.sample_spec.rate,
    )
