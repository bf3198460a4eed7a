"""Sentences about one person: fills the {places} of a template, with the same word for the same place."""

from __future__ import annotations

from mentordesk.domain.people import Person
from mentordesk.workflows.demo.chance import Chance
from mentordesk.workflows.demo.stock import sheet

_PRONOUNS = {
    "she/her": {"they": "she", "them": "her", "their": "her", "themself": "herself"},
    "he/him": {"they": "he", "them": "him", "their": "his", "themself": "himself"},
}
_AFRESH = frozenset({"number", "percent", "feeling", "weather", "food"})
"""Places that get another word each time."""


class Wording(dict[str, str]):
    """The words of one conversation; a place not filled yet is filled from the stock by chance."""

    def __init__(self, chance: Chance, person: Person) -> None:
        super().__init__(_PRONOUNS[person.pronouns])
        self._chance = chance
        self["name"] = person.short_name

    def __missing__(self, place: str) -> str:
        stem, _sep, form = place.rpartition("_")
        if form == "cap":
            word = self[stem]
            return word[0].upper() + word[1:]
        if form == "plain":
            return self[stem].removeprefix("the ")
        word = self._chance.deal(sheet("words")[place] if place != "weather" else sheet("words")["weather"])
        word = str(word)
        if place not in _AFRESH:
            self[place] = word
        return word

    def say(self, template: str) -> str:
        """Return a template as a sentence."""
        return template.format_map(self) if "{" in template else template
