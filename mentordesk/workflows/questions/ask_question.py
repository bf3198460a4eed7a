"""Questions between the calls: captured in one line, changed, asked, answered, let go; one step of undo each."""

from __future__ import annotations

from dataclasses import replace

from mentordesk.clock import Clock
from mentordesk.domain import questions
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.promises import read_promise, write_promise
from mentordesk.domain.questions import AskedHow, Question, Urgency
from mentordesk.errors import Mistake
from mentordesk.language import _, pgettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_note import Unclear
from mentordesk.workflows.people.mentorship_with import mentorship_with
from mentordesk.workflows.promises.promise_people import People, fold
from mentordesk.workflows.questions.question_topics import keep_topic


@dataclass(frozen=True)
class UnderstoodQuestion:
    """What a typed line such as `How do I say no? @Maria !urgent` means, or what must be asked."""

    text: str
    person_id: str = ""
    """Empty when nobody is named, or it is not clear who."""
    urgency: Urgency | None = None
    """None where the line does not say."""
    unclear: tuple[Unclear, ...] = ()


def understand_question(desk: Desk, words: str) -> UnderstoodQuestion:
    """Read a typed question; `@name` says whom to ask, and `!urgent`, `!week` or `!next` how long it can wait."""
    line = write_promise(words)
    people = People(desk)
    read = read_promise(line, people.names_in(line))
    if read is None or not any(letter.isalnum() for letter in read.text):
        return UnderstoodQuestion("")
    text, urgency = read.text, None
    if read.due_words is not None:
        urgency = urgency_words().get(fold(read.due_words))
        if urgency is None:
            # A day says nothing about a question, and a “!” in it is its own: nothing typed is thrown away.
            text = f"{text} !{read.due_words}"
    if read.person is None:
        return UnderstoodQuestion(text, "", urgency)
    named = people.named(read.person)
    others = tuple(person for person in named.sure if person.id != people.me.id)
    if len(others) == 1:
        return UnderstoodQuestion(text, others[0].id, urgency)
    if named.sure and not others:
        sentence = _("Whom do you want to ask? You cannot ask yourself here.")
    elif others:
        sentence = _("Which {name} is meant?").format(name=read.person)
    else:
        sentence = _("Nobody here is called {name}. Who is meant?").format(name=read.person)
    candidates = others or tuple(person for person in named.maybe if person.id != people.me.id)
    return UnderstoodQuestion(text, "", urgency, (Unclear(0, "person", read.person, sentence, candidates),))


def ask(
    desk: Desk,
    clock: Clock,
    text: str,
    urgency: Urgency = Urgency.NEXT_MEETING,
    *,
    mentorship_id: str = "",
    person_id: str = "",
    author_id: str = "",
    context: str = "",
) -> Question:
    """Keep a question as it stands, with nothing read out of its words.

    With `person_id` it belongs to what I have with that person, begun today where there is nothing yet; without anybody it
    waits until it is said whom to ask. `author_id` is who wants to know; empty means I. Raises Mistake, field `text`.
    """
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Keep a question")):
        if person_id and not mentorship_id:
            mentorship_id = mentorship_with(desk, clock, person_id).id
        question = Question(
            mentorship_id=mentorship_id, text=text, urgency=urgency, author_id=author_id, context=context.strip()
        )
        return keep_topic(desk, clock, desk.questions.add(question))


def ask_typed(
    desk: Desk, clock: Clock, words: str, urgency: Urgency = Urgency.NEXT_MEETING, *, person_id: str = "",
    context: str = "", theirs: bool = False,
) -> Question:  # fmt: skip
    """Keep a question as typed; `person_id` answers a name that is not clear, `urgency` holds where the line says none.

    With `theirs` whoever is named wants to know, and I am to answer.

    Raises Mistake, asking back, field `text`.
    """
    understood = understand_question(desk, words)
    if understood.unclear and not person_id:
        raise Mistake(understood.unclear[0].sentence, field="text")
    whom = person_id or understood.person_id
    if theirs and not whom:
        raise Mistake(_("Who asks? Name them with @."), field="text")
    return ask(
        desk,
        clock,
        understood.text,
        understood.urgency or urgency,
        person_id=whom,
        author_id=whom if theirs else "",
        context=context,
    )


def reword_question(desk: Desk, clock: Clock, question_id: str, words: str) -> Question:
    """Change what a question says; a `@name` or `!urgent` in the words counts too. Raises Mistake, field `text`."""
    understood = understand_question(desk, words)
    if understood.unclear:
        raise Mistake(understood.unclear[0].sentence, field="text")
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Change a question")):
        question = replace(desk.questions.get(question_id), text=understood.text)
        if understood.person_id:
            question = replace(question, mentorship_id=_with(desk, clock, question, understood.person_id).id)
        question = replace(question, urgency=understood.urgency or question.urgency)
        return keep_topic(desk, clock, desk.questions.save(question))


