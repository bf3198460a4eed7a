"""`mentordesk report`: what the desk holds about somebody, as Markdown, in the terminal or in a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mentordesk.commands.brief import person_called
from mentordesk.commands.opening import existing_desk
from mentordesk.errors import Mistake
from mentordesk.folders import config_folder
from mentordesk.language import _, ngettext
from mentordesk.settings import SettingsFile


def run(chosen: Namespace, folder: Path) -> int:
    """Print the report, or write it to a new file and say so."""
    from mentordesk.workflows.forgetting.held_report import held_about, report_as_markdown, save_report

    with existing_desk(folder) as desk:
        person = person_called(desk, chosen.person)
        report = held_about(desk, person.id, second_folder=SettingsFile(config_folder()).read().backup_folder)
    if chosen.to is None:
        print(report_as_markdown(report), end="")
        return 0
    if chosen.to.exists():
        raise Mistake(_("{file} is there already. Choose another name.").format(file=chosen.to))
    save_report(report, chosen.to)
    words = ngettext("{count} record about {name}: {file}", "{count} records about {name}: {file}", report.count)
    print(words.format(count=report.count, name=report.name, file=chosen.to))
    return 0
