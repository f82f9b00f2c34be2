"""Who may do what with questions. They have the rights of their space; in the trash only those see one who may put it
back.

Who may comment there may ask and answer. Whoever asked, or manages the space, settles a question and may delete it.
One's own words one changes oneself; who manages the space may delete any answer."""

from typing import Literal

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.questions.models import Answer, AskedPerson, Question
from wiki.spaces import policy as spaces
from wiki.spaces.models import Role, Space

QuestionVerb = Literal["read", "answer", "settle", "change", "decline"]
AnswerVerb = Literal["read", "thank", "accept", "change", "remove"]
EDITORS = (Role.EDITOR, Role.OWNER)


def readable_by(user: User) -> ColumnElement[bool]:
    """SQL: questions this person may read. The statement must join Space."""
    return and_(Question.trashed_at.is_(None), spaces.readable_by(user))


def readable_to(user_id: spaces.UserId) -> ColumnElement[bool]:
    """The same for a statement that is built once and asked for many people who may enter."""
    return and_(Question.trashed_at.is_(None), spaces.readable_to(user_id))


def speaks_in(user: User) -> ColumnElement[bool]:
    """SQL: spaces in which this person may ask and answer."""
    role = spaces.roles_of(user)
    return and_(spaces.readable_by(user), or_(role.in_(EDITORS), Space.commenting == Role.READER))


def may_speak(user: User, space: Space) -> bool:
    return spaces.may(user, "edit" if space.commenting == Role.EDITOR else "read", space)


def may_settle(user: User, question: Question) -> bool:
    own = question.author_id == user.id and may_speak(user, question.space)
    return own or spaces.may(user, "manage", question.space)


def space_to_ask_in(user: User, space_id: int) -> Space:
    """Raises NotFound."""
    found = session.scalar(select(Space).where(Space.id == space_id, speaks_in(user)))
    if found is None:
        raise NotFound(str(space_id))
    return found


def spaces_to_ask_in(user: User) -> list[Space]:
    """By name."""
    return list(session.scalars(select(Space).where(speaks_in(user)).order_by(Space.name, Space.id)))


def may_read(user: User, question_id: int) -> bool:
    try:
        return bool(question_for(user, question_id))
    except NotFound:
        return False


def question_for(user: User, question_id: int, *, to: QuestionVerb = "read", trashed: bool = False) -> Question:
    """The question with its space and who asked, if this person may do that. Raises NotFound or NotAllowed."""
    asked = select(Question).join(Question.space).where(Question.id == question_id, spaces.readable_by(user))
    found = session.scalar(asked.options(contains_eager(Question.space), joinedload(Question.author)))
    if found is None or found.is_trashed != trashed or (trashed and not may_settle(user, found)):
        raise NotFound(str(question_id))
    if not _may(user, to, found):
        raise NotAllowed(to, found)
    return found


def answer_for(user: User, answer_id: int, *, to: AnswerVerb) -> tuple[Answer, Question]:
    """An answer that stands, or, to put it back, one that this person may remove. Raises NotFound or NotAllowed."""
    answer = session.get(Answer, answer_id)
    if answer is None:
        raise NotFound(str(answer_id))
    question = question_for(user, answer.question_id)
    if answer.removed_at and to != "remove":
        raise NotFound(str(answer_id))
    if not _may_with(user, to, answer, question):
        raise NotAllowed(to, answer)
    return answer, question


def asked_row(user: User, question: Question) -> AskedPerson | None:
    """What says that this person is asked by name and has not declined."""
    row = session.scalar(
        select(AskedPerson).where(AskedPerson.question_id == question.id, AskedPerson.user_id == user.id)
    )
    return row if row and row.asked_at and not row.declined_at else None


def _may(user: User, to: QuestionVerb, question: Question) -> bool:
    if to == "settle":
        return may_settle(user, question)
    if to == "change":
        return question.author_id == user.id and may_speak(user, question.space)
    if to == "decline":
        return asked_row(user, question) is not None
    return to == "read" or may_speak(user, question.space)


def _may_with(user: User, to: AnswerVerb, answer: Answer, question: Question) -> bool:
    own = answer.by_id == user.id
    if to == "change":
        return own and may_speak(user, question.space)
    if to == "remove":
        return own or spaces.may(user, "manage", question.space)
    if to == "accept":
        return may_settle(user, question)
    return to == "read" or not own
