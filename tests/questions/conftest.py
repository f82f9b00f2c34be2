from collections.abc import Callable

import pytest

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.policy import page_for
from wiki.questions import actions, answers
from wiki.questions.models import Question
from wiki.questions.policy import question_for
from wiki.questions.words import Words

Ask = Callable[..., int]


@pytest.fixture
def ask(place: Place) -> Ask:
    """The number of a new question in the space by invitation."""

    def asked(
        by: Person,
        title: str = "Which key opens the shed?",
        text: str = "",
        *tags: str,
        to: Person | None = None,
        then: tuple[Person, ...] = (),
        about: int | None = None,
    ) -> int:
        with unit():
            page = page_for(by.user, about) if about else None
            after = [each.user for each in then]
            words = Words(title, text, tags)
            person = to.user if to else None
            return actions.ask(by.user, place.space, words, about=page, person=person, candidates=after).id

    return asked


def answer(by: Person, question_id: int, text: str = "The brass one.") -> int:
    with unit():
        question = question_for(by.user, question_id, to="answer")
        return answers.answer(by.user, question, text).id


def url_of(question_id: int) -> str:
    with unit():
        return session.get_one(Question, question_id).url
