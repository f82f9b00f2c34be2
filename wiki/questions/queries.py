"""Lists of questions and their answers, as far as the viewer may read them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.people import Keeper
from wiki.pages.tagging import seen_tags
from wiki.questions.models import Answer, AnswerThanks, AskedPerson, Question, QuestionAddress, State
from wiki.questions.policy import readable_by
from wiki.spaces.models import GivenTag, Space, Tag
from wiki.spaces.synonyms import alike

LISTED = 30


def accepted() -> ColumnElement[bool]:
    """SQL: answers that helped and stand. A deleted one keeps what it was, for whoever puts it back."""
    return and_(Answer.accepted_at.is_not(None), Answer.removed_at.is_(None))


_ACCEPTED = exists().where(Answer.question_id == Question.id, accepted())
_STATE = case((Question.closed_at.is_not(None), State.CLOSED), (_ACCEPTED, State.ANSWERED), else_=State.OPEN)
_ANSWERS = select(func.count()).where(Answer.question_id == Question.id, Answer.removed_at.is_(None)).scalar_subquery()


@dataclass(frozen=True)
class Listed(QuestionAddress):
    id: int
    title: str
    at: datetime
    space_name: str
    state: State
    answers: int
    by: Keeper | None
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answered(QuestionAddress):
    """A question that somebody answered. `id` and `title` are the question's."""

    id: int
    title: str
    answer_id: int
    at: datetime
    space_name: str
    accepted: bool

    @property
    def jump(self) -> str:
        return f"{self.url}#answer-{self.answer_id}"


@dataclass
class Said:
    """An answer as the viewer sees it; `thanked_by` by name."""

    id: int
    by: Keeper | None
    at: datetime
    edited_at: datetime | None
    html: str
    accepted: bool
    mine: bool
    thanked: bool = False
    thanked_by: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Searchable:
    """What a question is found by: its own words and all its answers'."""

    id: int
    space_id: int
    title: str
    html: str
    tags: list[str]
    people: list[str]
    """Names of who asked and who answered: they are how others remember it."""


def standing_of() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """SQL: `state` and number of `answers` of a question."""
    return _STATE.label("state"), _ANSWERS.label("answers")


def state_of(question: Question) -> State:
    return State(session.scalar(select(_STATE).where(Question.id == question.id)) or State.OPEN)


def questions_where(viewer: User, *which: ColumnElement[bool], before: int | None = None) -> list[Listed]:
    """The last asked first, one more than a list shows; `before`: the id to page on from."""
    older = [Question.id < before] if before else []
    rows = session.execute(_listed().where(readable_by(viewer), *which, *older)).all()
    tags = tags_of([row[0] for row in rows])
    return [_as_listed(*row, tags=tags.get(row[0], [])) for row in rows]


def _as_listed(*row: Any, tags: list[str]) -> Listed:
    id_, title, at, space_name, state, answers, *by = row
    return Listed(id_, title, at, space_name, State(state), answers, _keeper(by), tags)


def in_state(state: State) -> ColumnElement[bool]:
    return _STATE.in_([state])


def concerning(user_id: int) -> ColumnElement[bool]:
    """SQL: what this person asked, is asked by name, or answered."""
    asked = select(AskedPerson.question_id).where(AskedPerson.user_id == user_id, AskedPerson.asked_at.is_not(None))
    answered = select(Answer.question_id).where(Answer.by_id == user_id, Answer.removed_at.is_(None))
    return or_(Question.author_id == user_id, Question.id.in_(asked), Question.id.in_(answered))


def tagged(tag_id: int) -> ColumnElement[bool]:
    """SQL: questions that carry the tag or what counts as it."""
    return Question.id.in_(select(GivenTag.entry_id).where(GivenTag.tag_id.in_(alike(tag_id))))


def tags_on_questions(viewer: User) -> dict[str, int]:
    """Names and ids of the tags on questions this person may read."""
    rows = (
        select(Tag.name, Tag.id)
        .join(GivenTag, GivenTag.tag_id == Tag.id)
        .join(Question, Question.id == GivenTag.entry_id)
        .join(Space, Space.id == Question.space_id)
        .where(readable_by(viewer))
        .distinct()
    )
    return dict(session.execute(rows).all())


def tags_seen(viewer: User) -> dict[str, int]:
    """The same with those on pages this person may read."""
    return tags_on_questions(viewer) | seen_tags(viewer)


