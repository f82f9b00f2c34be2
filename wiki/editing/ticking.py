"""A task is ticked where it stands: the smallest edit of the page's text, whoever is writing there meanwhile."""

import re

from wiki.accounts.models import User
from wiki.core.errors import Invalid
from wiki.editing.actions import Current, Written, current, write_text
from wiki.pages.models import Page
from wiki.pages.tasks import LONGEST, without_box

BOX = re.compile(r"^(?P<before>[\s>]*(?:[-*+]|\d{1,9}[.)])\s+)\[(?P<sign>[ xX])\](?=\s+\S)")


def tick(by: User, page: Page, *, line: int, source: str, done: bool) -> Written | None:
    """Tick the task that says `source` behind its box and stood on this line, or untick it; None when it is so
    already. Raises Invalid when it is gone."""
    now = current(page.id)
    lines = now.text.splitlines(keepends=True)
    at = _nearest(lines, line, source)
    if at is None:
        raise Invalid("task", "That task is not in the page any more. Load the page again.")
    box = BOX.match(lines[at])
    assert box is not None
    if (box["sign"] != " ") == done:
        return None
    lines[at] = f"{box['before']}[{'x' if done else ' '}]{lines[at][box.end() :]}"
    return _written(by, page, now, "".join(lines))


def source_on(text: str, line: int) -> str:
    """What the task on this line says. Raises Invalid."""
    lines = text.splitlines()
    if not 0 <= line < len(lines) or not BOX.match(lines[line]):
        raise Invalid("task", "That task is not in the page any more. Load the page again.")
    return without_box(lines[line])


def _nearest(lines: list[str], line: int, source: str) -> int | None:
    same = [at for at, said in enumerate(lines) if BOX.match(said) and without_box(said)[:LONGEST] == source[:LONGEST]]
    return min(same, key=lambda at: abs(at - line), default=None)


def _written(by: User, page: Page, now: Current, text: str) -> Written:
    return write_text(page.id, by.id, text, base=(now.epoch, now.seq), base_text=now.text)
