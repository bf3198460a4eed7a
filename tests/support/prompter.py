"""The window in which GNOME asks for the password of a keyring, played by a test: asked by the real daemon, answered or dismissed.

The daemon speaks `org.gnome.keyring.internal.Prompter` of gcr, and encrypts the password by gcr's `sx-aes-1`.
"""

from __future__ import annotations

import hmac
import os
import secrets
import threading
from base64 import b64decode, b64encode
from hashlib import sha256
from itertools import count
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection

NAME = "org.gnome.keyring.SystemPrompter"
_CALLBACK = "org.gnome.keyring.internal.Prompter.Callback"
_LONG = 60
# RFC 3526, group 5.
_PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6D"
    "F25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3D"
    "C2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08"
    "CA237327FFFFFFFFFFFFFFFF",
    16,
)
_LENGTH = 192


class Prompter:
    """A context in which the daemon can ask the person. What the person does is called from the test."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address)
        self._numbers = count(1000)
        self._private = secrets.randbits(8 * _LENGTH - 1)
        self._asked = threading.Event()
        self._whom = DBusAddress("/")
        self._theirs = ""

    def __enter__(self) -> Self:
        serial = next(self._numbers)
        self._connection.send(message_bus.RequestName(NAME), serial=serial)
        while self._connection.receive().header.fields.get(HeaderFields.reply_serial) != serial:
            pass
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.interrupt()
        self._thread.join()
        self._connection.close()

    def wait_until_asked(self) -> None:
        """Wait until the person sees the question."""
        assert self._asked.wait(_LONG)

    def dismiss(self) -> None:
        """Press Cancel."""
        self._ready("no", self._said())

    def enter(self, password: str) -> None:
        """Type a password and press Enter."""
        self._ready("yes", self._said(password))

    def _live(self) -> None:
        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._hear(message)
        except ReceiveStopped:
            return

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        self._connection.send(new_method_return(message), serial=next(self._numbers))
        callback = str(message.body[0])
        self._whom = DBusAddress(callback, str(fields[HeaderFields.sender]), _CALLBACK)
        match fields[HeaderFields.member]:
            case "BeginPrompting":
                self._ready("", self._said())
            case "PerformPrompt":
                self._theirs = str(message.body[3])
                self._asked.set()
            case "StopPrompting":
                self._send(new_method_call(self._whom, "PromptDone"))

    def _ready(self, reply: str, said: str) -> None:
        self._asked.clear()
        self._send(new_method_call(self._whom, "PromptReady", "sa{sv}s", (reply, {}, said)))

    def _send(self, message: Message) -> None:
        self._connection.send(message, serial=next(self._numbers))

    def _said(self, secret: str | None = None) -> str:
        public = pow(2, self._private, _PRIME).to_bytes(_LENGTH)
        lines = ["[sx-aes-1]", f"public={_coded(public)}"]
        if secret is not None:
            start = os.urandom(16)
            padder = PKCS7(128).padder()
            padded = padder.update(secret.encode()) + padder.finalize()
            encryptor = Cipher(algorithms.AES(self._key()), modes.CBC(start)).encryptor()
            lines += [f"secret={_coded(encryptor.update(padded) + encryptor.finalize())}", f"iv={_coded(start)}"]
        return "\n".join([*lines, ""])

    def _key(self) -> bytes:
        """Return the key both sides derive, by HKDF without salt."""
        theirs = next(line for line in self._theirs.splitlines() if line.startswith("public="))
        number = int.from_bytes(b64decode(theirs.removeprefix("public=")))
        shared = pow(number, self._private, _PRIME).to_bytes(_LENGTH)
        extracted = hmac.digest(bytes(32), shared, sha256)
        return hmac.digest(extracted, b"\x01", sha256)[:16]


def _coded(raw: bytes) -> str:
    return b64encode(raw).decode()
