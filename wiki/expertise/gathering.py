"""Evidence as it follows from what the database keeps: versions, conversations, rounds, reviews, keepers."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from wiki.comments.models import Remark, Resolution, Thread
from wiki.core.db import session
from wiki.expertise.batches import TOGETHER, Act, shares
from wiki.expertise.models import Kind, worth_then
from wiki.pages.asking import PageAsked
from wiki.pages.models import Page, PageKeeper, Revision, RevisionAuthor
from wiki.questions.models import Answer, AnswerThanks, Question
from wiki.rounds.models import Round, RoundMember
from wiki.spaces.listing import is_listed

Key = tuple[int, int, Kind]
"""Entry, person and kind."""
Ids = Collection[int] | None
"""None: all there are."""


class Kept(NamedTuple):
    weight: float
    last_at: datetime


Rows = dict[Key, Kept]


def gathered(entry_ids: Ids, kinds: Collection[Kind]) -> Rows:
    """Everything of these kinds, but edits, about these entries."""
    rows: Rows = {}
    for kind in kinds:
        for entry_id, user_id, at, share in _SOURCES[kind](entry_ids):
            _add(rows, (entry_id, user_id, kind), at, share)
    return rows


def edits(user_ids: Ids, without: Collection[int] = ()) -> Rows:
    """What these people wrote, but for some pages."""
    acts = _written().where(_among(RevisionAuthor.user_id, user_ids), Revision.page_id.not_in(without))
    rows: Rows = {}
    told = session.execute(acts.order_by(RevisionAuthor.user_id, Revision.at, Revision.id))
    for user_id, theirs in groupby(told, key=attrgetter("user_id")):
        ordered = [Act(row.at, row.page_id, row.id) for row in theirs]
        for act, share in zip(ordered, shares(ordered), strict=True):
            _add(rows, (act.entry_id, user_id, Kind.EDIT), act.at, share)
    return rows


def written_around(user_id: int, at: datetime) -> list[Act]:
    """What somebody wrote around that moment, as far as it can be in one batch with what is."""
    near = Revision.at.between(at - 2 * TOGETHER, at + 2 * TOGETHER)
    acts = _written().where(RevisionAuthor.user_id == user_id, near).order_by(Revision.at, Revision.id)
    return [Act(row.at, row.page_id, row.id) for row in session.execute(acts)]


def made_around(page_ids: Collection[int]) -> set[int]:
    """These pages, and those that their makers made together with them."""
    makers = session.execute(select(Page.author_id, Page.created_at).where(Page.id.in_(page_ids))).all()
    found = set(page_ids)
    for maker, at in {(row.author_id, row.created_at) for row in makers if row.author_id is not None}:
        near = Page.created_at.between(at - TOGETHER, at + TOGETHER)
        found.update(session.scalars(select(Page.id).where(Page.author_id == maker, near)))
    return found


def _written() -> Select[*tuple[Any, ...]]:
    return select(RevisionAuthor.user_id, Revision.at, Revision.page_id, Revision.id).join(
        Revision, Revision.id == RevisionAuthor.revision_id
    )


Told = Iterator[tuple[int, int, datetime, float]]
"""Entry, person, when, and how much of an act it is."""


def _authors(page_ids: Ids) -> Told:
    """Who made a page, and who wrote most of it: one act a person, as old as what they last wrote there."""
    made, wrote = _made(page_ids), _wrote_most(page_ids)
    for page_id, (user_id, at, share) in made.items():
        most = wrote.pop(page_id, None)
        if most and most[0] == user_id:
            at = max(at, most[1])
        elif most:
            yield page_id, *most, 1.0
        yield page_id, user_id, at, share
    for page_id, most in wrote.items():
        yield page_id, *most, 1.0


def _made(page_ids: Ids) -> dict[int, tuple[int, datetime, float]]:
    """By page, of those in the lists: who made it, when, and its share in what they made together with it."""
    listed = select(Page.id, Page.author_id, Page.created_at).where(Page.author_id.is_not(None), is_listed(Page.id))
    asked = listed if page_ids is None else listed.where(Page.id.in_(made_around(page_ids)))
    found: dict[int, tuple[int, datetime, float]] = {}
    ordered = session.execute(asked.order_by(Page.author_id, Page.created_at, Page.id))
    for user_id, theirs in groupby(ordered, key=attrgetter("author_id")):
        acts = [Act(row.created_at, row.id) for row in theirs]
        for act, share in zip(acts, shares(acts), strict=True):
            found[act.entry_id] = user_id, act.at, share
    return found if page_ids is None else {page_id: found[page_id] for page_id in page_ids if page_id in found}


def _wrote_most(page_ids: Ids) -> dict[int, tuple[int, datetime]]:
    """By page: who added most to it, in all its versions, and when they last did."""
    added = func.sum(RevisionAuthor.share * Revision.added).label("added")
    rows = session.execute(
        select(Revision.page_id, RevisionAuthor.user_id, added, func.max(Revision.at).label("at"))
        .join(RevisionAuthor, RevisionAuthor.revision_id == Revision.id)
        .where(_among(Revision.page_id, page_ids))
        .group_by(Revision.page_id, RevisionAuthor.user_id)
        .order_by(added, RevisionAuthor.user_id.desc())
    )
    return {row.page_id: (row.user_id, row.at) for row in rows if row.added > 0}


def _keepers(page_ids: Ids) -> Told:
    last = select(func.max(PageKeeper.id)).where(_among(PageKeeper.page_id, page_ids)).group_by(PageKeeper.page_id)
    kept = select(PageKeeper.page_id, PageKeeper.user_id, PageKeeper.at).where(PageKeeper.id.in_(last))
    for page_id, user_id, at in session.execute(kept):
        if user_id is not None:
            yield page_id, user_id, at, 1.0


def _speakers(entry_ids: Ids) -> Told:
    """Once a thread: who was answered by somebody else in it, or took part in one that another settled."""
    settled = select(Resolution.thread_id, Resolution.by_id).where(Resolution.reopened_at.is_(None))
    by = dict(session.execute(settled.join(Thread).where(_among(Thread.entry_id, entry_ids))).all())
    said = select(Thread.entry_id, Remark.thread_id, Remark.by_id, Remark.at).join(Thread)
    said = said.where(_among(Thread.entry_id, entry_ids), Remark.removed_at.is_(None), Remark.by_id.is_not(None))
    told = session.execute(said.order_by(Remark.thread_id, Remark.id))
    for thread_id, remarks in groupby(told, key=attrgetter("thread_id")):
        spoken = list(remarks)
        last_by = {remark.by_id: (place, remark.at) for place, remark in enumerate(spoken)}
        first_by = {remark.by_id: place for place, remark in reversed(list(enumerate(spoken)))}
        for user_id, (_, at) in last_by.items():
            answered = any(one.by_id != user_id for one in spoken[first_by[user_id] :])
            if answered or (thread_id in by and (by[thread_id] != user_id or len(last_by) > 1)):
                yield spoken[0].entry_id, user_id, at, 1.0


def _helpers(page_ids: Ids) -> Told:
    """Who was asked for feedback, or to look at what is in review, and answered."""
    rounds = select(Round.page_id, RoundMember.user_id, RoundMember.answered_at).join(
        RoundMember, RoundMember.round_id == Round.id
    )
    looks = select(PageAsked.page_id, PageAsked.user_id, PageAsked.answered_at)
    for asked, column in ((rounds, Round.page_id), (looks, PageAsked.page_id)):
        for page_id, user_id, at in session.execute(asked.where(_among(column, page_ids))):
            if at is not None:
                yield page_id, user_id, at, 1.0


def _answerers(page_ids: Ids) -> Told:
    """Whose answer to a question about a page was accepted, or thanked for by another. Only where the question has the
    readers of the page: it may tell nobody else who knows."""
    thanked = select(AnswerThanks.answer_id).where(
        AnswerThanks.answer_id == Answer.id, AnswerThanks.user_id != Answer.by_id
    )
    helped = or_(Answer.accepted_at.is_not(None) & (Answer.accepted_by_id != Answer.by_id), thanked.exists())
    page = aliased(Page, flat=True)
    given = (
        select(Question.about_id, Answer.by_id, Answer.at)
        .join(Question, Question.id == Answer.question_id)
        .join(page, page.id == Question.about_id)
        .where(_among(page.id, page_ids), page.space_id == Question.space_id)
        .where(Answer.removed_at.is_(None), Question.trashed_at.is_(None), Answer.by_id.is_not(None), helped)
    )
    for page_id, user_id, at in session.execute(given.order_by(Answer.id)):
        if page_id is not None and user_id is not None:
            yield page_id, user_id, at, 1.0


_SOURCES = {
    Kind.AUTHOR: _authors,
    Kind.KEEPER: _keepers,
    Kind.COMMENT: _speakers,
    Kind.FEEDBACK: _helpers,
    Kind.ANSWER: _answerers,
}
OF_ENTRIES = frozenset(_SOURCES)
"""Kinds that are told by what is kept about an entry alone; an edit counts by what else was written then."""


def _among(column: InstrumentedAttribute[int], ids: Ids) -> ColumnElement[bool]:
    return true() if ids is None else column.in_(ids)


def _add(rows: Rows, key: Key, at: datetime, share: float) -> None:
    had = rows.get(key)
    weight = worth_then(key[2], at, share) + (had.weight if had else 0.0)
    rows[key] = Kept(weight, max(at, had.last_at) if had else at)


def people_in(page_ids: Iterable[int]) -> set[int]:
    """Everybody who wrote in one of these pages."""
    wrote = select(RevisionAuthor.user_id).join(Revision, Revision.id == RevisionAuthor.revision_id)
    return set(session.scalars(wrote.where(Revision.page_id.in_(list(page_ids))).distinct()))
