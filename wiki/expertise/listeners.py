"""What evidence answers to others' facts, in the same transaction; and what is remembered of networks is forgotten."""

from typing import Any

from sqlalchemy import exists, select

from wiki.comments.events import RemarkMade, ThreadChanged
from wiki.core.db import session
from wiki.core.facts import Fact, after, during
from wiki.editing.events import VersionKept
from wiki.expertise import keeping, nearness
from wiki.expertise.models import Kind
from wiki.pages.events import (
    DetailsChanged,
    PageCreated,
    PageMoved,
    PageRestored,
    PagesErased,
    PageTrashed,
    PageWithdrawn,
)
from wiki.pages.tree import ids_below
from wiki.questions.events import (
    AcceptanceEnded,
    AnswerAccepted,
    AnswerRemoved,
    AnswerThanked,
    QuestionAnswered,
    QuestionChanged,
    QuestionTrashed,
    ThanksEnded,
)
from wiki.questions.models import Question
from wiki.rounds.events import FeedbackGiven
from wiki.search.lifting import closeness
from wiki.spaces.events import AccessChanged
from wiki.transfer.events import PagesBrought
from wiki.transfer.origins import Origin


@during(VersionKept)
def note_version(fact: VersionKept) -> None:
    if fact.revision_id is not None:
        keeping.note_version(fact.revision_id)
    keeping.note_about([fact.page_id], {Kind.AUTHOR})


@during(PageCreated)
def note_created(fact: PageCreated) -> None:
    """Those that an import brings are told of together."""
    if not session.scalar(select(exists().where(Origin.page_id == fact.page_id))):
        keeping.note_made([fact.page_id])


@during(PageWithdrawn)
def note_withdrawn(fact: PageWithdrawn) -> None:
    keeping.note_made(ids_below(fact.page_id))


@during(PagesBrought)
def note_brought(fact: PagesBrought) -> None:
    keeping.note_brought(fact.page_ids)


@during(PagesErased)
def note_erased(fact: PagesErased) -> None:
    keeping.note_erased(fact.page_ids)


@during(DetailsChanged)
def note_details(fact: DetailsChanged) -> None:
    keeping.note_about([fact.page_id], {Kind.KEEPER, Kind.FEEDBACK})


@during(FeedbackGiven)
def note_feedback(fact: FeedbackGiven) -> None:
    keeping.note_about([fact.page_id], {Kind.FEEDBACK})


@during(RemarkMade)
def note_remark(fact: RemarkMade) -> None:
    keeping.note_about([fact.page_id], {Kind.COMMENT})


@during(ThreadChanged)
def note_thread(fact: ThreadChanged) -> None:
    keeping.note_about([fact.page_id], {Kind.COMMENT})


def note_answers(fact: Any) -> None:
    """What helped is another now."""
    about = session.scalar(select(Question.about_id).where(Question.id == fact.question_id))
    if about is not None:
        keeping.note_about([about], {Kind.ANSWER})


for told in (
    *(AnswerAccepted, AcceptanceEnded, AnswerThanked, ThanksEnded),
    *(AnswerRemoved, QuestionAnswered, QuestionChanged, QuestionTrashed),
):
    during(told)(note_answers)


def forget_networks(_fact: Fact) -> None:
    """What somebody may read is another now."""
    nearness.forget()


closeness.of = nearness.nearest

for kind in (AccessChanged, PageMoved, PageTrashed, PageRestored, PageWithdrawn):
    after(kind)(forget_networks)
