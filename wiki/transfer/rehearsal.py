"""An import that writes nothing: the pages that would come, what they would lose, and which names would clash."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.core.words import key_of
from wiki.pages.models import Page, PageAlias
from wiki.pages.paths import path_meant
from wiki.spaces.models import Space
from wiki.transfer import again, origins
from wiki.transfer.addresses import addresses_of, list_for_children
from wiki.transfer.histories import READ_CPU_S, History, Pages, children, histories, pages_of
from wiki.transfer.luggage import Luggage
from wiki.transfer.opening import Opening
from wiki.transfer.planting import Seed
from wiki.transfer.progress import Progress
from wiki.transfer.report import Report, in_english
from wiki.transfer.telling import Fact, fact_of, listed
from wiki.transfer.tree import Node, page_tree

INDENT = "\u2003"
OUTLINED = 200
"""Titles of pages that are told one by one."""


@dataclass
class Rehearsal:
    report: Report
    tree: list[Node]
    files: int = 0
    """Pictures and other files that would come along."""

    def __str__(self) -> str:
        return in_english(self.facts())

    def facts(self) -> Iterator[Fact]:
        report, again = self.report, self.report.again
        yield fact_of("Nothing was written. This would come into %(space)s:", space=report.space)
        pages = fact_of("New pages: %(pages)s, of which made for folders: %(folders)s", **self._counts())
        yield from listed(pages, _outline(self.tree), OUTLINED)
        if again:
            yield from again.facts(would=True)
        links, broken = report.links, len(report.broken)
        yield fact_of("Links that would work: %(links)s; that would lead to no page: %(no)s", links=links, no=broken)
        yield fact_of("Pictures and files that would come along: %(files)s", files=self.files)
        yield from report.losses()

    def _counts(self) -> dict[str, int]:
        return {"pages": self.report.pages, "folders": self.report.folders}


def rehearse(source: Path, opening: Opening, progress: Progress) -> Rehearsal:
    """Raises what the import itself would."""
    named = replace(opening, called=origins.bare_name(opening.called or source.resolve().name))
    with unit():
        place = again.place_for(named)
    with histories(source, opening.owner, progress) as history, children() as workers:
        report = Report(opening.name)
        pages = pages_of(history, workers, progress, report)
        known: set[str] = set()
        seeds = pages.seeds
        if place is not None:
            with unit():
                seeds, known = _compare(place, pages, named, report)
        tree = page_tree((seed.path, seed.source.title, seed.source.order) for seed in seeds)
        made = [] if place is not None else _made_for_folders(tree)
        report.pages, report.folders = len(seeds) + len(made), len(made)
        report.clashes += _clashes(tree)
        rehearsal = Rehearsal(report, tree)
        known |= {*made, *(there for seed in seeds for there in (*addresses_of(seed.path), *seed.source.addresses))}
        _follow_links(rehearsal, seeds, sorted(known), history, workers, progress)
    return rehearsal


def _compare(place: int, pages: Pages, opening: Opening, report: Report) -> tuple[list[Seed], set[str]]:
    """The pages that would be new, and the addresses that are there."""
    found = again.compared(place, pages, opening)
    space = session.get_one(Space, place)
    report.space, report.again = space.name, again.foreseen(found, opening.owner)
    keys = {key_of(seed.source.title): seed.source.title for seed in found.new}
    there = select(Page.title_key).where(Page.space_id == place, Page.title_key.in_(keys), Page.trashed_at.is_(None))
    report.clashes = sorted({keys[key] for key in session.scalars(there)})
    aliases = session.scalars(select(PageAlias.path).where(PageAlias.space_id == place))
    return found.new, set(aliases)


def _follow_links(
    rehearsal: Rehearsal, seeds: list[Seed], known: list[str], history: History, workers: ChildPool, progress: Progress
) -> None:
    luggage, report, coming = Luggage(history), rehearsal.report, set()
    with list_for_children(known) as addresses:
        for seed in progress.through(seeds, "Following the links", len(seeds)):
            data = history.read(seed.line.last.blob) or b""
            try:
                answer = workers.call("look", cpu_seconds=READ_CPU_S, data=data, path=seed.path, known=addresses)
            except (ChildDied, ChildError):
                continue
            report.note(seed.path, answer)
            for link in dict.fromkeys(answer["links"]["files"]):
                if luggage.holds(there := path_meant(link, seed.path)):
                    coming.add((seed.path, there))
                else:
                    report.files.append(f"{seed.path}: {link}")
    rehearsal.files = len(coming)


def _walk(nodes: list[Node], depth: int = 0) -> Iterator[tuple[int, Node]]:
    for node in nodes:
        yield depth, node
        yield from _walk(node.children, depth + 1)


def _outline(tree: list[Node]) -> Iterator[str]:
    return (f"{INDENT * depth}{node.title}" for depth, node in _walk(tree))


def _made_for_folders(tree: list[Node]) -> list[str]:
    return [node.folder for _, node in _walk(tree) if node.path is None]


def _clashes(tree: list[Node]) -> list[str]:
    titles = Counter(node.title.casefold() for _, node in _walk(tree))
    named = {node.title.casefold(): node.title for _, node in _walk(tree)}
    return [f"{named[key]} ({times}×)" for key, times in titles.items() if times > 1]
