"""The desk as a folder of Markdown: a file with front matter for each person, meeting, goal and note, as Obsidian reads it.

Attachments lie beside them, as they are. For reading and searching elsewhere; what is in the trash, and what only the program needs, stays behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from mentordesk.domain.notes import title_of
from mentordesk.exchange.front_matter import FileNames, front_matter
from mentordesk.language import _
from mentordesk.store.database import Row
from mentordesk.store.desk import Desk
from mentordesk.store.whole import Whole
from mentordesk.workflows.take_along.export_desk import Pace, whole_pieces

_CHILDREN = {
    "mentorship": "person_id",
    "thread": "person_id",
    "action": "mentorship_id",
    "question": "mentorship_id",
    "advice": "mentorship_id",
    "advice_answer": "advice_id",
    "review": "mentorship_id",
    "agenda_item": "meeting_id",
    "reflection": "meeting_id",
    "milestone": "goal_id",
    "check_in": "goal_id",
    "goal_turn": "goal_id",
    "goal_plan": "goal_id",
}
"""What is told on the page of another record, by the column that says of which."""


def write_markdown(desk: Desk, folder: Path, pace: Pace) -> tuple[int, tuple[str, ...]]:
    """Write the folder; return how many files it has, and the names of attachments that could not be read."""
    writing = _Folder(desk, folder, pace)
    return writing.write(), tuple(writing.missing)


class _Folder:
    def __init__(self, desk: Desk, folder: Path, pace: Pace) -> None:
        self._desk = desk
        self._whole = Whole(desk.database)
        self.missing: list[str] = []
        self._folder = folder
        self._pace = pace
        self._names = FileNames()
        self._files: dict[str, str] = {}
        """The name of the file of each record, by id; what links to it says the same."""
        self._of: dict[str, dict[str, list[Row]]] = {}
        self._meeting_notes: dict[str, list[Row]] = defaultdict(list)
        self._of_mentorship: dict[str, list[Row]] = defaultdict(list)
        """Topics that wait for the next meeting, whichever it will be."""
        self._attached: dict[str, list[str]] = defaultdict(list)
        """Links to what is attached, by what it belongs to."""
        self._count = 0

    def write(self) -> int:
        self._write_attachments()
        for table, column in _CHILDREN.items():
            children: dict[str, list[Row]] = defaultdict(list)
            for row in self._rows(table):
                children[row[column] or ""].append(row)
            self._of[table] = children
        for item in self._of["agenda_item"].pop("", []):
            self._of_mentorship[item["mentorship_id"] or ""].append(item)
        people, goals, meetings = (list(self._rows(name)) for name in ("person", "goal", "meeting"))
        for row in people:
            self._files[row["id"]] = self._names.give(row["name"])
        for row in goals:
            self._files[row["id"]] = self._names.give(row["title"])
        for row in meetings:
            self._files[row["id"]] = self._names.give(f"{row['title'] or _('Meeting')}, {_day(row)}")
        for row in self._rows("note"):
            if row["meeting_id"] in self._files:
                self._meeting_notes[row["meeting_id"]].append(row)
            else:
                self._files[row["id"]] = self._names.give(title_of(row["text"][:5000]))
                self._put("Notes", row, self._note_facts(row), row["text"])
        for row in people:
            self._put("People", row, _person_facts(row), self._page(row["name"], self._person_parts(row)))
        for row in meetings:
            title = row["title"] or _("Meeting")
            self._put("Meetings", row, self._meeting_facts(row), self._page(title, self._meeting_parts(row)))
        for row in goals:
            self._put("Goals", row, self._goal_facts(row), self._page(row["title"], self._goal_parts(row)))
        return self._count

    # -- files

    def _write_attachments(self) -> None:
        for attachment in self._desk.attachments.where():
            if attachment.holder is None:
                continue
            pieces = whole_pieces(self._desk, attachment, self._pace)
            if pieces is None:
                self.missing.append(attachment.name)
                continue
            stem, dot, ending = attachment.name.rpartition(".")
            name = f"{self._names.give(stem or ending)}{dot if stem else ''}{ending if stem else ''}"
            place = self._folder / "Attachments"
            place.mkdir(exist_ok=True)
            with (place / name).open("xb") as file:
                file.writelines(pieces)
            self._attached[attachment.holder.id].append(f"[[{name}]]")
            self._count += 1

    def _rows(self, table: str) -> Iterator[Row]:
        for row in self._whole.rows(table, with_trash=False):
            self._pace.step()
            yield row

    def _put(self, where: str, row: Row, facts: Mapping[str, Any], text: str) -> None:
        kind = {"People": "person", "Meetings": "meeting", "Goals": "goal", "Notes": "note"}[where]
        # A note that was taken in a meeting has no page of its own: what is attached to it is told on the meeting's.
        pages = [row["id"], *(note["id"] for note in self._meeting_notes.get(row["id"], []))]
        attached = [link for page in pages for link in self._attached.get(page, [])]
        head = front_matter(
            {"mentordesk": kind, "id": row["id"], "created": row["created_at"], "updated": row["updated_at"], **facts}
            | {"attachments": attached}
        )
        place = self._folder / where
        place.mkdir(exist_ok=True)
        with (place / f"{self._files[row['id']]}.md").open("w", encoding="utf-8", newline="") as file:
            file.write(head + text)
        self._count += 1

    def _link(self, record_id: str | None) -> str:
        name = self._files.get(record_id or "", "")
        return f"[[{name}]]" if name else ""

    @staticmethod
    def _page(title: str, parts: Iterable[tuple[str, Iterable[str]]]) -> str:
        text = f"# {title}\n"
        for heading, lines in parts:
            said = [line for line in lines if line.strip()]
            if said:
                text += f"\n## {heading}\n\n" + "\n".join(said) + "\n"
        return text

    # -- what is on each page

    def _note_facts(self, row: Row) -> dict[str, Any]:
        return {
            "person": self._link(row["person_id"]),
            "goal": self._link(row["goal_id"]),
            "pinned": bool(row["is_pinned"]),
        }

    def _person_parts(self, row: Row) -> Iterator[tuple[str, Iterable[str]]]:
        yield _("How we met"), [row["met_how"]]
        yield _("To remember"), [row["remember"]]
        yield _("Not to raise"), [row["avoid"]]
        yield (
            _("To ask about"),
            [
                _task(thread["text"], thread["answered_at"], thread["ripe_on"], thread["answer"])
                for thread in self._of["thread"][row["id"]]
            ],
        )
        for mentorship in self._of["mentorship"][row["id"]]:
            since = " – ".join(day for day in (mentorship["started_on"], mentorship["ended_on"]) if day)
            facts = (since, mentorship["my_role"], mentorship["phase"], mentorship["ended_why"])
            yield _("Mentorship"), [" · ".join(fact for fact in facts if fact), mentorship["purpose"]]
            key = mentorship["id"]
            waiting = [item for item in self._of_mentorship[key] if item["state"] != "dropped"]
            yield (
                _("Agenda"),
                [_task(item["text"], item["state"] != "open", None) for item in sorted(waiting, key=_position)],
            )
            yield (
                _("Promises"),
                [
                    _task(
                        action["text"],
                        action["done_at"] or action["dropped_at"],
                        action["due_on"],
                        self._name(action["owner_id"]),
                    )
                    for action in self._of["action"][key]
                ],
            )
            yield (
                _("Questions"),
                [
                    _task(
                        question["text"],
                        question["answered_at"] or question["dropped_at"],
                        None,
                        question["context"],
                        question["answer"],
                    )
                    for question in self._of["question"][key]
                ],
            )
            yield _("Advice"), [line for advice in self._of["advice"][key] for line in self._advice(advice)]
            yield (
                _("Reviews"),
                [_item(review["held_on"], review["keep"], review["change"]) for review in self._of["review"][key]],
            )

    def _advice(self, row: Row) -> Iterator[str]:
        yield _item(row["given_on"], row["text"], row["context"], self._name(row["giver_id"]))
        for answer in self._of["advice_answer"][row["id"]]:
            yield "    " + _item(answer["asked_on"], answer["tried"], answer["happened"])

    def _name(self, person_id: str | None) -> str:
        return self._files.get(person_id or "", "")

    def _meeting_facts(self, row: Row) -> dict[str, Any]:
        facts = {
            name: row[name] for name in ("wall_start", "zone", "minutes", "status", "kind", "mode", "link", "place")
        }
        return {
            "person": self._link(row["person_id"]),
            **facts,
            "started": row["actual_start"],
            "ended": row["actual_end"],
        }

    def _meeting_parts(self, row: Row) -> Iterator[tuple[str, Iterable[str]]]:
        items = sorted(self._of["agenda_item"][row["id"]], key=_position)
        yield _("Agenda"), [_task(item["text"], item["state"] != "open", None) for item in items]
        yield _("Notes"), [note["text"] for note in self._meeting_notes[row["id"]]]
        for reflection in self._of["reflection"][row["id"]]:
            yield (
                _("Looking back"),
                [
                    _item(reflection[name])
                    for name in ("went_well", "would_change", "learned", "feeling")
                    if reflection[name]
                ],
            )

    def _goal_facts(self, row: Row) -> dict[str, Any]:
        facts = {name: row[name] for name in ("state", "due_on", "start_value", "target_value", "unit")}
        return {"owner": self._link(row["owner_id"]), **facts}

    def _goal_parts(self, row: Row) -> Iterator[tuple[str, Iterable[str]]]:
        key = row["id"]
        yield _("Why"), [row["why"]]
        yield _("How we will know"), [row["measure"]]
        steps = sorted(self._of["milestone"][key], key=_position)
        yield _("Steps"), [_task(step["text"], step["reached_at"], step["due_on"]) for step in steps]
        yield (
            _("Check-ins"),
            [
                _item((said["at"] or "")[:10], "" if said["value"] is None else f"{said['value']:g}", said["sentence"])
                for said in self._of["check_in"][key]
            ],
        )
        yield _("Turns"), [_item(turn["on_day"], turn["state"], turn["why"]) for turn in self._of["goal_turn"][key]]
        yield (
            _("Plans"),
            [
                _item(plan["made_on"], plan["wish"], plan["outcome"], plan["obstacle"], plan["plan"])
                for plan in self._of["goal_plan"][key]
            ],
        )


def _person_facts(row: Row) -> dict[str, Any]:
    import json

    names = ("name", "called", "pronouns", "organisation", "city", "zone", "birthday", "call_link")
    facts: dict[str, Any] = {name: row[name] for name in names}
    facts["channels"] = [channel["value"] for channel in json.loads(row["channels"])]
    return facts


def _position(row: Row) -> tuple[str, str]:
    return row["position"], row["id"]


def _day(meeting: Row) -> str:
    """Return the day a meeting is linked to by: where it was planned, else where it was lived."""
    at = meeting["wall_start"] or meeting["actual_start"] or meeting["starts_at"] or meeting["created_at"] or ""
    try:
        return datetime.fromisoformat(at).date().isoformat()
    except ValueError:
        return at[:10]


def _task(text: str, is_done: object, due: str | None, *asides: str) -> str:
    words = " · ".join(" ".join(aside.split()) for aside in asides if aside)
    return (
        f"- [{'x' if is_done else ' '}] {' '.join(text.split())}"
        + (f" ({due})" if due else "")
        + (f" · {words}" if words else "")
    )


def _item(*parts: str | None) -> str:
    return "- " + " · ".join(" ".join(part.split()) for part in parts if part)
