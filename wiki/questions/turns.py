"""Whose turn it is: one person is asked by name; whoever cannot answer says so, or passes it on."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.questions.events import PersonAsked, PersonDeclined
from wiki.questions.models import AskedPerson, Question
from wiki.questions.policy import may_speak
from wiki.questions.words import valid_word
from wiki.spaces.models import Space

MOST_ASKED = 20
MOST_CANDIDATES = 5


def check_person(by: User, space: Space, person: User) -> None:
    """Raises Invalid for whoever cannot be asked there."""
    if person.id == by.id:
        raise Invalid("to", "Ask somebody else than yourself.")
    if not may_speak(person, space):
        raise Invalid("to", "This person cannot answer in that space. Choose another space, or another person.")


def ask_person(by: User, question: Question, person: User) -> None:
    """Put the question to them by name. Raises Invalid."""
    check_person(by, question.space, person)
    if person.id == question.author_id:
        raise Invalid("to", "This person asked the question.")
    row = _row(question.id, person.id)
    if row and row.asked_at:
        raise Invalid("to", "This person is asked already.")
    if row is None:
        many = session.scalar(select(func.count()).where(AskedPerson.question_id == question.id)) or 0
        if many >= MOST_ASKED + MOST_CANDIDATES:
            raise Invalid("to", "Twenty people are asked already.")
        row = AskedPerson(question_id=question.id, user_id=person.id)
        session.add(row)
    row.asked_at, row.by_id = now(), by.id
    session.flush()
    announce(PersonAsked(question.id, person.id, by.id))


def decline(by: User, question: Question, words: str, to: User | None = None) -> None:
    """Who was asked cannot answer, and says so with a word or passes it on to a colleague. Raises Invalid."""
    words, row = valid_word(words), _row(question.id, by.id)
    if row is None or row.asked_at is None or row.declined_at:
        raise Invalid("words", "You are not asked any more.")
    if to:
        ask_person(by, question, to)
    row.declined_at, row.words, row.passed_to_id = now(), words, to.id if to else None
    session.flush()
    announce(PersonDeclined(question.id, by.id, to is not None))


def keep_candidates(question: Question, people: Sequence[User]) -> None:
    """Those who may be asked next, in this order; whoever cannot answer there is left out without a word."""
    able = [one for one in people if one.id != question.author_id and may_speak(one, question.space)]
    for person in able[:MOST_CANDIDATES]:
        session.add(AskedPerson(question_id=question.id, user_id=person.id))
    session.flush()


def candidates_of(question: Question) -> list[User]:
    """Whom one may ask next, as far as they can still answer there."""
    rows = select(AskedPerson).where(AskedPerson.question_id == question.id, AskedPerson.asked_at.is_(None))
    known = session.scalars(rows.options(joinedload(AskedPerson.user)).order_by(AskedPerson.id))
    return [row.user for row in known if may_speak(row.user, question.space)]


def asked_of(question_id: int) -> list[AskedPerson]:
    """Everybody who was asked by name, the first first."""
    rows = select(AskedPerson).where(AskedPerson.question_id == question_id, AskedPerson.asked_at.is_not(None))
    people = joinedload(AskedPerson.user), joinedload(AskedPerson.passed_to)
    return list(session.scalars(rows.options(*people).order_by(AskedPerson.asked_at, AskedPerson.id)))


def _row(question_id: int, user_id: int) -> AskedPerson | None:
    mine = AskedPerson.question_id == question_id, AskedPerson.user_id == user_id
    return session.scalar(select(AskedPerson).where(*mine))
