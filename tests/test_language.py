from __future__ import annotations

from collections.abc import Iterator

import pytest

from mentordesk import language


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = language.locale_name()
    yield
    language.use(before)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    return monkeypatch


def test_a_chosen_language_names_the_locale() -> None:
    language.use("de_AT")
    assert language.locale_name() == "de_AT"


def test_a_language_without_a_catalogue_reads_english() -> None:
    language.use("tlh")
    assert language._("This is no longer on the desk.") == "This is no longer on the desk."
    assert language.ngettext("{count} day", "{count} days", 1) == "{count} day"
    assert language.ngettext("{count} day", "{count} days", 2) == "{count} days"
    assert language.pgettext("verb", "Open") == "Open"


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_CA"}, "fr_CA"),
        ({"LANGUAGE": "pt_BR:pt:en", "LANG": "en_US.UTF-8"}, "pt_BR"),
        ({"LANG": "ca_ES@valencia"}, "ca_ES"),
        ({"LC_ALL": "C.UTF-8", "LANG": "de_DE"}, "en_GB"),
        ({"LC_ALL": "POSIX"}, "en_GB"),
    ],
)
def test_the_environment_says_which_language(
    environment: pytest.MonkeyPatch, variables: dict[str, str], name: str
) -> None:
    for variable, value in variables.items():
        environment.setenv(variable, value)
    language.use()
    assert language.locale_name() == name


def test_german_is_spoken_where_the_computer_speaks_it(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("LANGUAGE", "de_AT:de:en")
    language.use()
    assert language._("Today") == "Heute"
    assert language.ngettext("{days} day", "{days} days", 3) == "{days} Tage"
    assert language.pgettext("finish", "Done") == "Fertig"
