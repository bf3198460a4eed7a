from collections.abc import Iterable
from enum import Enum, IntEnum
from typing import Any

class MessageType(Enum):
    method_call = 1
    method_return = 2
    error = 3
    signal = 4

class MessageFlag(IntEnum):
    no_reply_expected = 1
    no_auto_start = 2
    allow_interactive_authorization = 4

class HeaderFields(IntEnum):
    path = 1
    interface = 2
    member = 3
    error_name = 4
    reply_serial = 5
    destination = 6
    sender = 7
    signature = 8
    unix_fds = 9

class Header:
    message_type: MessageType
    flags: int
    fields: dict[int, Any]

class Message:
    header: Header
    body: tuple[Any, ...]

class DBusAddress:
    def __init__(self, object_path: str, bus_name: str | None = ..., interface: str | None = ...) -> None: ...

class MatchRule:
    def __init__(
        self,
        *,
        type: str | None = ...,
        sender: str | None = ...,
        interface: str | None = ...,
        member: str | None = ...,
        path: str | None = ...,
        path_namespace: str | None = ...,
        destination: str | None = ...,
        eavesdrop: bool = ...,
    ) -> None: ...
    def add_arg_condition(self, argno: int, value: str, kind: str = ...) -> None: ...
    def serialise(self) -> str: ...
    def matches(self, msg: Message) -> bool: ...

def new_method_call(
    remote_obj: DBusAddress, method: str, signature: str | None = ..., body: Iterable[Any] = ...
) -> Message: ...
def new_method_return(parent_msg: Message, signature: str | None = ..., body: Iterable[Any] = ...) -> Message: ...
def new_error(
    parent_msg: Message, error_name: str, signature: str | None = ..., body: Iterable[Any] = ...
) -> Message: ...
def new_signal(emitter: DBusAddress, signal: str, signature: str | None = ..., body: Iterable[Any] = ...) -> Message: ...

class DBusErrorResponse(Exception):
    name: str
    data: tuple[Any, ...]
