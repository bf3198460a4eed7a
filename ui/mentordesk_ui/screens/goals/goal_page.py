"""The page of one goal: how far, how it goes, the steps, the plan, the notes and the way so far."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.goals import Goal, share
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk.workflows.goals.goal_plan import kept_plans
from mentordesk.workflows.goals.keep_goal import my_id
from mentordesk_ui.parts.backlinks import Backlinks
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

from .course import Course
from .facts import Plans, Said, Way
from .goal_head import GoalHead
from .goal_note import GoalNote
from .promises import GoalPromises
from .step_list import StepList

BESIDE_FROM = 860
"""Two columns stand side by side from this width on, at the usual size of text."""
_WIDEST = 1080


class GoalPage(QWidget):
    """Shows one goal at a time; it is made once. Acts on the goal are wished for by its head and lists."""

    owner_wanted = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        drafts: Drafts,
        earlier: EarlierWays,
    ) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._goal: Goal | None = None
        self.head = GoalHead(appearance)
        self.said = Said(appearance, earlier, self.refresh)
        self.course = Course(appearance, desk.goals, clock, acts, navigation)
        self.steps = StepList(appearance, desk, clock, acts, navigation)
        self.plans = Plans(appearance, clock, earlier, self.refresh)
        self.note = GoalNote(appearance, desk, clock, acts, navigation, drafts)
        self.note.attachments.take_drops(self)
        self.promises = GoalPromises(appearance, desk, clock, acts)
        self.promises.about_to_change.connect(self.note.keeping.flush)
        self.way = Way(appearance, clock)
        self.backlinks = Backlinks(appearance, desk, clock, navigation)
        self._near, self._far = QWidget(), QWidget()
        said = QVBoxLayout()
        said.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        said.addWidget(self.said)
        for place, parts in (
            (self._near, (said, self.course, self.note)),
            (self._far, (self.steps, self.plans, self.promises, self.way, self.backlinks)),
        ):
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE.xl + SPACE.s)
            for part in parts:
                column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
            column.addStretch(1)
        self._body = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._near, 3)
        self._box.addWidget(self._far, 2)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.addWidget(self.head)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE.xl + SPACE.s)
        inside.addLayout(head)
        inside.addWidget(self._body)
        self._scroll = ScrollColumn(appearance, wide=True, margins=(28, 20, 28, 32))
        self._scroll.add(self._inside)
        self._scroll.add_stretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.head.owner_wanted.connect(self._open_owner)
        appearance.resized.connect(self._fit)
        self._fit()

    @property
    def goal(self) -> Goal | None:
        """The goal that is shown."""
        return self._goal

    def show_goal(self, goal_id: str) -> None:
        """Show a goal from its top; raises Mistake when it is no longer on the desk."""
        goal = self._desk.goals.get(goal_id)
        if self._goal is None or self._goal.id != goal.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._goal = goal
        self._read()

    def refresh(self, topics: frozenset[Topic] = EVERYTHING) -> None:
        """Read again what is shown."""
        if self._goal is not None and topics:
            self._goal = self._desk.goals.find(self._goal.id) or self._goal
            self._read()

    def leave(self) -> None:
        """Put on disk what is unsaved."""
        self.note.leave()

    def take_focus(self) -> None:
        """Begin at what one does most."""
        first = self.head.restore if self.head.restore.isVisibleTo(self) else self.head.check_in
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        goal = self._goal
        if goal is None:
            return
        today = self._clock.now().astimezone(self._clock.zone()).date()
        goals = self._desk.goals
        steps = goals.milestones_of(goal.id)
        standing = goals.standing(goal.id)
        owner = self._desk.people.find(goal.owner_id) if goal.owner_id else None
        called = _("Mine") if goal.owner_id == my_id(self._desk) else owner.name if owner else ""
        progress = share(goal, standing.number, standing.reached, standing.steps)
        self.head.show_goal(goal, standing, progress, called, today)
        self.said.show_goal(goal)
        self.course.show_goal(goal, steps)
        self.steps.show_goal(goal, steps)
        self.plans.show_plans(kept_plans(self._desk, goal.id))
        self.promises.show_goal(goal)
        self.way.show_turns(goal, goals.turns_of(goal.id))
        self.backlinks.show_target(Target(TargetKind.GOAL, goal.id))
        self.note.show_goal(goal, self._names(goal))

    def _names(self, goal: Goal) -> tuple[str, ...]:
        """Return whom a promise in the note may name."""
        mentorship = self._desk.mentorships.find(goal.mentorship_id) if goal.mentorship_id else None
        ids = (goal.owner_id, mentorship.person_id if mentorship else "", my_id(self._desk))
        people = [self._desk.people.find(one) for one in dict.fromkeys(ids) if one]
        names = [name for person in people if person for name in (person.name, person.short_name)]
        return tuple(dict.fromkeys(names))

    def _open_owner(self) -> None:
        if self._goal is not None and self._goal.owner_id:
            self.owner_wanted.emit(self._goal.owner_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._appearance.px
        self._inside.setMaximumWidth(px(_WIDEST))
        is_narrow = self.width() < px(BESIDE_FROM)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        self._box.setSpacing(SPACE.xl + SPACE.s)
