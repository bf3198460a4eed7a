"""English is in the code, German in the catalogue: complete, compiled, and with the same placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from mentordesk.language import DOMAIN, LANGUAGES
from tests.support.sources import RESOURCES, name, parsed, program_files

TRANSLATED = [language for language in LANGUAGES if language != "en"]
# Which argument of each function is a message, and which its plural.
MARKS = {"_": (0, None, None), "ngettext": (0, 1, None), "pgettext": (1, None, 0)}
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)[sd]|%[sd]")


def _file(language: str, kind: str) -> Path:
    return RESOURCES / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.{kind}"


def _catalogue(language: str) -> Catalog:
    with _file(language, "po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _words_in_code() -> dict[tuple[str | None, str], str]:
    """Return every message of the program by context and text, with the place it stands in."""
    found: dict[tuple[str | None, str], str] = {}
    for file in program_files():
        for node in ast.walk(parsed(file)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in MARKS:
                continue
            text, _plural, context = MARKS[node.func.id]
            said = _constant(node, text)
            if said:
                found[(_constant(node, context) if context is not None else None, said)] = f"{name(file)}:{node.lineno}"
    return found


def _constant(call: ast.Call, position: int) -> str | None:
    argument = call.args[position] if position < len(call.args) else None
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def test_there_are_words_to_translate() -> None:
    assert len(_words_in_code()) > 100


def test_every_message_is_written_out_where_it_is_said() -> None:
    """A message put together or handed on by name is never found by whoever collects them."""
    found = [
        f"{name(file)}:{node.lineno}"
        for file in program_files()
        if name(file) != "mentordesk/language.py"  # which hands them to gettext
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
        if _constant(node, MARKS[node.func.id][0]) is None
    ]
    assert found == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_code_is_translated(language: str) -> None:
    said = {(message.context, _singular(message)) for message in _catalogue(language) if _is_translated(message)}
    assert {text: where for (context, text), where in _words_in_code().items() if (context, text) not in said} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_kept_for_words_nobody_says(language: str) -> None:
    written = set(_words_in_code())
    kept = {(message.context, _singular(message)) for message in _catalogue(language) if message.id}
    assert kept - written == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    wrong = []
    for message in _catalogue(language):
        originals = message.id if isinstance(message.id, tuple | list) else (message.id,)
        allowed = {mark for text in originals for mark in PLACEHOLDER.findall(text)}
        translations = message.string if isinstance(message.string, tuple | list) else (message.string,)
        # The form for one may say “one” instead of a number, the form for many may not.
        needed = set(PLACEHOLDER.findall(originals[-1]))
        last = set(PLACEHOLDER.findall(translations[-1] or ""))
        used = {mark for text in translations for mark in PLACEHOLDER.findall(text or "")}
        if message.id and (used - allowed or last != needed):
            wrong.append(f"{originals[0]!r}: {sorted(used)} instead of {sorted(needed)}")
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_that_of_the_written_one(language: str) -> None:
    with _file(language, "mo").open("rb") as file:
        compiled = {(_context(message), _singular(message)): message.string for message in read_mo(file) if message.id}
    written = {
        (message.context, _singular(message)): message.string
        for message in _catalogue(language)
        if _is_translated(message)
    }
    assert _plain(compiled) == _plain(written)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_can_be_filled_in(language: str) -> None:
    """A brace too many or a name misspelt would end the program where the words are said."""
    wrong = []
    for message in _catalogue(language):
        values = {name: "x" for text in _texts(message.id) for _, name, _, _ in Formatter().parse(text) if name}
        for text in _texts(message.string):
            try:
                text.format(**values)
            except (ValueError, LookupError) as error:
                wrong.append(f"{text!r}: {error!r}")
    assert wrong == []


def test_german_is_set_in_german_marks() -> None:
    texts = [text for message in _catalogue("de") if message.id for text in _texts(message.string)]
    pairs = [text for text in texts if text.count("„") != text.count("“") or re.search("[\"”‘]|\\w'\\w|\\w …\\w", text)]
    assert pairs == []


def test_an_ellipsis_follows_the_rule_of_its_language() -> None:
    """English sets it close to the word it follows, German apart, where whole words are left out."""
    messages = [message for message in _catalogue("de") if message.id]
    english = [text for message in messages for text in _texts(message.id) if re.search(r"[^\s,*(] …", text)]
    german = [text for message in messages for text in _texts(message.string) if re.search(r"[^\s/(*]…", text)]
    assert (english, german) == ([], [])


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_tells_nothing_of_whoever_made_it(language: str) -> None:
    for file in (RESOURCES / "translations" / f"{DOMAIN}.pot", _file(language, "po")):
        text = file.read_text("utf-8")
        places = re.findall(r"^#: (.+)$", text, re.MULTILINE)
        assert all(re.fullmatch(r"[\w/]+\.py", place) for line in places for place in line.split())
        assert "EMAIL@ADDRESS" not in text
        assert not re.search(r"<[^>\s]+@[^>\s]+>|/home/|/work/|/Users/", text)


def _context(message: Message) -> str | None:
    """Return the context as text; Babel leaves that of a compiled message as bytes."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def _texts(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if said is None or isinstance(said, str) else tuple(said)


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(message.id) and not message.fuzzy and all(strings)


def _plain(catalogue: Mapping[tuple[str | None, str], object]) -> dict[tuple[str | None, str], object]:
    return {key: tuple(text) if isinstance(text, tuple | list) else text for key, text in catalogue.items()}
