"""Asking a question, changing its words, closing it, deleting it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.later import later, work
from wiki.pages.models import Page
from wiki.questions.answers import accepted_of, end_acceptance
from wiki.questions.drawing import drawn
from wiki.questions.events import (
    EveryoneAsked,
    QuestionAsked,
    QuestionChanged,
    QuestionErased,
    QuestionSettled,
    QuestionTrashed,
)
from wiki.questions.models import Question
from wiki.questions.queries import tags_of
from wiki.questions.turns import ask_person, asked_of, check_person, keep_candidates
from wiki.questions.words import Words, give_tags
from wiki.spaces.models import Activity, Entry, Space

TWICE_WITHIN = timedelta(minutes=1)
KEPT = timedelta(days=30)
"""So long a deleted question can be put back; then it is erased."""


def ask(
    by: User,
    space: Space,
    words: Words,
    *,
    about: Page | None = None,
    person: User | None = None,
    candidates: Sequence[User] = (),
) -> Question:
    """Put a question to `person`, or, without one, to everybody who watches its tags, if it has any.
    `candidates` may be asked next, in their order; none of them is told anything yet. Raises Invalid."""
    words = words.valid()
    if person:
        check_person(by, space, person)
    html = drawn(space, words.text)
    question = Question(
        space_id=space.id,
        author_id=by.id,
        title=words.title,
        text=words.text,
        html=html,
        about_id=about.id if about else None,
    )
    question.space, question.author = space, by
    session.add(question)
    session.flush()
    give_tags(by, question.id, words.tags)
    session.add(Activity(user_id=by.id, entry_id=question.id, space_id=space.id, verb="asked"))
    announce(QuestionAsked(question.id, by.id))
    keep_candidates(question, [one for one in candidates if person is None or one.id != person.id])
    if person:
        ask_person(by, question, person)
    else:
        ask_everyone(by, question)
    return question


def just_asked(by: User, space: Space, words: Words, person: User | None) -> Question | None:
    """The same that this person asked there, and the same colleague, a moment ago: whoever presses twice asks once.
    Raises Invalid."""
    words = words.valid()
    same = Question.author_id == by.id, Question.space_id == space.id, Question.title == words.title
    lately = Question.trashed_at.is_(None), Question.created_at > now() - TWICE_WITHIN
    found = select(Question).where(*same, Question.text == words.text, *lately).order_by(Question.id.desc())
    whom = {person.id} if person else set()
    return next((one for one in session.scalars(found) if {who.user_id for who in asked_of(one.id)} == whom), None)


def ask_everyone(by: User, question: Question) -> None:
    """All who watch one of its tags; once. Without a tag that is nobody, and it can be put to them later."""
    if question.to_all_at is None and tags_of([question.id]):
        question.to_all_at = now()
        session.flush()
        announce(EveryoneAsked(question.id, by.id))


def reword(by: User, question: Question, words: Words) -> None:
    """Raises Invalid."""
    words = words.valid()
    is_said_anew = (words.title, words.text) != (question.title, question.text)
    if is_said_anew:
        question.html = drawn(question.space, words.text)
        question.title, question.text, question.edited_at = words.title, words.text, now()
    if is_said_anew or set(words.tags) != set(tags_of([question.id]).get(question.id, ())):
        give_tags(by, question.id, words.tags)
        announce(QuestionChanged(question.id, by.id))


def close(by: User, question: Question) -> None:
    """Without an answer that helped."""
    if question.closed_at is None:
        question.closed_at, question.closed_by_id = now(), by.id
        session.flush()
        announce(QuestionSettled(question.id, by.id))


def reopen(by: User, question: Question) -> None:
    """Whether it was closed or answered."""
    question.closed_at = question.closed_by_id = None
    session.flush()
    accepted = accepted_of(question.id)
    if accepted:
        end_acceptance(by, question, accepted)
    else:
        announce(QuestionSettled(question.id, by.id))


def trash(by: User, question: Question) -> None:
    """It can be put back for thirty days."""
    question.trashed_at, question.trashed_by_id = now(), by.id
    session.flush()
    later(erase_when_due, wait=KEPT, question_id=question.id)
    announce(QuestionTrashed(question.id, by.id))


def restore(by: User, question: Question) -> None:
    question.trashed_at = question.trashed_by_id = None
    session.flush()
    announce(QuestionChanged(question.id, by.id))


@work
def erase_when_due(question_id: int) -> None:
    due = select(Question.id).where(Question.id == question_id, Question.trashed_at <= now() - KEPT)
    if session.scalar(due):
        erase(question_id)


def erase(question_id: int) -> None:
    """For good, with all that hangs on it."""
    announce(QuestionErased(question_id))
    session.execute(delete(Activity).where(Activity.entry_id == question_id))
    session.execute(delete(Entry.__table__).where(Entry.__table__.c.id == question_id))  # type: ignore[arg-type]
