"""What became of notes that were half typed when the program ended, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from mentordesk import phrases
from mentordesk.domain.excerpts import shortened
from mentordesk.domain.notes import title_of
from mentordesk.language import _, ngettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.take_up_drafts import TakenUp

_MOST_LETTERS = 60


def saved_words(taken: TakenUp) -> str:
    """Say how many were saved."""
    words = ngettext(
        "{count} note that could not be saved last time is saved now.",
        "{count} notes that could not be saved last time are saved now.",
        taken.saved,
    )
    return words.format(count=taken.saved)


def met_words(desk: Desk, taken: TakenUp) -> str:
    """Say into which of them somebody else had written since, and what became of both."""
    brought_together = [one for one in taken.met if one not in taken.changed_by_both]
    said = []
    if brought_together:
        words = _("What you had typed in {notes} is brought together with what was written there since.")
        said.append(words.format(notes=_listed(desk, brought_together)))
    if taken.changed_by_both:
        words = _(
            "In {notes} the same lines were changed elsewhere since. Yours stand there, the others are kept as an earlier wording."
        )
        said.append(words.format(notes=_listed(desk, taken.changed_by_both)))
    return " ".join(said)


def _listed(desk: Desk, note_ids: Sequence[str]) -> str:
    titles = [shortened(title_of(desk.notes.get(one).text), _MOST_LETTERS) for one in note_ids]
    return phrases.listed([_("“{title}”").format(title=title) for title in titles])
