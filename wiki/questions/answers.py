"""What people do with answers: give, change and take them back, accept one, say thanks."""

from datetime import timedelta

from sqlalchemy import delete, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.later import later, work
from wiki.questions.drawing import drawn
from wiki.questions.events import (
    AcceptanceEnded,
    AnswerAccepted,
    AnswerRemoved,
    AnswerThanked,
    QuestionAnswered,
    QuestionChanged,
    QuestionSettled,
    ThanksEnded,
)
from wiki.questions.models import Answer, AnswerThanks, Question
from wiki.questions.queries import accepted
from wiki.questions.words import valid_text
from wiki.spaces.models import Activity

UNDO_FOR = timedelta(hours=1)
"""So long what was taken back can be put back; then its words are erased."""


def answer(by: User, question: Question, text: str) -> Answer:
    """Raises Invalid."""
    text = valid_text(text)
    if question.closed_at:
        raise Invalid("text", "The question is closed. Whoever asked it can reopen it.")
    given = Answer(question_id=question.id, by_id=by.id, text=text, html=drawn(question.space, text))
    session.add(given)
    session.add(Activity(user_id=by.id, entry_id=question.id, space_id=question.space_id, verb="answered"))
    session.flush()
    announce(QuestionAnswered(question.id, given.id, by.id))
    return given


def reword(by: User, question: Question, given: Answer, text: str) -> None:
    """Raises Invalid."""
    text = valid_text(text)
    if text != given.text:
        given.html = drawn(question.space, text)
        given.text, given.edited_at = text, now()
        session.flush()
        announce(QuestionChanged(question.id, by.id))


def remove(by: User, question: Question, given: Answer) -> None:
    """It can be put back for a while."""
    if given.removed_at is None:
        given.removed_at, given.removed_by_id = now(), by.id
        session.flush()
        later(erase_removed, wait=UNDO_FOR, answer_id=given.id)
        if given.accepted_at:
            announce(AcceptanceEnded(question.id, given.id, by.id))
            announce(QuestionSettled(question.id, by.id))
        announce(AnswerRemoved(question.id, given.id, given.by_id))


def put_back(by: User, question: Question, given: Answer) -> None:
    """As it was: one that had helped helps again, unless the question was settled otherwise meanwhile."""
    if given.removed_at is None:
        return
    if given.accepted_at and (accepted_of(question.id) or question.closed_at):
        given.accepted_at = given.accepted_by_id = None
    given.removed_at = given.removed_by_id = None
    session.flush()
    if given.by_id:
        announce(QuestionAnswered(question.id, given.id, given.by_id, again=True))
    if given.accepted_at:
        announce(AnswerAccepted(question.id, given.id, given.accepted_by_id or by.id))
        announce(QuestionSettled(question.id, by.id))


@work
def erase_removed(answer_id: int) -> None:
    given = session.get(Answer, answer_id)
    if given and given.removed_at and now() - given.removed_at >= UNDO_FOR:
        session.execute(delete(Answer).where(Answer.id == answer_id))


def accepted_of(question_id: int) -> Answer | None:
    return session.scalar(select(Answer).where(Answer.question_id == question_id, accepted()))


def accept(by: User, question: Question, given: Answer) -> None:
    """This one helped; another that was accepted before is not any more."""
    if given.accepted_at:
        return
    other = accepted_of(question.id)
    if other:
        end_acceptance(by, question, other)
    given.accepted_at, given.accepted_by_id = now(), by.id
    question.closed_at = question.closed_by_id = None
    session.flush()
    announce(AnswerAccepted(question.id, given.id, by.id))
    announce(QuestionSettled(question.id, by.id))


def end_acceptance(by: User, question: Question, given: Answer) -> None:
    """The question is open again, unless another one is accepted."""
    if given.accepted_at:
        given.accepted_at = given.accepted_by_id = None
        session.flush()
        announce(AcceptanceEnded(question.id, given.id, by.id))
        announce(QuestionSettled(question.id, by.id))


def thank(by: User, question: Question, given: Answer) -> None:
    if session.get(AnswerThanks, (given.id, by.id)) is None:
        session.add(AnswerThanks(answer_id=given.id, user_id=by.id))
        session.flush()
        announce(AnswerThanked(question.id, given.id, by.id))


def end_thanks(by: User, question: Question, given: Answer) -> None:
    said = session.get(AnswerThanks, (given.id, by.id))
    if said:
        session.delete(said)
        session.flush()
        announce(ThanksEnded(question.id, given.id, by.id))
