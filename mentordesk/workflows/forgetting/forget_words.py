"""What forgetting somebody would do, in plain words."""

from __future__ import annotations

from mentordesk import phrases
from mentordesk.domain.people import Person
from mentordesk.language import _, ngettext
from mentordesk.workflows.forgetting.forget import HeldByBackups, Mention, Preview
from mentordesk.workflows.safety.desk_words import table_words

_TOLD = (
    "mentorship",
    "series",
    "meeting",
    "agenda_item",
    "note",
    "note_revision",
    "attachment",
    "thread",
    "action",
    "question",
    "goal",
    "advice",
    "review",
    "reflection",
    "focus_session",
)
"""What is counted by its name; the rest, such as steps and check-ins, belongs to it and is counted together."""
_COUNTED_AS = {"wording": "note_revision"}
"""What is told as the same: whose earlier wordings they are says nobody anything here."""


def goes_words(preview: Preview) -> str:
    """Say what goes, counted by noun."""
    counts = [(table, _count(preview, table)) for table in _TOLD]
    said = [f"{phrases.number(count)} {table_words(table, count)}" for table, count in counts if count]
    # Links, and what only the log of the program knows, are nobody's words.
    smaller = len(preview.purge.ids) - sum(count for _table, count in counts) - 1 - preview.purge.count("note_link")
    if smaller > 0:
        words = ngettext(
            "{count} smaller thing that belongs to them", "{count} smaller things that belong to them", smaller
        )
        said.append(words.format(count=phrases.number(smaller)))
    if preview.drafts:
        said.append(
            ngettext("{count} text not saved yet", "{count} texts not saved yet", preview.drafts).format(
                count=preview.drafts
            )
        )
    name = preview.person.name
    if not said:
        return _("{name}, with all that is known of them.").format(name=name)
    return _("{name}, with all that is known of them, and {things}.").format(name=name, things=phrases.listed(said))


def _count(preview: Preview, table: str) -> int:
    alike = [other for other, same in _COUNTED_AS.items() if same == table]
    return sum(preview.purge.count(each) for each in (table, *alike))


def own_goals_words(count: int) -> str:
    """Say which goals may stay."""
    return ngettext(
        "Keep my own goal, without the mentorship", "Keep my own {count} goals, without the mentorship", count
    ).format(count=count)


def stays_words(preview: Preview) -> str:
    """Say what stays and speaks of them."""
    name = preview.person.short_name
    certain = sum(1 for one in preview.mentions if one.is_certain)
    perhaps = len(preview.mentions) - certain
    said = []
    if certain:
        words = ngettext(
            "{count} thing that is about others speaks of {name}. It stays as it is; open it to take the name out.",
            "{count} things that are about others speak of {name}. They stay as they are; open them to take the name out.",
            certain,
        )
        said.append(words.format(count=certain, name=preview.person.name))
    if perhaps:
        words = ngettext(
            "In {count} more the word “{name}” is found: perhaps somebody else.",
            "In {count} more the word “{name}” is found: perhaps somebody else.",
            perhaps,
        )
        said.append(words.format(count=perhaps, name=name))
    if preview.earlier_wordings:
        words = ngettext(
            "{count} text that stays names {name} in an earlier wording.",
            "{count} texts that stay name {name} in an earlier wording.",
            preview.earlier_wordings,
        )
        said.append(words.format(count=preview.earlier_wordings, name=preview.person.name))
    return " ".join(said) or _("Nothing else on this desk speaks of {name}.").format(name=preview.person.name)


def mention_words(mention: Mention) -> str:
    """Say one thing that stays and speaks of them, in a line."""
    about = _("with {name}").format(name=mention.about) if mention.about else ""
    day = phrases.brief_date(mention.at.date())
    parts = [mention_kind(mention), mention.title or mention.excerpt, about, day]
    return " · ".join(part for part in parts if part)


def mention_kind(mention: Mention) -> str:
    """Say what a mention is: a note, a promise."""
    words = table_words(mention.table, 1)
    return words[:1].upper() + words[1:]


def backup_words(held: HeldByBackups, person: Person) -> tuple[str, ...]:
    """Say which backups still hold somebody, and until when."""
    said = []
    if held.paths:
        words = ngettext(
            "{count} backup made before still holds {name}.",
            "{count} backups made before still hold {name}.",
            len(held.paths),
        )
        said.append(words.format(count=len(held.paths), name=person.name))
        if held.last_gone_on is not None:
            words = ngettext(
                "With a backup each day it goes by itself on {day}.",
                "With a backup each day, the last of them goes by itself on {day}.",
                len(held.paths),
            )
            said[-1] += " " + words.format(day=phrases.brief_date(held.last_gone_on))
    if held.damaged_copies:
        words = ngettext(
            "{count} copy of a damaged desk may hold {name} too, and never goes by itself.",
            "{count} copies of a damaged desk may hold {name} too, and never go by themselves.",
            len(held.damaged_copies),
        )
        said.append(words.format(count=len(held.damaged_copies), name=person.name))
    if not said:
        said.append(_("No backup holds {name}.").format(name=person.name))
    said.append(_("What you exported, printed or sent is out of reach of MentorDesk."))
    return tuple(said)


def renew_words(held: HeldByBackups) -> str:
    """Offer to let go of the backups as well."""
    return ngettext(
        "Make a new backup afterwards, and delete this one",
        "Make a new backup afterwards, and delete these {count}",
        held.count,
    ).format(count=held.count)
