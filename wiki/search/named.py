"""What is found by its name alone: spaces, and drafts of whoever may read them. No index holds them."""

from dataclasses import dataclass

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import key_of, loosely
from wiki.pages.models import Page
from wiki.pages.policy import readable_by
from wiki.pages.tree import Step
from wiki.spaces.models import DraftEntry, Space
from wiki.spaces.queries import Brief, spaces_of

SHOWN = 5


@dataclass(frozen=True)
class Named:
    spaces: tuple[Brief, ...] = ()
    drafts: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.spaces or self.drafts)


def named(viewer: User, words: str) -> Named:
    return Named(tuple(spaces_named(viewer, words)[:SHOWN]), tuple(_drafts(viewer, words)[:SHOWN]))


def spaces_named(viewer: User, words: str) -> list[Brief]:
    """Those whose name has these words in this order."""
    wanted = key_of(words)
    return [space for space in spaces_of(viewer)[0] if wanted in key_of(space.name)] if wanted else []


def _drafts(viewer: User, words: str) -> list[Step]:
    wanted = loosely(words).split()
    mine = Page.id.in_(select(DraftEntry.entry_id)), readable_by(viewer)
    about = select(Page.id, Page.title, Page.icon).join(Space, Space.id == Page.space_id).where(*mine)
    rows = session.execute(about.order_by(Page.id.desc())) if wanted else ()
    return [Step(*row) for row in rows if all(word in loosely(row.title) for word in wanted)]
