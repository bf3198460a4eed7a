"""A desk in its window: builds every screen with what it needs, and lets changes reach those that show them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from mentordesk import locale_words, phrases
from mentordesk.clock import Clock
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.errors import Trouble
from mentordesk.language import _, locale_name
from mentordesk.presence.place import journal_file
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk_ui.app.lasting import Lasting
from mentordesk_ui.app.screens import Screens
from mentordesk_ui.app.undoing import Undoing
from mentordesk_ui.app.ways import Ways
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Progress
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.shell.found_entries import FoundEntries
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk.workflows.notes.take_up_drafts import TakenUp
    from mentordesk_ui.app.forgetting import FinishingForgetting
    from mentordesk_ui.app.keeping_backups import KeepingBackups
    from mentordesk_ui.app.keeping_trash import KeepingTrash
    from mentordesk_ui.app.privacy import Privacy
    from mentordesk_ui.qtkit.unlocking import Unlocker

WARM_UP_MS = 150
"""When the first sight has been painted, and before a hand has found a key."""

LAST_PATIENCE_MS = 2000
"""How long a last write waits for another program's lock."""

LATER_MODULES = (
    "mentordesk_ui.app.keeping_backups",
    "mentordesk_ui.app.forgetting",
    "mentordesk_ui.screens.people.letting_go",
    "mentordesk_ui.app.privacy",
    "mentordesk_ui.screens.meetings",
    "mentordesk_ui.screens.notes",
    "mentordesk_ui.screens.people.screen",
    "mentordesk_ui.screens.goals",
    "mentordesk_ui.screens.advice.screen",
    "mentordesk_ui.screens.actions",
    "mentordesk_ui.screens.questions",
    "mentordesk_ui.screens.focus",
    "mentordesk_ui.screens.insights",
    "mentordesk_ui.screens.wrap_up",
    "mentordesk_ui.screens.settings",
    "mentordesk_ui.screens.trash.screen",
    "mentordesk_ui.app.keeping_trash",
)
"""What writing and the other screens need: not on the way to Today, and felt at the first key if left until then."""


