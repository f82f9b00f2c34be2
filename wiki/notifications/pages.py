"""What pages direct at somebody: that one they watch was changed, tasks in it, and that their look is asked for."""

from sqlalchemy import func, select

from wiki.accounts.groups import MOST_NAMED
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.notifications.actions import tell_of_entry
from wiki.notifications.choosing import choice_of
from wiki.notifications.models import Because, TaskTold
from wiki.notifications.watching import How, Kind, Watch, watch, watchers
from wiki.pages.models import Page
from wiki.pages.policy import may
from wiki.pages.tasks import PageTask, named_by_tasks
from wiki.spaces.listing import is_listed


def tell_watchers(page: Page, by: tuple[int, ...]) -> None:
    """Nobody hears of their own words, nor of a page that is in no list yet."""
    hear = [user_id for user_id, how in watchers(page, by).items() if how == How.EVERYTHING and user_id not in by]
    if hear and session.scalar(select(Page.id).where(Page.id == page.id, is_listed(Page.id))):
        for person in _people(hear):
            if may(person, "read", page):
                tell_of_entry(person, Because.CHANGED, page.id, by[-1])


def watch_own(page: Page, by: tuple[int, ...]) -> None:
    """From their first words in it on."""
    chose = select(Watch.user_id).where(Watch.kind == Kind.PAGE, Watch.target_id == page.id, Watch.user_id.in_(by))
    new = set(by).difference(session.scalars(chose))
    for person in _people(new) if new else ():
        if choice_of(person).watches_own:
            watch(person.id, Kind.PAGE, page.id, How.EVERYTHING, auto=True)


def tell_of_tasks(page: Page, by: tuple[int, ...]) -> None:
    """Whoever has more open tasks in the page than they know of, unless they gave them to themselves."""
    told = {row.user_id: row for row in session.scalars(select(TaskTold).where(TaskTold.page_id == page.id))}
    now_open = _open_tasks(page.id)
    for user_id in now_open.keys() | told.keys():
        count, row = now_open.get(user_id, 0), told.get(user_id)
        if row is None:
            session.add(TaskTold(page_id=page.id, user_id=user_id, count=count))
        else:
            known, row.count = row.count, count
        if count > (known if row else 0) and user_id not in by:
            tell_who_is_asked(page, user_id, by[-1], Because.TASK)


def tell_who_is_asked(page: Page, user_id: int, by_id: int, because: Because) -> None:
    person = session.get(User, user_id)
    if person and person.is_active and may(person, "read", page):
        tell_of_entry(person, because, page.id, by_id)


def _open_tasks(page_id: int) -> dict[int, int]:
    """How many name each person. A large group is not told of its tasks: they stand in its people's lists."""
    members = named_by_tasks(MOST_NAMED).subquery()
    open_ones = (
        select(members.c.user_id, func.count())
        .join(PageTask, PageTask.id == members.c.task_id)
        .where(PageTask.page_id == page_id, ~PageTask.done)
        .group_by(members.c.user_id)
    )
    return dict(session.execute(open_ones).all())


def _people(ids: object) -> list[User]:
    return list(session.scalars(select(User).where(User.id.in_(ids), User.suspended_at.is_(None))))  # type: ignore[arg-type]
