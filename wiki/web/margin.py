"""Conversations as pages show them, below the text and in its margin."""

from typing import Any

from wiki.accounts.models import User
from wiki.comments.queries import Rights, Shown, Which, rights_of, threads_on, wanted
from wiki.pages.models import Page
from wiki.pages.policy import role_for
from wiki.pages.shown import Shown as ShownPage
from wiki.suggestions.queries import suggestions_in
from wiki.web.copies import is_copy
from wiki.web.safe import sanitised

FIRST_REACTIONS = ("👍", "❤️", "🎉", "😄", "👀", "✅")


def below_page(page: ShownPage, viewer: User) -> dict[str, Any]:
    """For the page as it is read; without a query where nobody ever said anything."""
    rights = rights_of(None if is_copy() else page.role, page.commenting)
    return _told(page.id, threads_on(page.id, viewer, rights) if page.threads else [], rights, Which.OPEN, viewer)


def conversations(page: Page, viewer: User, which: Which) -> dict[str, Any]:
    rights = rights_of(role_for(viewer, page), page.space.commenting)
    return _told(page.id, threads_on(page.id, viewer, rights), rights, which, viewer)


def one_conversation(page: ShownPage, thread_id: int, viewer: User) -> dict[str, Any]:
    rights = rights_of(page.role, page.commenting)
    threads = threads_on(page.id, viewer, rights, only=thread_id)
    return {"threads": _drawn(page.id, threads), "talk": rights, "first_reactions": FIRST_REACTIONS}


def _told(page_id: int, threads: list[Shown], rights: Rights, which: Which, viewer: User) -> dict[str, Any]:
    shown = wanted(threads, which, viewer)
    return {
        "threads": _drawn(page_id, shown),
        "talk": rights,
        "news": sum(thread.new > 0 for thread in shown),
        "many": {str(each): len(wanted(threads, each, viewer)) for each in Which},
        "first_reactions": FIRST_REACTIONS,
    }


def _drawn(page_id: int, threads: list[Shown]) -> list[Shown]:
    about_words = [thread.id for thread in threads if thread.quote]
    proposed = suggestions_in(page_id, about_words) if about_words else {}
    for thread in threads:
        for remark in thread.remarks:
            remark.html = sanitised(remark.html)
            remark.suggestion = proposed.get(remark.id)
    return threads