def explain_question(desk: Desk, question_id: str, context: str) -> Question:
    """Change what the other needs to know to answer."""
    with desk.database.change(Topic.QUESTIONS, act=_("Change what goes with it")):
        return desk.questions.save(replace(desk.questions.get(question_id), context=context.strip()))


def put_off(desk: Desk, clock: Clock, question_id: str, urgency: Urgency) -> Question:
    """Say how long a question can wait. For the next meeting it is a topic; what was talked about is asked again."""
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Change how long it can wait")):
        question = desk.questions.save(replace(desk.questions.get(question_id), urgency=urgency))
        return keep_topic(desk, clock, question, asks_again=True)


def ask_whom(desk: Desk, clock: Clock, question_id: str, person_id: str) -> Question:
    """Say whom to ask; empty for nobody yet."""
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Change whom to ask")):
        question = desk.questions.get(question_id)
        mentorship_id = _with(desk, clock, question, person_id).id if person_id else ""
        return keep_topic(desk, clock, desk.questions.save(replace(question, mentorship_id=mentorship_id)))


def say_asked(desk: Desk, clock: Clock, question_id: str, how: AskedHow, context: str | None = None) -> Question:
    """Say that a question went to the other side, by what, and with which context if that was changed for it."""
    with desk.database.change(Topic.QUESTIONS, act=_("Ask a question")):
        question = desk.questions.get(question_id)
        if context is not None:
            question = replace(question, context=context.strip())
        return desk.questions.save(questions.asked(question, how, clock.now()))


def change_question(desk: Desk, clock: Clock, question_id: str, text: str, context: str, answer: str) -> Question:
    """Change all that is written of a question; a first answer closes it. Raises Mistake, field `text`."""
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Change a question")):
        question = desk.questions.get(question_id)
        question = replace(question, text=text, context=context.strip())
        if answer.strip() != question.answer:
            closes = bool(answer.strip())
            question = questions.answered(question, answer, clock.now()) if closes else replace(question, answer="")
        return keep_topic(desk, clock, desk.questions.save(question))


def answer_question(desk: Desk, clock: Clock, question_id: str, answer: str) -> Question:
    """Keep the answer; without words it is answered all the same. It leaves the agenda."""
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Answer a question")):
        question = questions.answered(desk.questions.get(question_id), answer, clock.now())
        return keep_topic(desk, clock, desk.questions.save(question))


def let_go(desk: Desk, clock: Clock, question_id: str) -> Question:
    """Let a question go; it stays among those that are closed."""
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Let a question go")):
        question = questions.dropped(desk.questions.get(question_id), clock.now())
        return keep_topic(desk, clock, desk.questions.save(question))


def reopen_question(desk: Desk, clock: Clock, question_id: str) -> Question:
    """Ask a question again that was answered or let go."""
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Reopen a question")):
        question = questions.reopened(desk.questions.get(question_id))
        return keep_topic(desk, clock, desk.questions.save(question), asks_again=True)


def remove_question(desk: Desk, clock: Clock, question_id: str) -> None:
    """Put a question into the trash; its topic leaves the agenda."""
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA, act=_("Remove a question")):
        desk.questions.remove(question_id)
        keep_topic(desk, clock, desk.questions.get(question_id))


def _with(desk: Desk, clock: Clock, question: Question, person_id: str) -> Mentorship:
    """Return the mentorship in which to ask a person: the one it is in already, if it is theirs."""
    before = desk.mentorships.find(question.mentorship_id) if question.mentorship_id else None
    return before if before is not None and before.person_id == person_id else mentorship_with(desk, clock, person_id)


def urgency_words() -> dict[str, Urgency]:
    """Return the words for how long a question can wait, in the reader's language and in English."""
    said = {
        _("urgent"): Urgency.URGENT,
        pgettext("urgency typed after !", "now"): Urgency.URGENT,
        pgettext("urgency typed after !", "week"): Urgency.THIS_WEEK,
        pgettext("urgency typed after !", "next"): Urgency.NEXT_MEETING,
        "urgent": Urgency.URGENT,
        "now": Urgency.URGENT,
        "week": Urgency.THIS_WEEK,
        "next": Urgency.NEXT_MEETING,
    }
    return {fold(words): urgency for words, urgency in said.items()}
