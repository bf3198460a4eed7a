"""The command line. Without a command it loads the desktop by its entry-point name, and knows nothing else of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk import __version__, language, traces
from mentordesk.errors import Mistake, Trouble
from mentordesk.folders import DESK_VARIABLE, config_folder, desk_folder
from mentordesk.language import _
from mentordesk.settings import SettingsFile

if TYPE_CHECKING:
    import argparse

PROGRAM = "mentordesk"

DESKTOP = "mentordesk.desktop"
"""The entry-point group in which a desktop says what starts it: called with the desk's folder and, if anything, what is wished for;
returns an exit status."""

CAPTURE = "capture"
"""Wished for: the small window that takes a line. A kind of line may follow."""

MOST = 1_000_000_000
"""As many as there are: the database, and Python's reading of digits, end somewhere."""

FAILED = 1
PIPE_CLOSED = 1
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit status: 1 with one sentence on what went wrong, 2 for its use."""
    if arguments is None:
        # The process is ours: whoever hands arguments in has one with other tenants.
        traces.leave_none()
    _make_output_safe()
    try:
        language.use(SettingsFile(config_folder()).read().language)
        given = list(sys.argv[1:] if arguments is None else arguments)
        if (desk := _only_the_desk(given)) is not None:
            return _desktop()(desk_folder(desk))
        chosen = _parser().parse_args(given)
        folder = desk_folder(chosen.desk)
        if chosen.command is None:
            return _desktop()(folder)
        if chosen.command == "add" and (wish := _wish(chosen.words)):
            return _desktop()(folder, wish)
        command = import_module(f"mentordesk.commands.{chosen.module}")
        status = command.run(chosen, folder)
        sys.stdout.flush()
        return int(status or 0)
    except (Mistake, Trouble) as error:
        print(error.sentence, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read has had enough. Python would complain once more when it flushes on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _only_the_desk(given: Sequence[str]) -> str | None:
    """Return the desk that is named, or nothing for one's own, when no more is given; None for anything else.

    So the window starts without argparse, which with all its sentences would be a fortieth of that.
    """
    match given:
        case []:
            return ""
        case ["--desk", path] if path and not path.startswith("-"):
            return path
    return None


def _parser() -> argparse.ArgumentParser:
    import argparse

    from mentordesk import argparse_words

    argparse_words.speak()
    parser = argparse.ArgumentParser(
        prog="mentordesk",
        description=_("A quiet desk for mentors and mentees. Without a command it opens its window."),
    )
    parser.add_argument(
        "--desk",
        metavar="PATH",
        help=_("the folder of the desk; else {variable}, else your own").format(variable=DESK_VARIABLE),
    )
    version = f"MentorDesk {__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("show the version and exit"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title=_("commands"))

    brief = _add(commands, "brief", "brief", _("print the brief for the next call"))
    brief.add_argument("name", nargs="*", metavar="NAME", help=_("whom to meet; else the next call"))
    brief.add_argument("--markdown", action="store_true", help=_("as Markdown"))

    search = _add(commands, "search", "search", _("find anything on the desk, newest first"))
    search.add_argument(
        "words", nargs="+", metavar="WORDS", help=_("words, and person:NAME tag:WORD after:DAY before:DAY")
    )
    search.add_argument("--limit", type=_count, default=20, metavar="N", help=_("how many at most (20)"))

    add = _add(
        commands, "add", "add", _("keep a note, question, promise… in one line; without words, in a small window")
    )
    add.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help=_(
            "note, question, promise, thread, check-in or advice, then the words; @name, #tag and !day are understood"
        ),
    )
    add.add_argument("--for", dest="person", metavar="NAME", help=_("whom it is about, where the words name nobody"))
    add.add_argument("--urgent", action="store_true", help=_("a question that cannot wait"))
    add.add_argument("--this-week", action="store_true", help=_("a question for this week; else for the next meeting"))
    add.add_argument("--due", metavar="DAY", help=_("until when, or from when on to ask: friday, in 2 weeks, 24.12."))
    add.add_argument("--goal", metavar="NAME", help=_("which goal a check-in is about"))
    add.add_argument("--tag", action="append", default=[], metavar="TAG", help=_("a tag; may be repeated"))

    files = _add(
        commands,
        "import",
        "import_files",
        _("show what contacts, calendars, notes or a desk would bring, and bring it"),
    )
    files.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=_("a .vcf, .ics or .csv file, a folder of Markdown, or the .zip of a desk"),
    )
    files.add_argument("--yes", action="store_true", help=_("import what is ticked instead of only showing it"))

    export = _add(commands, "export", "export", _("take the whole desk along"))
    export.add_argument("path", type=Path, metavar="PATH", help=_("a new file for an archive, else a new folder"))
    export.add_argument(
        "--as",
        dest="form",
        choices=("archive", "markdown", "csv"),
        default="",
        help=_("archive: can be brought back, whole (unless said otherwise); markdown: to read; csv: tables"),
    )

    demo = _add(commands, "demo", "demo", _("write a desk of made-up people to look around in"))
    demo.add_argument("path", type=Path, metavar="PATH", help=_("a new folder for it"))
    demo.add_argument("--meetings", type=_count, default=400, metavar="N", help=_("how many meetings (400)"))
    demo.add_argument("--seed", type=int, default=1, metavar="S", help=_("another number makes another desk (1)"))

    report = _add(commands, "report", "report", _("print what the desk holds about somebody, as Markdown"))
    report.add_argument("--for", dest="person", required=True, metavar="NAME", help=_("whom it is about"))
    report.add_argument("--to", type=Path, metavar="FILE", help=_("write it to a file that only you can read"))

    quiet = _add(commands, "quiet", "quiet", _("put back what a call has left switched on this computer"))
    quiet.add_argument("--restore", action="store_true", required=True, help=_("put it back; harmless at any time"))

    backup = _add(commands, "backup", "backup", _("back the desk up now"))
    backup.add_argument("--list", action="store_true", help=_("list the backups there are instead"))

    restore = _add(commands, "restore", "restore", _("show how a backup differs from the desk, and restore it"))
    restore.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("a backup; else the newest good one"))
    restore.add_argument("--yes", action="store_true", help=_("restore it; the present desk is backed up first"))

    _add(commands, "check", "check", _("check that everything on the desk is in order"))
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, module: str, says: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=says, description=says[:1].upper() + says[1:] + ".")
    parser.set_defaults(module=module)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not text.strip("0"):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(_("give a number from 1 on"))
    digits = text.lstrip("0")
    return int(digits) if len(digits) < len(str(MOST)) else MOST


def _wish(words: Sequence[str]) -> str:
    """Return what the desktop is wanted for when there is nothing to keep yet, or nothing."""
    from mentordesk.workflows.capture.capture_words import kind_words

    kinds = kind_words()
    if not words:
        return CAPTURE
    kind = kinds.get(words[0].casefold()) if len(words) == 1 else None
    return f"{CAPTURE} {kind}" if kind else ""


def _desktop() -> Callable[..., int]:
    """Return what starts the desktop."""
    module, _colon, name = _entry_point().partition(":")
    if module:
        start: Callable[..., int] = getattr(import_module(module), name)
        return start
    raise Trouble(_("The window of MentorDesk is not installed. Install the program once more."))


def _entry_point() -> str:
    """Return what the installed program names as its desktop, as `module:name`; empty when it names none.

    Read from the file itself: importlib.metadata, which would find the same, is 10 ms of each start and 3 MB for good.
    https://packaging.python.org/en/latest/specifications/entry-points/
    """
    for folder in sys.path:
        for file in Path(folder).glob(f"{PROGRAM}-*.dist-info/entry_points.txt"):
            _before, _group, after = file.read_text(encoding="utf-8").partition(f"[{DESKTOP}]")
            for line in after.splitlines()[1:2]:
                return line.partition("=")[2].strip()
    return ""


def _make_output_safe() -> None:
    """Let a console that cannot write some letter show a stand-in for it instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
