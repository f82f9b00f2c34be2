"""Who typed which characters of a page's text, passage by passage."""

from collections.abc import Iterator
from typing import NamedTuple

from wiki.editing import documents


class Run(NamedTuple):
    author: int
    """A user id, or 0: somebody unknown."""
    text: str


def passages(page_id: int) -> Iterator[list[Run]]:
    """The text as the log has it now, cut at blank lines, each passage as the runs it is made of."""
    now = documents.project(page_id)
    passage: list[Run] = []
    for run in _runs(now.text, now.runs):
        for line in run.text.splitlines(keepends=True):
            if line.strip() or not _ends(passage):
                passage.append(Run(run.author, line))
            else:
                yield passage
                passage = []
    if passage:
        yield passage


def _ends(passage: list[Run]) -> bool:
    return bool(passage) and passage[-1].text.endswith("\n")


def _runs(text: str, runs: list[list[int]]) -> Iterator[Run]:
    """Lengths are UTF-16 units."""
    units, start = text.encode("utf-16-le"), 0
    for author, length in [*runs, [0, len(units)]]:
        said = units[start : start + 2 * length].decode("utf-16-le")
        start += 2 * length
        if said:
            yield Run(author, said)
