"""What keeps the programs under test away from the keyring of the person who runs them, on every platform."""

from __future__ import annotations

from collections.abc import Mapping

CLOSED_OFF = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
"""In the environment of every test and everything that is measured: Python's `keyring` refuses to keep anything."""


def open_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which a keyring may be used: one that a test has started itself."""
    return {name: value for name, value in environment.items() if name not in CLOSED_OFF}
