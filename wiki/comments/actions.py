"""What people do in threads: begin them, answer, change and take back what they said, settle, react."""

from datetime import timedelta

from sqlalchemy import delete, exists, select

from wiki.accounts.models import User
from wiki.comments.anchoring import anchor
from wiki.comments.drawing import drawn
from wiki.comments.events import RemarkMade, ThreadChanged, ThreadsSeen
from wiki.comments.models import Reaction, Remark, Resolution, Thread, ThreadLook
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.later import later, work
from wiki.pages.details import valid_icon
from wiki.pages.models import Page
from wiki.spaces.models import Activity

LONGEST = 10_000
MOST_REACTIONS = 20
"""Different ones under a remark."""
UNDO_FOR = timedelta(hours=1)
"""So long what was taken back can be put back; then its words are erased."""


def begin_thread(
    by: User, page: Page, text: str, *, quote: str = "", prefix: str = "", suffix: str = "", line: int | None = None
) -> Thread:
    """About a passage, or about the whole page. Raises Invalid."""
    text = valid_words(text)
    html, thread = drawn(page, text), Thread(entry_id=page.id, by_id=by.id, quote="")
    if quote.strip():
        anchor(page.id, thread, quote, prefix, suffix, line)
    session.add(thread)
    page.threads = Page.threads + 1
    session.flush()
    _say(by, page, thread, text, html, new=True)
    return thread


def answer(by: User, page: Page, thread: Thread, text: str) -> Remark:
    """Raises Invalid."""
    text = valid_words(text)
    return _say(by, page, thread, text, drawn(page, text), new=False)


def _say(by: User, page: Page, thread: Thread, text: str, html: str, *, new: bool) -> Remark:
    remark = Remark(thread_id=thread.id, by_id=by.id, text=text, html=html)
    session.add(remark)
    session.add(Activity(user_id=by.id, entry_id=page.id, space_id=page.space_id, verb="commented"))
    session.flush()
    see(by, {thread.id: remark.id})
    announce(RemarkMade(page.id, thread.id, remark.id, by.id, new))
    return remark


def valid_words(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise Invalid("text", "Say something.")
    if len(text) > LONGEST:
        raise Invalid("text", "Say it in 10,000 characters.")
    return text


def reword(by: User, page: Page, remark: Remark, text: str) -> None:
    """Raises Invalid."""
    text = valid_words(text)
    if text != remark.text:
        remark.html = drawn(page, text)
        remark.text, remark.edited_at = text, now()
        _changed(by, page, remark.thread_id)


def remove(by: User, page: Page, remark: Remark) -> None:
    """It can be put back for a while."""
    if remark.removed_at is None:
        remark.removed_at, remark.removed_by_id = now(), by.id
        later(erase_removed, wait=UNDO_FOR, remark_id=remark.id)
        _changed(by, page, remark.thread_id)


def put_back(by: User, page: Page, remark: Remark) -> None:
    if remark.removed_at is not None:
        remark.removed_at, remark.removed_by_id = None, None
        _changed(by, page, remark.thread_id)


@work
def erase_removed(remark_id: int) -> None:
    """With it the thread, if nothing else is left in it."""
    remark = session.get(Remark, remark_id)
    if remark is None or remark.removed_at is None or now() - remark.removed_at < UNDO_FOR:
        return
    thread_id = remark.thread_id
    session.execute(delete(Remark).where(Remark.id == remark_id))
    if not session.scalar(select(exists().where(Remark.thread_id == thread_id))):
        session.execute(delete(Thread).where(Thread.id == thread_id))


def resolve(by: User, page: Page, thread: Thread) -> None:
    if resolution_of(thread.id) is None:
        session.add(Resolution(thread_id=thread.id, by_id=by.id))
        _changed(by, page, thread.id)


def reopen(by: User, page: Page, thread: Thread) -> None:
    resolution = resolution_of(thread.id)
    if resolution is not None:
        resolution.reopened_at, resolution.reopened_by_id = now(), by.id
        _changed(by, page, thread.id)


def resolution_of(thread_id: int) -> Resolution | None:
    """What says that it is settled; None while it is open."""
    said = select(Resolution).where(Resolution.thread_id == thread_id, Resolution.reopened_at.is_(None))
    return session.scalar(said.limit(1))


def react(by: User, page: Page, remark: Remark, emoji: str) -> None:
    """Once: it is there; twice: it is not. Raises Invalid."""
    emoji = valid_icon(emoji)
    if not emoji:
        raise Invalid("emoji", "Choose one emoji.")
    own = session.get(Reaction, (remark.id, by.id, emoji))
    if own is not None:
        session.delete(own)
    else:
        known = set(session.scalars(select(Reaction.emoji).where(Reaction.remark_id == remark.id).distinct()))
        if emoji not in known and len(known) >= MOST_REACTIONS:
            raise Invalid("emoji", "There are twenty different ones already. Choose one of them.")
        session.add(Reaction(remark_id=remark.id, user_id=by.id, emoji=emoji))
    _changed(by, page, remark.thread_id)


def see(by: User, upto: dict[int, int]) -> None:
    """This person has read these threads up to these remarks."""
    known = {
        look.thread_id: look
        for look in session.scalars(
            select(ThreadLook).where(ThreadLook.user_id == by.id, ThreadLook.thread_id.in_(upto))
        )
    }
    for thread_id, remark_id in upto.items():
        look = known.get(thread_id)
        if look is None:
            session.add(ThreadLook(thread_id=thread_id, user_id=by.id, remark_id=remark_id))
        else:
            look.remark_id = max(look.remark_id, remark_id)
    announce(ThreadsSeen(tuple(upto), by.id))


def _changed(by: User, page: Page, thread_id: int) -> None:
    session.flush()
    announce(ThreadChanged(page.id, thread_id, by.id))
