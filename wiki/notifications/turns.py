"""Who might answer a question: the next who may be asked by name, and those who watch its tags."""

from datetime import datetime

from sqlalchemy import Select, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.notifications.watching import How, Kind, Watch
from wiki.questions.models import Question, State
from wiki.questions.policy import readable_by
from wiki.questions.queries import in_state
from wiki.questions.turns import candidates_of
from wiki.spaces.leaving import may_be_named
from wiki.spaces.models import GivenTag
from wiki.spaces.synonyms import meant_by, same_as

LISTED = 50


def next_to_ask(question: Question) -> User | None:
    """Who of those that may be asked next has the turn: nobody who wants not to be found, at all or for a tag."""
    candidates = candidates_of(question)
    tags = session.scalars(select(GivenTag.tag_id).where(GivenTag.entry_id == question.id)).all()
    about = {same for tag_id in tags for same in same_as(tag_id)}
    asked = User.id.in_([one.id for one in candidates])
    able = set(session.scalars(select(User.id).where(asked, may_be_named(User.id, about))))
    return next((one for one in candidates if one.id in able), None)


def asked_for(user: User, since: datetime) -> list[Question]:
    """Open questions put since then to all who watch a tag, which this person watches sideways; the last first."""
    found = session.scalars(
        select(Question)
        .join(Question.space)
        .where(
            Question.to_all_at > since,
            Question.author_id.is_distinct_from(user.id),
            in_state(State.OPEN),
            readable_by(user),
        )
        .order_by(Question.id.desc())
        .limit(LISTED)
    )
    return [one for one in found if user.id in set(session.scalars(tag_watchers(one.id, How.SIDEWAYS)))]


def tag_watchers(question_id: int, how: How) -> Select[int]:
    tags = set(session.scalars(select(GivenTag.tag_id).where(GivenTag.entry_id == question_id)))
    tags |= {meant_by(tag) for tag in tags}
    return select(Watch.user_id).where(Watch.kind == Kind.TAG, Watch.target_id.in_(tags), Watch.how == how)
