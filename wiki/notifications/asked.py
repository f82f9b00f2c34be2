"""What questions direct at somebody: that they are asked, that they are answered, and whom to ask when nobody does."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, work
from wiki.notifications.actions import finish_of_entry, tell_of_entry
from wiki.notifications.choosing import choice_of, hours_of
from wiki.notifications.models import Because
from wiki.notifications.turns import tag_watchers
from wiki.notifications.watching import How
from wiki.questions.mentions import named_in
from wiki.questions.models import Answer, AskedPerson, Question, State
from wiki.questions.policy import may_read
from wiki.questions.queries import in_state
from wiki.spaces.policy import readers_of

SILENT_DAYS = 2
"""Working days of whoever was asked."""
MOST_TOLD = 200
"""People who watch a tag."""
WAITING = (Because.QUESTION, Because.TOPIC)
TURNS = (Because.SILENT, Because.DECLINED)


def tell_who_is_asked_by_name(question: Question, person_id: int, by_id: int) -> None:
    """And look again once two of their working days have gone by."""
    person = session.get_one(User, person_id)
    if may_read(person, question.id):
        tell_of_entry(person, Because.QUESTION, question.id, by_id)
        later(look_whether_answered, wait=_due(person, now()) - now(), question_id=question.id, person_id=person_id)
    finish_of_entry(question.id, TURNS, question.author_id or by_id)


def tell_who_watches_its_tags(question: Question, by_id: int) -> None:
    """Those who want everything of a tag; who watches it sideways finds it in the daily mail."""
    hear = session.scalars(
        select(User)
        .where(User.id.in_(tag_watchers(question.id, How.EVERYTHING)), User.id != by_id)
        .where(User.suspended_at.is_(None), readers_of(question.space))
        .order_by(User.id)
        .limit(MOST_TOLD)
    ).all()
    told = set(session.scalars(select(AskedPerson.user_id).where(*_is_asked(question.id))))
    told |= {named.id for named in named_in(question.text, question.space).reached}
    for person in hear:
        if person.id not in told:
            tell_of_entry(person, Because.TOPIC, question.id, by_id)


def tell_who_asked(question: Question, because: Because, by_id: int) -> None:
    """Nobody hears of what they did themselves."""
    if question.author_id and question.author_id != by_id:
        author = session.get_one(User, question.author_id)
        if may_read(author, question.id):
            tell_of_entry(author, because, question.id, by_id)


def tell_whose_answer_helped(question: Question, answer_id: int, by_id: int) -> None:
    by = session.scalar(select(User).join(Answer, Answer.by_id == User.id).where(Answer.id == answer_id))
    if by and by.id != by_id and may_read(by, question.id):
        tell_of_entry(by, Because.ACCEPTED, question.id, by_id)


@work
def look_whether_answered(question_id: int, person_id: int) -> None:
    """Two working days of silence, as they work by now, and who asked may ask the next. Nobody is asked by itself."""
    question = session.scalar(
        select(Question)
        .where(Question.id == question_id, in_state(State.OPEN), Question.trashed_at.is_(None))
        .options(joinedload(Question.space))
    )
    turn = session.scalar(select(AskedPerson).where(*_is_asked(question_id), AskedPerson.user_id == person_id))
    if question is None or turn is None or turn.declined_at or turn.asked_at is None or _has_answers(question_id):
        return
    due = _due(session.get_one(User, person_id), turn.asked_at)
    if due > now():
        later(look_whether_answered, wait=due - now(), question_id=question_id, person_id=person_id)
        return
    tell_who_asked(question, Because.SILENT, person_id)


def _is_asked(question_id: int) -> tuple[ColumnElement[bool], ...]:
    return AskedPerson.question_id == question_id, AskedPerson.asked_at.is_not(None)


def _has_answers(question_id: int) -> bool:
    standing = select(Answer.id).where(Answer.question_id == question_id, Answer.removed_at.is_(None))
    return session.scalar(standing.limit(1)) is not None


def _due(person: User, asked_at: datetime) -> datetime:
    return hours_of(choice_of(person)).days_later(asked_at, SILENT_DAYS)
