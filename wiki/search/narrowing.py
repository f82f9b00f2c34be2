"""Filters as SQL. What a filter names and the reader may not read is as if it were not there."""

from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from wiki.accounts.models import User
from wiki.accounts.queries import person_called
from wiki.comments.models import Remark
from wiki.core.db import session
from wiki.files.models import File
from wiki.pages.models import Page, PageAuthor, PageContent, PageStatus
from wiki.pages.policy import readable_by
from wiki.questions.models import Answer, Question
from wiki.saves.queries import pages_saved
from wiki.search.documents import findable
from wiki.search.entries import Entry, Kind
from wiki.search.grouping import places
from wiki.search.parsing import Asked, Filter, day_of
from wiki.spaces import policy
from wiki.spaces.models import Space, Tag
from wiki.spaces.tags import TAGGED

OF_SPACES, OF_THE_QUERY, OF_WHO, OF_WHEN = "space", "in", "by", ("before", "after")
ITSELF = {Kind.REMARK: (Remark.by_id, Remark.at), Kind.FILE: (File.by_id, File.at)}
"""By whom and when, of what is said beside a page."""


def spaces(viewer: User, asked: Asked) -> set[int]:
    """Spaces whose pages may be answered: those this person may read, of those named if some are."""
    readable = select(Space.id).where(policy.readable_by(viewer))
    for unwanted in (False, True):
        named = {one.value.lower() for one in asked.filters if one.name == OF_SPACES and one.unwanted == unwanted}
        if named:
            readable = readable.where(~_called(named) if unwanted else _called(named))
    return set(session.scalars(readable))


def _called(names: set[str]) -> ColumnElement[bool]:
    """SQL: spaces of one of these names, in small letters."""
    return or_(Space.slug.in_(names), func.lower(Space.name).in_(names))


def nameless(viewer: User, asked: Asked) -> list[Filter]:
    """Filters that name a space or a person of whom the reader can know nothing."""
    return [one for one in asked.filters if not _is_there(viewer, one)]


def _is_there(viewer: User, one: Filter) -> bool:
    if one.name == OF_SPACES:
        there = exists().where(policy.readable_by(viewer), _called({one.value.lower()}))
        return bool(session.scalar(select(there)))
    return one.name not in (OF_WHO, "saved") or _person(viewer, one) is not None


def narrows(asked: Asked) -> bool:
    """Whether the filters are about more than spaces and titles, or there is nothing but filters."""
    return asked.query.is_empty or any(one.name not in (OF_SPACES, OF_THE_QUERY) for one in asked.filters)


def pages(viewer: User, asked: Asked, within: set[int]) -> set[int]:
    """Pages of these spaces that this person may find and all filters let through."""
    conditions = [
        _as_meant(one, _condition(viewer, one)) for one in asked.filters if one.name not in (OF_SPACES, OF_THE_QUERY)
    ]
    statement = (
        select(Page.id)
        .join(Space, Space.id == Page.space_id)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(readable_by(viewer), findable(), Page.space_id.in_(within), *conditions)
    )
    return set(session.scalars(statement))


def keys(viewer: User, asked: Asked, within: set[int]) -> set[int]:
    """Keys of the entries of these spaces that all filters let through. What is about who and when is asked of a
    comment or a file itself, the rest of its page."""
    filters = [one for one in asked.filters if one.name not in (OF_SPACES, OF_THE_QUERY)]
    of_page = [_as_meant(one, _condition(viewer, one)) for one in filters if one.name not in (*OF_WHEN, OF_WHO)]
    found = {Entry(Kind.PAGE, page_id).key for page_id in pages(viewer, asked, within)}
    found |= {Entry(Kind.QUESTION, row[0]).key for row in session.execute(questions(viewer, asked, within))}
    statements = places(viewer)
    for kind, (by, at) in ITSELF.items():
        own = [_as_meant(one, _itself(viewer, one, by, at)) for one in filters if one.name in (*OF_WHEN, OF_WHO)]
        there = statements[kind].join(PageContent, PageContent.page_id == Page.id)
        rows = session.execute(there.where(Page.space_id.in_(within), *of_page, *own))
        found |= {Entry(kind, row[0]).key for row in rows}
    return found


def questions(viewer: User, asked: Asked, within: set[int]) -> Select[Any]:
    """SQL: questions of these spaces that this person may find and all filters let through, the newest first."""
    filters = [one for one in asked.filters if one.name not in (OF_SPACES, OF_THE_QUERY)]
    conditions = [_as_meant(one, _of_question(viewer, one)) for one in filters]
    mine = places(viewer)[Kind.QUESTION].where(Question.space_id.in_(within), *conditions)
    return mine.order_by(Question.created_at.desc(), Question.id.desc())


def _as_meant(one: Filter, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Nobody's is not anybody's, so that what is unknown is let through where it is unwanted."""
    return ~func.coalesce(condition, false()) if one.unwanted else condition


def _of_question(viewer: User, one: Filter) -> ColumnElement[bool]:
    """Somebody's are those that they asked or answered. Standing, files and saves are of pages alone."""
    if one.name == "tag":
        return Question.id.in_(_tagged(one))
    if one.name == OF_WHO:
        who = _person(viewer, one)
        return _asked_or_answered(who.id) if who else false()
    return _itself(viewer, one, Question.author_id, Question.created_at) if one.name in OF_WHEN else false()


def _itself(
    viewer: User, one: Filter, by: InstrumentedAttribute[Any], at: InstrumentedAttribute[datetime]
) -> ColumnElement[bool]:
    if one.name == OF_WHO:
        who = _person(viewer, one)
        return by == who.id if who else false()
    return at < _moment(one) if one.name == "before" else at >= _moment(one)


def _asked_or_answered(user_id: int) -> ColumnElement[bool]:
    answered = select(Answer.question_id).where(Answer.by_id == user_id, Answer.removed_at.is_(None))
    return or_(Question.author_id == user_id, Question.id.in_(answered))


def _tagged(one: Filter) -> Select[Any]:
    tagged = select(TAGGED.c.entry_id).join(Tag, Tag.id == TAGGED.c.tag_id)
    return tagged.where(Tag.name == one.value.lower().removeprefix("#"))


def _person(viewer: User, one: Filter) -> User | None:
    return viewer if one.value.lower() == "me" else person_called(one.value)


def _moment(one: Filter) -> datetime:
    day = day_of(one.value)
    return datetime.combine(day, time(), UTC) if day else datetime.max.replace(tzinfo=UTC)


def _condition(viewer: User, one: Filter) -> ColumnElement[bool]:
    if one.name == "tag":
        return Page.id.in_(_tagged(one))
    if one.name == "saved":
        who = _person(viewer, one)
        return Page.id.in_(pages_saved(who.id, viewer)) if who else false()
    if one.name == OF_WHO:
        who = _person(viewer, one)
        return Page.id.in_(select(PageAuthor.page_id).where(PageAuthor.user_id == who.id)) if who else false()
    if one.name in OF_WHEN:
        moment = _moment(one)
        return PageContent.updated_at < moment if one.name == "before" else PageContent.updated_at >= moment
    if one.name == "is":
        said = aliased(PageStatus)
        last = select(func.max(said.id)).where(said.page_id == Page.id).correlate(Page).scalar_subquery()
        return exists().where(PageStatus.id == last, PageStatus.status == one.value.lower())
    return Page.id.in_(select(File.page_id).where(File.trashed_at.is_(None)))
