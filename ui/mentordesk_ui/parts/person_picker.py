"""Picks one of the people it is given, by any part of the name."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.language import _
from mentordesk_ui.parts.avatar import initials_of
from mentordesk_ui.parts.folding import fold
from mentordesk_ui.parts.suggestions import SuggestingEdit, Suggestion
from mentordesk_ui.rows.row_look import AvatarMark, IconMark
from mentordesk_ui.theme.appearance import Appearance


class _New(tuple[str]):
    """Stands for “add this name” among the suggestions."""

    __slots__ = ()


class PersonPicker(SuggestingEdit):
    """People are (id, name, detail). `changed` says the id, or None when the line was emptied.

    With `adds` the last suggestion offers to add whom it does not know: `new_person_wanted` says the name.
    """

    changed = Signal(object)
    new_person_wanted = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        people: Sequence[tuple[Hashable, str, str]] = (),
        *,
        adds: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._people: list[Suggestion] = []
        self._adds = adds
        super().__init__(appearance, self._matching, placeholder or _("Type a name"), icon="user", parent=parent)
        self.set_people(people)
        self.picked.connect(self._tell)

    def set_people(self, people: Sequence[tuple[Hashable, str, str]]) -> None:
        self._people = [Suggestion(key, name, detail, AvatarMark(initials_of(name))) for key, name, detail in people]

    def person(self) -> Hashable | None:
        """Return the id of who is picked, or None."""
        return self.picked_value()

    def set_person(self, key: Hashable | None) -> None:
        """Show a person as picked, without saying `changed`; raises KeyError for one it was not given."""
        if key is None:
            self.keep(None)
            return
        for person in self._people:
            if person.value == key:
                self.keep(person)
                return
        raise KeyError(key)

    def _matching(self, words: str) -> list[Suggestion]:
        asked = fold(words).split()
        found = [one for one in self._people if self._fits(one, asked)]
        if words:
            found.sort(key=lambda one: (not fold(one.title).startswith(fold(words)), fold(one.title)))
        if self._adds and words and not any(fold(one.title) == fold(words) for one in self._people):
            found.append(Suggestion(_New((words,)), _("Add “{name}”").format(name=words), "", IconMark("user-plus")))
        return found

    def _fits(self, person: Suggestion, asked: list[str]) -> bool:
        words = fold(f"{person.title} {person.detail}").replace(",", " ").split()
        return all(any(word.startswith(part) for word in words) for part in asked)

    def _pick(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.value, _New):
            self.close_list()
            self.new_person_wanted.emit(suggestion.value[0])
            return
        super()._pick(suggestion)

    def _is_known(self, suggestion: Suggestion) -> bool:
        return not isinstance(suggestion.value, _New)

    def _tell(self, key: object) -> None:
        self.changed.emit(key)
