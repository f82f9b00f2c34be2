"""Where threads stand in a text that goes on changing.

First their marks are asked, which stay on the same letters whatever is written around them and between. Where those
tell nothing (another epoch), or their letters are gone (cut, and perhaps pasted elsewhere), the words are looked for.
What is found nowhere is detached, and looked for again with each change.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from wiki.comments.models import Thread
from wiki.comments.passages import AROUND, Plain, letters_of, path_at, readable
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.pages.living import Mark, Span, Standing, living

CONTEXT = 160
"""So much of the text on either side is looked at for what is around a passage."""
LONGEST_QUOTE = 2000


def anchor(page_id: int, thread: Thread, quote: str, prefix: str, suffix: str, line: int | None) -> None:
    """Put a new thread where these words stand, as people read them. Raises Invalid where they are not there."""
    if len(quote) > LONGEST_QUOTE:
        raise Invalid("quote", "Choose a shorter passage: 2000 characters at most.")
    standing = living().standing(page_id)
    place = Plain(standing.text).find(quote, prefix, suffix, _start_of(standing.text, line))
    if place is None:
        raise Invalid("quote", "These words are not in the page as it is now.")
    thread.quote = readable(standing.text[slice(*place.span)])
    _fasten(page_id, standing, [(thread, place.span)])


def keep_up(page_id: int) -> bool:
    """Let the threads of a page follow its text as it is now; whether any of them moved."""
    threads = list(session.scalars(select(Thread).where(Thread.entry_id == page_id, Thread.quote != "")))
    if not threads:
        return False
    standing, spans = _marked(page_id, threads)
    lost = [thread for thread, span in zip(threads, spans, strict=True) if span is None]
    found = _by_words(standing, lost)
    before = [_place(thread) for thread in threads]
    for thread, span in zip(threads, spans, strict=True):
        if span and readable(standing.text[slice(*span)]) != thread.words:
            found[thread] = span  # marked anew: what is written where its first word was is no part of it
        elif span:
            _say(thread, standing.text, span)
        elif thread not in found and thread.detached_at is None:
            thread.detached_at, thread.line, thread.marks = now(), None, None
    _fasten(page_id, standing, list(found.items()))
    return before != [_place(thread) for thread in threads]


def where(page_id: int, threads: Sequence[Thread]) -> tuple[Standing, dict[Thread, Span]]:
    """The text of a page as it is now, and where in it the passages of these threads stand, as far as they do."""
    quoting = [thread for thread in threads if thread.quote]
    if not quoting:
        return living().standing(page_id), {}
    standing, spans = _marked(page_id, quoting)
    found = {thread: span for thread, span in zip(quoting, spans, strict=True) if span}
    return standing, found | _by_words(standing, [thread for thread in quoting if thread not in found])


def _place(thread: Thread) -> tuple[object, ...]:
    return thread.line, thread.words, thread.detached_at


def _marked(page_id: int, threads: Sequence[Thread]) -> tuple[Standing, list[Span | None]]:
    """Where the marks of these threads are; None where words must be looked for."""
    epoch = max(thread.epoch for thread in threads)
    asked = [thread for thread in threads if thread.marks and thread.epoch == epoch]
    standing, found = living().find(page_id, epoch, [Mark(*(thread.marks or ())) for thread in asked])
    spans = {thread.id: span for thread, span in zip(asked, found, strict=True) if span and span.start < span.end}
    return standing, [_with_words(standing.text, spans.get(thread.id)) for thread in threads]


def _with_words(text: str, span: Span | None) -> Span | None:
    return span if span and letters_of(text[slice(*span)]) else None


def _by_words(standing: Standing, threads: Iterable[Thread]) -> dict[Thread, Span]:
    lost = list(threads)
    plain = Plain(standing.text) if lost else None
    found = {}
    for thread in lost:
        for words in dict.fromkeys((thread.words, thread.quote)):
            place = plain.find(words, thread.prefix, thread.suffix) if plain and _tells(words, thread) else None
            if place and place.sure:
                found[thread] = place.span
                break
    return found


def _tells(words: str, thread: Thread) -> bool:
    """Whether words that are left of a passage still say which it was."""
    return 2 * len(words) >= len(thread.quote)


def _fasten(page_id: int, standing: Standing, places: Sequence[tuple[Thread, Span]]) -> None:
    marks = living().fix(page_id, standing, [span for _, span in places]) if places else []
    for (thread, span), mark in zip(places, marks, strict=True):
        thread.epoch, thread.marks, thread.detached_at = standing.epoch, list(mark), None
        _say(thread, standing.text, span)


def _say(thread: Thread, text: str, span: Span) -> None:
    """What stands there and around it, by which it is found again without its marks."""
    start, end = span
    thread.words = readable(text[start:end])
    thread.prefix = letters_of(text[max(0, start - CONTEXT) : start])[-AROUND:]
    thread.suffix = letters_of(text[end : end + CONTEXT])[:AROUND]
    thread.line, thread.path = text.count("\n", 0, start), path_at(text, start)


def _start_of(text: str, line: int | None) -> int | None:
    """Where a line begins."""
    if line is None:
        return None
    return sum(len(words) + 1 for words in text.split("\n")[:line])
