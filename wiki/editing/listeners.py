"""What live editing answers to others' facts: rights withdrawn close at once, and new pages get a log."""

from wiki.accounts.events import SessionEnded
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import after, during
from wiki.core.later import later
from wiki.editing import cleaning_up, following, titles
from wiki.editing import log as page_log
from wiki.editing.events import EpochRaised, LogGrew, SecretTakenOut
from wiki.editing.service import service
from wiki.editing.staying import Staying
from wiki.pages.events import (
    DetailsChanged,
    HeadingsRenamed,
    PageBegan,
    PageCreated,
    PageMoved,
    PageRenamed,
    PageSaved,
    PageTrashed,
)
from wiki.pages.living import answered_by
from wiki.pages.models import Page
from wiki.pages.tree import ids_below
from wiki.spaces.events import AccessChanged

answered_by(Staying())


@during(PageCreated)
def begin_log(fact: PageCreated) -> None:
    page_log.begin(fact.page_id)


@during(PageRenamed)
def write_title(fact: PageRenamed) -> None:
    if not fact.written:
        titles.write(fact.page_id, fact.by)


@during(PageRenamed)
def follow_renamed(fact: PageRenamed) -> None:
    following.follow_title(fact.page_id, fact.by)


@during(HeadingsRenamed)
def follow_headings(fact: HeadingsRenamed) -> None:
    following.follow_headings(fact.page_id)


@during(PageMoved)
def follow_moved(fact: PageMoved) -> None:
    if session.get_one(Page, fact.page_id).space_id != fact.old_space_id:
        later(following.follow, page_ids=ids_below(fact.page_id))


@during(PageBegan)
def begin_log_of_fresh(fact: PageBegan) -> None:
    page_log.begin(fact.page_id)
    titles.seed(fact.page_id, fact.by, fact.title)


@after(LogGrew)
def relay(fact: LogGrew) -> None:
    if service.is_running:
        service.log_grew(fact.page_id)


@after(EpochRaised)
def start_over(fact: EpochRaised) -> None:
    service.epoch_raised(fact.page_id)


during(SecretTakenOut)(cleaning_up.see_to_it)
after(SecretTakenOut)(cleaning_up.clean)


@after(AccessChanged)
def ask_again(fact: AccessChanged) -> None:
    service.check_rights(fact.user_id)


@after(PageMoved)
def ask_again_where_it_is_now(_fact: PageMoved) -> None:
    service.check_rights()


@after(PageTrashed)
def close(fact: PageTrashed) -> None:
    service.pages_gone(fact.page_ids)


@after(SessionEnded)
def disconnect(fact: SessionEnded) -> None:
    service.end_sessions(fact.session_ids)


@after(DetailsChanged)
def tell_of_details(fact: DetailsChanged) -> None:
    if service.is_running:
        service.tell(fact.page_id, "details", {})


@after(PageSaved)
def tell_readers(fact: PageSaved) -> None:
    if fact.by and service.is_running and service.reading.is_open(fact.page_id):
        by = [(user_id, session.get_one(User, user_id).name) for user_id in fact.by]
        service.reading.page_changed(fact.page_id, by, now().isoformat())
