"""Proposing a change to a passage, and what becomes of it: an edit by whoever proposed it, or a no with a word."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.comments.actions import LONGEST, answer, begin_thread
from wiki.comments.anchoring import anchor, where
from wiki.comments.events import ThreadChanged
from wiki.comments.models import Remark, Thread
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.editing.actions import write_text
from wiki.editing.merge import merge
from wiki.pages.living import Span, Standing
from wiki.pages.models import Page
from wiki.suggestions.models import State, Suggestion

FURTHEST = 8
BEFORE = re.compile(r"(?:\[\[?)?[*_~=`]*\Z")
BEHIND = re.compile(r"[*_~=`]*")
RUN = re.compile(r"\*+|_+|~+|=+|`+")
LINK_END = re.compile(r"\]\([^()\s]*\)|\]\]")
GONE = "These words are not in the page any more."


class Passage(NamedTuple):
    """Where a thread stands in the text as it is now, and what it says there, in Markdown."""

    standing: Standing
    span: Span

    @property
    def source(self) -> str:
        return self.standing.text[slice(*self.span)]


def passage_of(thread: Thread) -> Passage:
    """Raises Invalid where there is none: a thread about all of the page, or one whose words are gone."""
    passage = passages_of(thread.entry_id, [thread]).get(thread)
    if passage is None:
        raise Invalid("after", GONE)
    return passage


def passages_of(page_id: int, threads: Sequence[Thread]) -> dict[Thread, Passage]:
    """Those of these threads of a page that have one; the page's text is asked for once."""
    standing, spans = where(page_id, threads)
    return {thread: Passage(standing, _with_signs(standing.text, span)) for thread, span in spans.items()}


def _with_signs(text: str, span: Span) -> Span:
    """With the signs right before or behind it, where its own would be left alone without them."""
    before = len(BEFORE.search(text, max(0, span.start - FURTHEST), span.start)[0])  # type: ignore[index]
    behind = len(BEHIND.match(text, span.end)[0])  # type: ignore[index]
    wider = [(0, 0), (0, behind), (before, 0), (before, behind)]
    start, end = next(
        (
            (span.start - left, span.end + right)
            for left, right in wider
            if _pairs(text[span.start - left : span.end + right])
        ),
        span,
    )
    if text.count("[", start, end) > text.count("]", start, end) and (rest := LINK_END.match(text, end)):
        end = rest.end()
    return Span(start, end)


def _pairs(source: str) -> bool:
    """Whether each of its signs has another."""
    return all(times % 2 == 0 for times in Counter(RUN.findall(source)).values())


def source_of(page: Page, quote: str, prefix: str = "", suffix: str = "", line: int | None = None) -> str:
    """What a passage that people read says in Markdown. Raises Invalid where it is not there."""
    unsaid = Thread(entry_id=page.id)
    anchor(page.id, unsaid, quote, prefix, suffix, line)
    return passage_of(unsaid).source


def propose(by: User, page: Page, after: str, words: str = "", **where: Any) -> Thread:
    """Begin a thread about a passage with a change to it; `where` says which, as for `source_of`. Raises Invalid."""
    before, after = source_of(page, **where), _valid(after)
    _require_change(before, after)
    thread = begin_thread(by, page, _said(after, words), **where)
    remark = session.scalars(select(Remark).where(Remark.thread_id == thread.id)).one()
    _keep(by, page, thread, remark, before, after, words)
    return thread


def suggest(by: User, page: Page, thread: Thread, after: str, words: str = "") -> Suggestion:
    """Raises Invalid."""
    before, after = passage_of(thread).source, _valid(after)
    _require_change(before, after)
    return _keep(by, page, thread, answer(by, page, thread, _said(after, words)), before, after, words)


def _valid(after: str) -> str:
    if len(after) > LONGEST:
        raise Invalid("after", "Propose at most 10,000 characters.")
    return after.replace("\r\n", "\n")


def _require_change(before: str, after: str) -> None:
    if after == before:
        raise Invalid("after", "Change something in it.")


def _said(after: str, words: str) -> str:
    """What the remark says: without words of its own, what is proposed."""
    return words if words.strip() else after.strip() or "∅"


def _keep(by: User, page: Page, thread: Thread, remark: Remark, before: str, after: str, words: str) -> Suggestion:
    found = Suggestion(remark_id=remark.id, before=before, after=after, bare=not words.strip(), state=State.OPEN)
    session.add(found)
    _changed(by, page, thread)
    return found


def accept(by: User, page: Page, thread: Thread, remark: Remark, found: Suggestion, *, knowing: bool = False) -> None:
    """As a live edit by whoever proposed it. Where the passage was changed in the same words meanwhile, both would
    stand there, so that has to be said `knowing` it. Raises Invalid."""
    _require_open(found)
    standing, span = passage = passage_of(thread)
    merged = merge(found.before, found.after, passage.source)
    if merged.conflict and not knowing:
        raise Invalid("after", "These words were changed meanwhile. Look at what it would come to.")
    text = standing.text[: span.start] + merged.text + standing.text[span.end :]
    write_text(page.id, remark.by_id or by.id, text, base_text=standing.text)
    _settle(by, page, thread, found, State.ACCEPTED)


def decline(by: User, page: Page, thread: Thread, found: Suggestion, words: str) -> None:
    """Raises Invalid."""
    _require_open(found)
    if words.strip():
        answer(by, page, thread, words)
    _settle(by, page, thread, found, State.DECLINED)


def _require_open(found: Suggestion) -> None:
    if found.state != State.OPEN:
        raise Invalid("after", "Somebody has decided about it already.")


def _settle(by: User, page: Page, thread: Thread, found: Suggestion, state: State) -> None:
    found.state, found.settled_by_id, found.settled_at = state, by.id, now()
    _changed(by, page, thread)


def _changed(by: User, page: Page, thread: Thread) -> None:
    session.flush()
    announce(ThreadChanged(page.id, thread.id, by.id))
