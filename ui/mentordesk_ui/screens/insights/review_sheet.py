"""Looking back on a mentorship: six questions and two sentences, for oneself."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from mentordesk.domain.reviews import Review, answer_words, review_questions
from mentordesk.language import _
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class ReviewSheet(Sheet):
    """Asks how somebody sees a mentorship today. What was written today already stands in it."""

    def __init__(self, appearance: Appearance, host: QWidget, person: str, review: Review) -> None:
        words = answer_words()
        line = _("For your eyes only. 1 means {least}, 5 means {most}. Leave out what you cannot say.")
        super().__init__(
            appearance,
            host,
            _("Looking back with {person}").format(person=person) if person else _("Looking back"),
            line=line.format(least=words[0], most=words[-1]),
            confirm=_("Keep it"),
        )
        self.choices: list[Choice[int]] = []
        for place, question in enumerate(review_questions()):
            block = QVBoxLayout()
            block.setSpacing(SPACE.xs)
            block.addWidget(Text(appearance, question.title, TextStyle.TITLE))
            block.addWidget(Text(appearance, question.text, TextStyle.BODY, "muted"))
            rating = review.ratings[place] if place < len(review.ratings) else 0
            choice: Choice[int] = Choice(
                appearance, question.text, [(value, str(value)) for value in range(1, len(words) + 1)], rating or None
            )
            for button, meaning in zip(choice.findChildren(QRadioButton), words, strict=True):
                button.setAccessibleName(_("{rating}, {words}").format(rating=button.accessibleName(), words=meaning))
                button.setToolTip(meaning)
            block.addWidget(choice)
            self.add(block)
            self.choices.append(choice)
        self.keep = LineEdit(appearance, _("Ending each call with who does what"), text=review.keep)
        self.change = LineEdit(appearance, _("More time for the question behind the question"), text=review.change)
        self.add_field("keep", Field(appearance, _("What I want to keep"), self.keep))
        self.add_field("change", Field(appearance, _("What I want to change"), self.change))
        if self.choices:
            self.choices[0].setFocus()

    def ratings(self) -> tuple[int, ...]:
        """Return the answers from 1 to 5, 0 for what was left out."""
        return tuple(choice.value() or 0 for choice in self.choices)
