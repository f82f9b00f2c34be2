"""What conversations and pages direct at somebody."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.comments.events import RemarkMade, ThreadChanged, ThreadsSeen
from wiki.comments.mentions import named_in
from wiki.comments.models import Remark
from wiki.core.db import session
from wiki.core.facts import during
from wiki.notifications import asked
from wiki.notifications.access import tell_managers, tell_who_asked
from wiki.notifications.actions import finish_of_entry, read, tell, tell_of_entry
from wiki.notifications.models import Because, InboxLine
from wiki.notifications.pages import tell_of_tasks, tell_watchers, tell_who_is_asked, watch_own
from wiki.pages.events import FeedbackAsked, LookAsked, PageSaved
from wiki.pages.models import Page
from wiki.pages.policy import may
from wiki.questions import mentions
from wiki.questions.events import (
    AnswerAccepted,
    EveryoneAsked,
    PersonAsked,
    PersonDeclined,
    QuestionAnswered,
    QuestionAsked,
    QuestionSettled,
)
from wiki.questions.models import Answer, Question, State
from wiki.questions.queries import state_of
from wiki.spaces.events import AccessAnswered, AccessAsked


@during(RemarkMade)
def tell_whom_it_concerns(fact: RemarkMade) -> None:
    """Those who are named, and those who spoke in this thread before; nobody who may not read the page."""
    page, remark = _page(fact.page_id), session.get_one(Remark, fact.remark_id)
    named = [user for user in named_in(remark.text, page).reached if user.id != fact.by]
    tell(named, Because.MENTION, fact.thread_id, remark.id)
    spoke = select(Remark.by_id).where(Remark.thread_id == fact.thread_id, Remark.removed_at.is_(None))
    others = session.scalars(select(User).where(User.id.in_(spoke), User.id != fact.by)).all()
    known = {user.id for user in named}
    tell([u for u in others if u.id not in known and may(u, "read", page)], Because.REPLY, fact.thread_id, remark.id)


@during(ThreadChanged)
def tell_who_is_named_now(fact: ThreadChanged) -> None:
    """Whoever is named in words that were changed, unless they have this thread already."""
    page = _page(fact.page_id)
    told = set(session.scalars(select(InboxLine.user_id).where(InboxLine.thread_id == fact.thread_id)))
    changed = select(Remark).where(Remark.thread_id == fact.thread_id, Remark.by_id == fact.by)
    for remark in session.scalars(changed.where(Remark.edited_at.is_not(None), Remark.removed_at.is_(None))):
        new = [user for user in named_in(remark.text, page).reached if user.id not in {*told, fact.by}]
        tell(new, Because.MENTION, fact.thread_id, remark.id)
        told.update(user.id for user in new)


@during(ThreadsSeen)
def count_as_read(fact: ThreadsSeen) -> None:
    read(fact.by, fact.thread_ids)


@during(PageSaved)
def tell_of_changes(fact: PageSaved) -> None:
    if fact.by:
        page = _page(fact.page_id)
        watch_own(page, fact.by)
        tell_watchers(page, fact.by)
        tell_of_tasks(page, fact.by)


@during(LookAsked)
def tell_who_shall_look(fact: LookAsked) -> None:
    if fact.of != fact.by:
        tell_who_is_asked(_page(fact.page_id), fact.of, fact.by, Because.REVIEW)


@during(FeedbackAsked)
def tell_who_is_asked_for_feedback(fact: FeedbackAsked) -> None:
    tell_who_is_asked(_page(fact.page_id), fact.of, fact.by, Because.FEEDBACK)


@during(AccessAsked)
def tell_who_may_let_in(fact: AccessAsked) -> None:
    tell_managers(fact.request_id)


@during(AccessAnswered)
def tell_who_wanted_in(fact: AccessAnswered) -> None:
    tell_who_asked(fact.request_id)


@during(QuestionAsked)
def tell_who_is_named_in_question(fact: QuestionAsked) -> None:
    question = _question(fact.question_id)
    _tell_named(question, question.text, fact.by_id)


@during(PersonAsked)
def tell_by_name(fact: PersonAsked) -> None:
    asked.tell_who_is_asked_by_name(_question(fact.question_id), fact.person_id, fact.by_id)


@during(EveryoneAsked)
def tell_who_watches(fact: EveryoneAsked) -> None:
    asked.tell_who_watches_its_tags(_question(fact.question_id), fact.by_id)


@during(PersonDeclined)
def let_the_next_be_asked(fact: PersonDeclined) -> None:
    finish_of_entry(fact.question_id, asked.WAITING, fact.person_id)
    if not fact.passed:
        asked.tell_who_asked(_question(fact.question_id), Because.DECLINED, fact.person_id)


@during(QuestionAnswered)
def tell_of_answer(fact: QuestionAnswered) -> None:
    if not fact.again:
        question = _question(fact.question_id)
        finish_of_entry(question.id, asked.WAITING, fact.by_id)
        _tell_named(question, session.get_one(Answer, fact.answer_id).text, fact.by_id)
        asked.tell_who_asked(question, Because.ANSWER, fact.by_id)


@during(AnswerAccepted)
def tell_that_it_helped(fact: AnswerAccepted) -> None:
    asked.tell_whose_answer_helped(_question(fact.question_id), fact.answer_id, fact.by_id)


@during(QuestionSettled)
def wait_for_nobody(fact: QuestionSettled) -> None:
    if state_of(_question(fact.question_id)) != State.OPEN:
        finish_of_entry(fact.question_id, (*asked.WAITING, *asked.TURNS))


def _tell_named(question: Question, text: str, by_id: int) -> None:
    for person in mentions.named_in(text, question.space).reached:
        if person.id != by_id:
            tell_of_entry(person, Because.MENTION, question.id, by_id)


def _question(question_id: int) -> Question:
    found = select(Question).where(Question.id == question_id).options(joinedload(Question.space))
    return session.scalars(found).one()


def _page(page_id: int) -> Page:
    return session.scalars(select(Page).where(Page.id == page_id).options(joinedload(Page.space))).one()