class DeskWindow:
    """One open desk: its window, its screens, and the ways between them."""

    def __init__(
        self,
        lasting: Lasting,
        desk: Desk,
        clock: Clock,
        *,
        throw_away: Callable[[], None] | None = None,
        unlocker: Unlocker | None = None,
    ) -> None:
        """`unlocker` knows the passphrase of the desk, where it has one."""
        self._lasting = lasting
        self._desk = desk
        self._clock = clock
        self._seen = ""
        self._quiet_trouble = ""
        self._stale: dict[str, frozenset[Topic]] = {}
        self._acts = Acts()
        self._topics = DeskTopics(desk.database)
        self._drafts = Drafts(desk.folder / FOLDER_NAME, desk.keys)
        self.ways = Ways()
        self.screens = Screens(lasting, desk, clock, self._acts, self.ways, self._drafts)
        self.window = Window(
            lasting.appearance,
            clock,
            self.screens.rail_entries(),
            hidden=self.screens.hidden_entries(),
            load_geometry=self._load_geometry,
            save_geometry=self._save_geometry,
        )
        self._form_drafts = FormDrafts(self._drafts, self.window)
        self.screens.settle(self.window)
        self.ways.settle(self.window, self.screens)
        self.window.add_search(FoundEntries(desk, clock, self.ways))
        self.undoing = Undoing(lasting.appearance, desk.database, self._acts, self.window, self.screens.open_trash)
        self._connect()
        self._show_profile()
        if throw_away:
            self.window.show_notice(_("This is a demo desk with made-up people."), _("Throw it away"), throw_away)
        self.window.show_screen("today")
        self._unlocker = unlocker
        self._privacy: Privacy | None = None
        if lasting.preferences.now.lock_at_start:
            self.privacy().lock_at_start()
        self._loading: Progress | None = None
        self._backups: KeepingBackups | None = None
        self._trash: KeepingTrash | None = None
        self._finishing: FinishingForgetting | None = None
        self._warm_up = QTimer(self.window)
        self._warm_up.setSingleShot(True)
        self._warm_up.timeout.connect(self._wait_for_calm)
        self._warm_up.start(0)

    @property
    def desk_folder(self) -> Path:
        """Where the desk lies."""
        return self._desk.folder

    def begin_with(self, step: str) -> None:
        """Go on where the first start left: add a person, import, or just Today."""
        match step:
            case "people.new":
                self.screens.people().new_person()
            case "import.contacts":
                self.screens.imports().import_contacts()
            case "import.calendar":
                self.screens.imports().import_calendar()
            case _:
                self.window.show_screen("today")

    def close(self) -> None:
        """Put everything typed on disk, take the window away, and close the desk."""
        self._warm_up.stop()
        # It outlives this window, and may still have something to tell.
        self._lasting.quieting.changed.disconnect(self._tell_quiet)
        self._lasting.quieting.missed.disconnect(self._tell_missed)
        if self._loading is not None:
            # What it loads may come; completing this window may not, once its desk is closed.
            self._loading.cancel()
        if self._backups is not None:
            self._backups.stop()
        if self._trash is not None:
            self._trash.stop()
        if self._finishing is not None:
            self._finishing.stop()
        if self._privacy is not None:
            self._privacy.close()
        # Hidden first: a field that loses the focus keeps its words, and needs the desk for that.
        self.window.hide()
        # Nothing is left that could stand still while another program writes.
        self._desk.database.wait_for_lock(LAST_PATIENCE_MS)
        self.screens.leave()
        self._acts.finish()
        self._topics.close()
        self.window.deleteLater()
        self._acts.deleteLater()
        self._topics.deleteLater()
        self._desk.close()

    def privacy(self) -> Privacy:
        """Return lock and curtain, made when they are first needed."""
        if self._privacy is None:
            from mentordesk_ui.app.privacy import Privacy

            self._privacy = Privacy(self._lasting, self._desk, self._clock, self.window, self.screens, self._unlocker)
        return self._privacy

    # -- changes

    @Slot(object)
    def _spread(self, topics: frozenset[Topic]) -> None:
        """Let the screen that is seen read again now, and the others when they are shown next."""
        if self._privacy is not None:
            self._privacy.follow(topics)
        if topics & {Topic.PROFILE, Topic.PEOPLE}:
            self._show_profile()
        self.screens.speaking_up.refresh(topics)
        for key, screen in self.window.built_screens().items():
            concerned = topics & getattr(screen, "topics", frozenset())
            if not concerned:
                continue
            if key == self.window.current_key():
                _refresh(screen, concerned)
            else:
                self._stale[key] = self._stale.get(key, frozenset()) | concerned

    @Slot(str)
    def _bring_up_to_date(self, key: str) -> None:
        self._tell_quiet()
        if key != self._seen:
            self.screens.leave_screen(self._seen)
            self._seen = key
        topics = self._stale.pop(key, None)
        if topics:
            _refresh(self.window.screen_of(key), topics)

    def _connect(self) -> None:
        window = self.window
        self._topics.changed.connect(self._spread)
        self._acts.mistake.connect(window.show_mistake)
        self._acts.trouble.connect(window.show_trouble)
        window.screen_shown.connect(self._bring_up_to_date)
        window.profile_wanted.connect(self._open_settings)
        window.theme_chosen.connect(self._choose_theme)
        self._lasting.quieting.changed.connect(self._tell_quiet)
        self._lasting.quieting.missed.connect(self._tell_missed)

    # -- acts of the window

    def _open_settings(self) -> None:
        self.window.show_screen("settings")

    @Slot(str)
    def _choose_theme(self, theme: str) -> None:
        self._lasting.preferences.choose(theme=theme)

    def _scale(self, by: float) -> None:
        scale = self._lasting.preferences.now.text_scale + by if by else 1.0
        self._lasting.preferences.choose(text_scale=round(min(2.0, max(1.0, scale)), 2))

    def _commands(self) -> Sequence[Command]:
        window = _("Window")
        return (
            *self.screens.commands(),
            *self.privacy().commands(),
            *self.undoing.commands(),
            *(
                Command(f"theme.{name}", words, _("Theme"), partial(self._choose_theme, name), "", icon)
                for name, words, icon in (
                    ("system", _("As the computer"), "monitor"),
                    ("light", _("Light"), "sun"),
                    ("dark", _("Dark"), "moon"),
                    ("contrast", _("High contrast"), "contrast"),
                )
            ),
            Command("text.larger", _("Larger text"), window, partial(self._scale, 0.25), "Ctrl++", "eye"),
            Command("text.smaller", _("Smaller text"), window, partial(self._scale, -0.25), "Ctrl+-", "eye"),
            Command("text.usual", _("Text in its usual size"), window, partial(self._scale, 0.0), "Ctrl+0", "eye"),
            Command("window.quit", _("Quit"), window, self.window.close, "Ctrl+Q", "log-out"),
        )

    # -- the first moments

    @Slot()
    def _wait_for_calm(self) -> None:
        """Count from the first moment in which nothing waits any more.

        What is loaded while the window is painted for the first time takes turns with that, and on a slow or busy
        computer Today would be complete later.
        """
        self._warm_up.timeout.disconnect(self._wait_for_calm)
        self._warm_up.timeout.connect(self._after_first_sight)
        self._warm_up.start(WARM_UP_MS)

    def _after_first_sight(self) -> None:
        """Load what need not stand in the way of the first sight, off the main thread."""
        self._lasting.appearance.watch_focus()
        self._lasting.background.run(self._drafts.set_room_aside)
        self._loading = self._lasting.background.run(_load_the_rest, done=self._complete)

    def _complete(self, _loaded: None) -> None:
        """Offer every command, the session a crash left running, and reminders."""
        from mentordesk.workflows.desk.finish_left import finish_left
        from mentordesk.workflows.meetings.hold_session import left_running
        from mentordesk.workflows.notes.take_up_drafts import take_up_drafts

        self._acts.perform(partial(take_up_drafts, self._desk, self._clock, self._drafts), done=self._say_taken_up)
        self._acts.perform(self._form_drafts.look)
        self.window.set_commands(self._commands())
        self._acts.perform(partial(left_running, self._desk, self._clock), done=self._offer_session)
        self.screens.start_speaking_up()
        self._keep_desk()
        self._finish_forgetting()
        self._lasting.background.run(partial(finish_left, self._desk.folder))
        self._tell_lost()
        self.screens.letting_go().start()
        self.privacy().start()
        self._remind_of_kit()
        if journal_file().exists():
            self._lasting.quieting.restore_left()
        self.window.prepare_palette()

    def _tell_lost(self) -> None:
        if self._desk.database.lost is not None:
            from mentordesk.workflows.safety.lost_words import lost_words

            self.window.show_trouble(Trouble(lost_words(self._desk.database.lost, self._clock)))

    def _remind_of_kit(self) -> None:
        from mentordesk_ui.app.reminding_of_kit import remind_of_kit

        remind_of_kit(
            self._lasting.protection,
            self._lasting.preferences,
            self._desk,
            self._clock,
            self.window,
            make_kit=self._make_kit,
            encrypt=self._encrypt,
        )

    def _make_kit(self) -> None:
        self.window.hide_notice()
        self.screens.settings().make_kit()

    def _encrypt(self) -> None:
        self.window.hide_notice()
        self.screens.settings().show_encryption()

    def _finish_forgetting(self) -> None:
        from mentordesk_ui.app.forgetting import FinishingForgetting

        self._finishing = FinishingForgetting(self._lasting.background, self._desk, self.window)
        self._finishing.look()

    def _keep_desk(self) -> None:
        from mentordesk_ui.app.keeping_backups import KeepingBackups
        from mentordesk_ui.app.keeping_trash import KeepingTrash

        self._backups = KeepingBackups(self._lasting, self._desk, self._clock, self.ways, self.window)
        self._backups.synchronised.connect(self._warn_of_synchronising)
        in_call = self.screens.is_session_running
        self._trash = KeepingTrash(self._lasting.background, self._desk, self._clock, in_call, self.window)

    def _warn_of_synchronising(self, words: str) -> None:
        self.window.show_notice(words, _("Move it"), self._lasting.move)

    def _tell_quiet(self) -> None:
        now = self._lasting.quieting.now
        sentence = "" if now.is_begun else " ".join(now.troubles)
        if sentence != self._quiet_trouble:
            # In a call the focus screen says it; before and after one nothing else would.
            self._quiet_trouble = sentence
            if sentence:
                self.window.show_trouble(Trouble(sentence))
        says_so_itself = self.window.current_key() in {"focus", "settings"}
        self.window.rail.show_quiet("" if says_so_itself else self._lasting.quieting.line())

    def _tell_missed(self, counts: dict[str, int]) -> None:
        self.screens.wrap_up().tell_missed(counts)

    def _say_taken_up(self, taken: TakenUp) -> None:
        from mentordesk.workflows.notes.taken_up_words import met_words, saved_words

        if taken.saved:
            self.window.toast(saved_words(taken))
        if taken.met:
            # Stays until it is dismissed, as a toast would not.
            self.window.show_trouble(Trouble(met_words(self._desk, taken)))

    def _offer_session(self, session: Any) -> None:
        if session is not None:
            self.window.show_screen("focus")
            self.screens.focus().offer(session)

    # -- whose desk, and where its window was

    def _show_profile(self) -> None:
        me = self._desk.profile.me()
        self.window.set_profile(me.name, me.city or (phrases.city_in(me.zone) if me.zone else ""))

    def _load_geometry(self) -> bytes | None:
        try:
            return base64.b64decode(self._lasting.preferences.now.window_geometry, validate=True) or None
        except binascii.Error:
            # Written by hand: the window opens where it would for the first time.
            return None

    def _save_geometry(self, geometry: bytes) -> None:
        self._lasting.preferences.choose(window_geometry=base64.b64encode(geometry).decode("ascii"))


def _load_the_rest() -> None:
    for name in LATER_MODULES:
        import_module(name)
    from mentordesk_ui.parts.zone_picker import zone_places

    zone_places(locale_name())
    locale_words.keep(locale_name())


def _refresh(screen: QWidget, topics: frozenset[Topic]) -> None:
    refresh = getattr(screen, "refresh", None)
    if refresh is not None:
        refresh(topics)
