"""A secret that is taken out of a page goes from the questions about that page, too."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.core.db import session
from wiki.core.facts import announce
from wiki.questions.drawing import drawn
from wiki.questions.events import QuestionChanged
from wiki.questions.models import Answer, AskedPerson, Question


def count(page_id: int, secret: str) -> int:
    return sum(words.count(secret) for question in _questions(page_id) for words in _words(question))


def clear(page_id: int, secret: str, instead: str) -> None:
    for question in _questions(page_id):
        if not any(secret in words for words in _words(question)):
            continue
        said: list[Question | Answer] = [question, *_answers(question.id)]
        for row in said:
            if secret in row.text:
                row.text = row.text.replace(secret, instead)
                row.html = drawn(question.space, row.text)
        for person in _people(question.id):
            person.words = person.words.replace(secret, instead)
        question.title = question.title.replace(secret, instead)
        announce(QuestionChanged(question.id, None))


def _words(question: Question) -> Iterator[str]:
    yield question.title
    yield question.text
    yield from (given.text for given in _answers(question.id))
    yield from (person.words for person in _people(question.id))


def _questions(page_id: int) -> list[Question]:
    about = select(Question).where(Question.about_id == page_id).options(joinedload(Question.space))
    return list(session.scalars(about))


def _answers(question_id: int) -> list[Answer]:
    return list(session.scalars(select(Answer).where(Answer.question_id == question_id)))


def _people(question_id: int) -> list[AskedPerson]:
    return list(session.scalars(select(AskedPerson).where(AskedPerson.question_id == question_id)))
