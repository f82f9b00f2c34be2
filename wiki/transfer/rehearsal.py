"""An import that writes nothing: the pages that would come, what they would lose, and which names would clash."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.unit import unit
from wiki.pages.resolving import path_meant
from wiki.transfer.actions import READ_CPU_S, History, children, histories, seeds_of
from wiki.transfer.addresses import addresses_of, list_for_children
from wiki.transfer.luggage import Luggage
from wiki.transfer.planting import Opening, Seed, free_name
from wiki.transfer.progress import Progress
from wiki.transfer.report import Report, listed
from wiki.transfer.tree import Node, page_tree

INDENT = "  "


@dataclass
class Rehearsal:
    report: Report
    tree: list[Node]
    files: int = 0
    """Pictures and other files that would come along."""
    clashes: list[str] = field(default_factory=list)
    """Titles that several pages would have."""

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        report = self.report
        yield f"{report.space} would get {report.pages} pages ({report.folders} made for folders). Nothing was written."
        yield from _outline(self.tree)
        yield f"Links between pages: {report.links} would work, {len(report.broken)} lead to no page"
        yield f"Pictures and files that would come along: {self.files}"
        yield from listed("Several pages of one title, so a link by title finds the first", self.clashes)
        yield from report.losses()


def rehearse(source: Path, opening: Opening, progress: Progress) -> Rehearsal:
    """Raises Invalid where the import itself would."""
    with unit():
        free_name(opening.name)
    with histories(source, opening, progress) as history, children() as workers:
        report = Report(opening.name)
        seeds = seeds_of(history, workers, progress, report)
        tree = page_tree((seed.path, seed.source.title, seed.source.order) for seed in seeds)
        made = _made_for_folders(tree)
        report.pages, report.folders = len(seeds) + len(made), len(made)
        rehearsal = Rehearsal(report, tree, clashes=_clashes(tree))
        known = sorted(
            {*made, *(there for seed in seeds for there in (*addresses_of(seed.path), *seed.source.addresses))}
        )
        _follow_links(rehearsal, seeds, known, history, workers, progress)
    return rehearsal


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
    return (f"{INDENT * (depth + 1)}{node.title}" for depth, node in _walk(tree))


def _made_for_folders(tree: list[Node]) -> list[str]:
    return [node.folder for _, node in _walk(tree) if node.path is None]


def _clashes(tree: list[Node]) -> list[str]:
    titles = Counter(node.title.casefold() for _, node in _walk(tree))
    named = {node.title.casefold(): node.title for _, node in _walk(tree)}
    return [f"{named[key]} ({times}×)" for key, times in titles.items() if times > 1]
