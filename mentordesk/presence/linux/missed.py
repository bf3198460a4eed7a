"""What was missed in a call: how many notifications each program sent. Opt-in; no text is read, and nothing is stored.

The bus lets a session watch its own traffic (`BecomeMonitor` in the D-Bus specification); of each message only the
sender's name is looked at.
"""

from __future__ import annotations

import threading
from collections import Counter

from jeepney import MatchRule, MessageType
from jeepney.bus_messages import Monitoring
from jeepney.io.common import RouterClosed
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.linux.bus import ANSWER_SECONDS
from mentordesk.presence.linux.daemons import NOTIFICATIONS

OURS = "MentorDesk"


class MissedCount:
    """Counts from when it is made until `end`. Raises Trouble where the bus does not let us watch."""

    def __init__(self, address: str = "SESSION") -> None:
        self._counts: Counter[str] = Counter()
        rule = MatchRule(type="method_call", interface=NOTIFICATIONS, member="Notify")
        try:
            self._connection = open_dbus_connection(address)
            _become_monitor(self._connection, rule)
        except (OSError, KeyError, RuntimeError, ValueError) as error:
            raise Trouble(_("This desktop does not let us count what comes in.")) from error
        self._thread = threading.Thread(target=self._count, daemon=True, name="missed-count")
        self._thread.start()

    def end(self) -> dict[str, int]:
        """Stop counting and return how many came in by program, the most first."""
        self._connection.interrupt()
        self._thread.join(ANSWER_SECONDS)
        self._connection.close()
        return dict(self._counts.most_common())

    def _count(self) -> None:
        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call and message.body:
                    program = str(message.body[0]) or _("Unknown")
                    if program != OURS:
                        self._counts[program] += 1
        except (OSError, ReceiveStopped):
            return


def _become_monitor(connection: DBusConnection, rule: MatchRule) -> None:
    from jeepney.io.threading import DBusRouter

    router = DBusRouter(connection)
    try:
        reply = router.send_and_get_reply(Monitoring().BecomeMonitor([rule.serialise()]), timeout=ANSWER_SECONDS)
    except (TimeoutError, RouterClosed) as error:
        raise OSError from error
    finally:
        router.close()
    if reply.header.message_type is MessageType.error:
        raise OSError
