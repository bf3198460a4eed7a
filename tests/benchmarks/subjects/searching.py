"""Search as one types, on the desk's own words, beside the same question to the full-text index in bare SQL."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.store.searchable import indexed, person_token, register_functions
from tests.benchmarks.desks import NOW
from tests.benchmarks.subjects.telling import finish, tell_samples, timed
from tests.support.clock import FakeClock

LIMIT = 30
"""As many as the palette asks for."""
SAMPLED_NOTES = 4000
QUESTIONS = 60

_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2,}")
_WORD = re.compile(r"[a-zäöüß]{5,}")


def main(folder: Path) -> None:
    """Ask everything several times in an order by chance, ours and bare in turn, and tell the times."""
    desk = Desk.open(folder, FakeClock(NOW.isoformat()), patience_ms=0, keeps_undo=True)
    bare = engine.connect(str(folder / FILE_NAME), isolation_level=None)
    register_functions(bare)
    chance = random.Random(1)
    for name, questions in questions_of(desk, chance).items():
        ours: list[float] = []
        plain: list[float] = []
        for words, match in questions[:5]:  # what SQLite and Python load once
            desk.search.find(words, limit=LIMIT)
            _ask(bare, match)
        for _turn in range(3):
            chance.shuffle(questions)
            for words, match in questions:
                ours.append(timed(partial(desk.search.find, words, limit=LIMIT)))
                plain.append(timed(partial(_ask, bare, match)))
        tell_samples(name, ours, plain)
    bare.close()
    desk.close()
    finish()


def _ask(bare: engine.Connection, match: str) -> list[tuple[int]]:
    return bare.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?", (match, LIMIT)
    ).fetchall()


def questions_of(desk: Desk, chance: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Return what is typed, with the same for the index, by the name of the figure."""
    texts = [
        row["text"]
        for row in desk.database.rows(
            "SELECT text FROM note WHERE text <> '' ORDER BY id LIMIT ?"
            " OFFSET max(0, (SELECT count(*) FROM note) - ?) / 2",
            [SAMPLED_NOTES, SAMPLED_NOTES],
        )
    ]
    in_notes: Counter[str] = Counter()
    east_asian: Counter[str] = Counter()
    for text in texts:
        in_notes.update(set(_WORD.findall(text.lower())))
    for row in desk.database.rows("SELECT text FROM note WHERE text GLOB '*[一-龥ぁ-ヶ가-힣]*' LIMIT 300"):
        words = _EAST_ASIAN.findall(row["text"])
        east_asian.update({word[:length] for word in words for length in (1, 2)})
    ranked = [word for word, _count in in_notes.most_common()]
    common, rare = ranked[:40], ranked[-max(40, len(ranked) // 4) :]
    mixed = chance.sample(common, min(30, len(common))) + chance.sample(rare, min(30, len(rare)))
    top = desk.database.rows("SELECT person_id, count(*) AS n FROM meeting GROUP BY person_id ORDER BY n DESC LIMIT 1")
    person = desk.people.get(top[0]["person_id"])
    first_name = person.name.split()[0]
    token = person_token(person.id)

    def plainly(words: list[str]) -> list[tuple[str, str]]:
        return [(word, _match(word)) for word in words][:QUESTIONS]

    asian = east_asian.most_common()
    found = {
        "1 letter": plainly(sorted({word[:1] for word in mixed})),
        "2 letters": plainly(sorted({word[:2] for word in mixed})),
        "5 letters": plainly(sorted({word[:5] for word in mixed})),
        "a rare word": plainly(chance.sample(rare, min(QUESTIONS, len(rare)))),
        "a common word": plainly(common),
        "two common words": [
            (f"{one} {two}", f"{_match(one)} AND {_match(two)}")
            for one, two in (chance.sample(common, 2) for _turn in range(40))
        ],
        # Those that fill an answer on a desk of any size: what is said of each line found takes as long as finding it.
        "East Asian": plainly([word for word, count in asian if count >= LIMIT] or [word for word, _count in asian]),
    }
    within = [
        (f"person:{first_name} {word[:length]}", f"words : {_match(word[:length])} AND who : {token}")
        for word in mixed
        for length in (1, 2, 5)
    ]
    chance.shuffle(within)
    found["within one person"] = within[:QUESTIONS]
    return {name: questions for name, questions in found.items() if questions}


def _match(word: str) -> str:
    return '"' + " ".join(indexed(word).split()) + '"*'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