def answers_by(person_id: int, spaces: ColumnElement[bool], limit: int = LISTED) -> list[Answered]:
    """What this person answered, the last first; of several answers to a question the one that helped, or the last.
    `spaces`: those that whoever looks may read."""
    other = aliased(Answer)
    better = or_(
        and_(other.accepted_at.is_not(None), Answer.accepted_at.is_(None)),
        and_(other.accepted_at.is_not(None) == Answer.accepted_at.is_not(None), other.id > Answer.id),
    )
    theirs = other.question_id == Answer.question_id, other.by_id == person_id, other.removed_at.is_(None)
    rows = session.execute(
        select(Question.id, Question.title, Answer.id, Answer.at, Space.name, Answer.accepted_at.is_not(None))
        .join(Answer, Answer.question_id == Question.id)
        .join(Space, Space.id == Question.space_id)
        .where(Answer.by_id == person_id, Answer.removed_at.is_(None), ~exists().where(*theirs, better))
        .where(Question.trashed_at.is_(None), spaces)
        .order_by(Answer.id.desc())
        .limit(limit)
    )
    return [Answered(*row) for row in rows]


def answers_to(question_id: int, viewer: User) -> list[Said]:
    """The accepted one first, then as they came. Ask `question_for` before."""
    rows = session.execute(
        select(Answer.id, Answer.at, Answer.edited_at, Answer.html, Answer.accepted_at, *_person())
        .outerjoin(User, User.id == Answer.by_id)
        .where(Answer.question_id == question_id, Answer.removed_at.is_(None))
        .order_by(Answer.accepted_at.is_(None), Answer.id)
    )
    found = {}
    for id_, at, edited_at, html, accepted_at, *by in rows:
        person = _keeper(by)
        mine = person is not None and person.id == viewer.id
        found[id_] = Said(id_, person, at, edited_at, html, accepted_at is not None, mine)
    thanks = select(AnswerThanks.answer_id, User.id, User.name).join(User, User.id == AnswerThanks.user_id)
    thanks = thanks.where(AnswerThanks.answer_id.in_(found)).order_by(User.name)
    for answer_id, user_id, name in session.execute(thanks):
        found[answer_id].thanked_by.append(name)
        found[answer_id].thanked = found[answer_id].thanked or user_id == viewer.id
    return list(found.values())


def tags_of(question_ids: Sequence[int]) -> dict[int, list[str]]:
    """By name."""
    found: dict[int, list[str]] = defaultdict(list)
    named = select(GivenTag.entry_id, Tag.name).join(Tag, Tag.id == GivenTag.tag_id)
    for question_id, name in session.execute(named.where(GivenTag.entry_id.in_(question_ids)).order_by(Tag.name)):
        found[question_id].append(name)
    return found


def stands() -> ColumnElement[bool]:
    """SQL: questions that an index holds. Who may read them is asked when they are found."""
    return Question.trashed_at.is_(None)


def searchable(wanted: ColumnElement[bool]) -> list[Searchable]:
    """These questions as an index takes them up. `QuestionAsked`, `QuestionChanged`, `QuestionAnswered`,
    `AnswerRemoved`, `QuestionTrashed` and `QuestionErased` tell of one that is to be taken up anew, or to be left out
    where it is not given here."""
    columns = Question.id, Question.space_id, Question.title, Question.html, User.name
    asked = select(*columns).outerjoin(User, User.id == Question.author_id)
    rows = session.execute(asked.where(wanted, stands())).all()
    ids = [row.id for row in rows]
    answered, tags = _answered(ids), tags_of(ids)
    return [
        Searchable(
            *(row.id, row.space_id, row.title, "\n".join([row.html, *(html for html, _ in answered[row.id])])),
            tags=tags.get(row.id, []),
            people=[name for name in dict.fromkeys([row.name, *(by for _, by in answered[row.id])]) if name],
        )
        for row in rows
    ]


def _answered(question_ids: Sequence[int]) -> dict[int, list[tuple[str, str | None]]]:
    """The answers that stand, each with who gave it."""
    found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    given = select(Answer.question_id, Answer.html, User.name).outerjoin(User, User.id == Answer.by_id)
    given = given.where(Answer.question_id.in_(question_ids), Answer.removed_at.is_(None)).order_by(Answer.id)
    for question_id, html, by in session.execute(given):
        found[question_id].append((html, by))
    return found


def _listed() -> Select[Any]:
    return (
        select(Question.id, Question.title, Question.created_at, Space.name, _STATE, _ANSWERS, *_person())
        .join(Space, Space.id == Question.space_id)
        .outerjoin(User, User.id == Question.author_id)
        .order_by(Question.id.desc())
        .limit(LISTED + 1)
    )


def _person() -> tuple[Any, ...]:
    return User.id, User.handle, User.name


def _keeper(row: Sequence[Any]) -> Keeper | None:
    return Keeper(*row) if row[0] is not None else None
