"""What conversations answer to others' facts: they follow the text, go with their page, and forget secrets."""

from sqlalchemy import delete

from wiki.comments import forgetting
from wiki.comments.anchoring import keep_up
from wiki.comments.events import RemarkMade, ThreadChanged, ThreadsMoved
from wiki.comments.models import Thread
from wiki.core.db import session
from wiki.core.facts import after, announce, during
from wiki.pages.events import PageSaved, PagesErased
from wiki.pages.living import living
from wiki.pages.secrets import Keeps, keeps_words

keeps_words(Keeps(forgetting.count, forgetting.clear))


@after(PageSaved)
def follow_the_text(fact: PageSaved) -> None:
    if keep_up(fact.page_id):
        announce(ThreadsMoved(fact.page_id))


@during(PagesErased)
def go_with_pages(fact: PagesErased) -> None:
    session.execute(delete(Thread).where(Thread.entry_id.in_(fact.page_ids)))


@after(RemarkMade)
def tell_of_remark(fact: RemarkMade) -> None:
    living().tell(fact.page_id, "thread", {"thread": fact.thread_id, "by": fact.by, "remark": fact.remark_id})


@after(ThreadChanged)
def tell_of_change(fact: ThreadChanged) -> None:
    living().tell(fact.page_id, "thread", {"thread": fact.thread_id, "by": fact.by})


@after(ThreadsMoved)
def tell_of_moves(fact: ThreadsMoved) -> None:
    living().tell(fact.page_id, "threads", {})
