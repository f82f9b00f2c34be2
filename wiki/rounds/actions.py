"""Asking people for feedback, answering, and ending the round with thanks to those who answered."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from wiki.accounts.groups import Group
from wiki.accounts.models import User
from wiki.accounts.naming import named_in
from wiki.accounts.queries import the_team
from wiki.comments.actions import begin_thread, valid_words
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.speaking import spoken
from wiki.markup.mentions import handles_in
from wiki.pages.events import FeedbackAsked
from wiki.pages.models import Page
from wiki.pages.policy import may
from wiki.rounds.events import FeedbackGiven
from wiki.rounds.models import LONGEST_KIND, Round, RoundMember
from wiki.spaces.actions import lock
from wiki.spaces.models import Activity

MOST = 30
"""People in a round."""


def people_named(words: str, page: Page) -> list[User]:
    """Those whose handles stand there, with @ or without, and of groups who may read the page. Raises Invalid for a
    word that is nobody's."""
    text = " ".join(f"@{word.strip(',;').lstrip('@')}" for word in words.split())
    handles = handles_in(text)
    people = select(User.handle).where(User.handle.in_(handles), User.suspended_at.is_(None))
    known = set(session.scalars(people.union(select(Group.handle).where(Group.handle.in_(handles)))))
    if not handles or known != handles:
        raise Invalid("people", "Name people or groups by their handles, such as @anna @bob.")
    named = named_in(text, lambda person: may(person, "read", page))
    if named.crowds:
        raise Invalid("people", "Ask at least one colleague, and thirty at most.")
    return [*named.reached, *named.unreached]


def ask(by: User, page: Page, people: Sequence[User], kind: str, due_on: date | None = None) -> Round:
    """Raises Invalid."""
    kind = " ".join(kind.split())
    if not kind:
        raise Invalid("kind", "Say what you want to know.")
    if len(kind) > LONGEST_KIND:
        raise Invalid("kind", "Say it in 300 characters.")
    if due_on and due_on < now().date():
        raise Invalid("due_on", "Choose a day that is still to come.")
    asked = [person for person in people if person.id != by.id]
    if not asked or len(asked) > MOST:
        raise Invalid("people", "Ask at least one colleague, and thirty at most.")
    if any(not may(person, "read", page) for person in asked):
        raise Invalid("people", "Somebody of them cannot read this page.")
    lock(page.space_id)
    if now_open := open_round(page.id):
        if (now_open.by_id, now_open.kind) == (by.id, kind):
            return now_open  # sent twice
        raise Invalid("people", "A round is open already: a page has one at a time. End it first.")
    found = Round(page_id=page.id, by_id=by.id, kind=kind, due_on=due_on)
    found.asked = [RoundMember(user_id=person.id) for person in asked]
    session.add(found)
    session.flush()
    for person in asked:
        announce(FeedbackAsked(page.id, person.id, by.id))
    return found


def open_round(page_id: int) -> Round | None:
    """With its people."""
    whole = selectinload(Round.asked).joinedload(RoundMember.user), joinedload(Round.by)
    found = select(Round).where(Round.page_id == page_id, Round.closed_at.is_(None)).options(*whole)
    return session.scalars(found.execution_options(populate_existing=True)).first()


def answer(found: Round, user: User, words: str = "") -> None:
    """Who was asked has said what they think: here, or in the page's threads. Raises Invalid."""
    mine = next((member for member in found.asked if member.user_id == user.id), None)
    if mine is None:
        raise Invalid("words", "You were not asked.")
    first = mine.answered_at is None
    mine.words, mine.answered_at = valid_words(words) if words.strip() else mine.words, now()
    if first:
        page = session.get_one(Page, found.page_id)
        session.add(Activity(user_id=user.id, entry_id=page.id, space_id=page.space_id, verb="feedback"))
    session.flush()
    announce(FeedbackGiven(found.page_id, user.id))


def end(by: User, page: Page, found: Round) -> None:
    """With a thread about the page that thanks those who answered and repeats what they said."""
    found.closed_at = now()
    answered = [member for member in found.asked if member.answered_at]
    if answered:
        begin_thread(by, page, _thanks(found, answered))


def _thanks(found: Round, answered: Sequence[RoundMember]) -> str:
    _ = spoken(the_team().language).gettext
    names = ", ".join(member.user.name for member in answered)
    lines = [_("Thank you for your feedback, %(names)s.", names=names), _("Asked was: %(kind)s", kind=found.kind)]
    said = [f"**{member.user.name}**: {member.words}" for member in answered if member.words]
    silent = ", ".join(member.user.name for member in found.asked if not member.answered_at)
    missing = [_("Not heard from: %(names)s", names=silent)] if silent else []
    return "\n\n".join([*lines, *said, *missing])
