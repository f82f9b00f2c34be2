"""Pages into a space that is there. What came from the same source before is found and not made twice: what changed
there is changed here, what is new comes beside it, and what is gone stays."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.core.unit import unit
from wiki.pages.models import Page, PageAlias
from wiki.pages.policy import page_for
from wiki.spaces.models import DraftEntry, Space
from wiki.spaces.policy import may
from wiki.transfer import merging, origins
from wiki.transfer.addresses import addresses_of, list_for_children
from wiki.transfer.claims import planted
from wiki.transfer.growing import grow
from wiki.transfer.histories import READ_CPU_S, History, Pages
from wiki.transfer.joining import add_addresses, join
from wiki.transfer.luggage import Luggage
from wiki.transfer.merging import Old
from wiki.transfer.opening import Opening, free_name, name_taken, space_called
from wiki.transfer.origins import Comparison, Known
from wiki.transfer.people import people_of
from wiki.transfer.planting import Others, Seed, plant_pages
from wiki.transfer.progress import Progress
from wiki.transfer.replaying import commits_of, files_of
from wiki.transfer.report import Compared, Report


def place_for(opening: Opening) -> int | None:
    """The space that the pages come into; None for a new one. Raises NotFound, NotAllowed and Invalid."""
    if opening.into is not None:
        return _writable(opening.into, opening.owner).id
    there = space_called(opening.name)
    if there is None:
        free_name(opening.name)
        return None
    imported = select(origins.ImportSource.id).where(origins.ImportSource.space_id == there)
    space = session.get_one(Space, there)
    if session.scalar(imported) is None or not may(opening.owner, "edit", space):
        raise name_taken(opening.name)
    return there


def compared(place: int, pages: Pages, opening: Opening) -> Comparison:
    """Raises Invalid for a name that is taken by pages from elsewhere."""
    source_id = origins.source_in(place, opening.called, pages.root, pages.seeds)
    if source_id is None and opening.into is None:
        raise name_taken(opening.name)
    return origins.compare(source_id, pages.seeds)


def foreseen(found: Comparison, by: User) -> Compared:
    """What would become of pages that had come before."""
    told = Compared(gone=[known.path for known in found.gone if known.page_id])
    told.moved = [f"{known.path} → {seed.path}" for seed, known in found.moved if reached(known.page_id, by)]
    for pairs, is_changed in ((found.changed, True), (found.same, False)):
        for seed, known in pairs:
            if reached(known.page_id, by) is None:
                told.left_out.append(seed.path)
            elif is_changed:
                told.changed.append(seed.path)
            else:
                told.same += 1
    return told


def reached(page_id: int | None, by: User) -> int | None:
    """The page, if this person may still change it."""
    try:
        return page_for(by, page_id, to="edit").id if page_id else None
    except (NotFound, NotAllowed):
        return None


def bring(
    place: int,
    pages: Pages,
    history: History,
    opening: Opening,
    workers: ChildPool,
    progress: Progress,
    report: Report,
) -> None:
    with unit():
        comparison = compared(place, pages, opening)
        people = people_of(commit for seed in pages.seeds for commit in commits_of(seed))
        if comparison.source_id is None:
            comparison.source_id = origins.keep_source(place, opening.called, pages.root)
        space = session.get_one(Space, place)
    report.space, report.slug, report.authors = space.name, space.slug, len(people)
    report.again = told = Compared(gone=[known.path for known in comparison.gone if known.page_id])
    bringing = _Bringing(place, comparison, history, opening, workers, progress, report, people)
    if comparison.new:
        bringing.new(comparison.new)
    bringing.old(told)


class _Bringing:
    def __init__(
        self,
        place: int,
        comparison: Comparison,
        history: History,
        opening: Opening,
        workers: ChildPool,
        progress: Progress,
        report: Report,
        people: dict[str, int],
    ) -> None:
        self._place, self._comparison, self._history, self._by = place, comparison, history, opening.owner
        self._workers, self._progress, self._report, self._people = workers, progress, report, people
        self._name = opening.name

    def new(self, seeds: list[Seed]) -> None:
        """They grow where nobody sees them, and come all at once."""
        source_id = self._comparison.source_id
        assert source_id is not None
        with planted(self._name or "~") as hidden_id:
            with unit():
                bed = plant_pages(hidden_id, seeds, self._people, self._others())
                bed.addresses.extend(self._addresses())  # which their links may mean as well
            grow(seeds, bed, source_id, self._people, self._history, self._workers, self._progress, self._report)
            with unit():
                space = _writable(self._place, self._by)
                origins.remember_folders(source_id, bed.folders)
                join(hidden_id, space, bed.grafts, session.get_one(User, self._by.id), self._report)

    def old(self, told: Compared) -> None:
        """Those that were there: changed where their source did, and their files looked after."""
        with unit():
            changed = list(self._within_reach(self._comparison.changed, told))
            same = list(self._within_reach(self._comparison.same, told))
            addresses = self._addresses()
            self._follow_moves([*changed, *same], told)
            origins.learn_said((old.seed, old.known) for old in same)
        told.same = len(same)
        luggage = Luggage(self._history)
        with list_for_children(addresses) as known:
            answers = self._answers(changed, known, luggage, told)
            shown = self._progress.through(answers, "Changing what changed", len(changed))
            self._report.revisions += sum(merging.merge_all(shown, self._people, told))
            for one in self._progress.through(same, "Looking at the files beside them", len(same)):
                self._look_after(one, known, luggage)
        self._report.brought += luggage.brought

    def _within_reach(self, pairs: list[tuple[Seed, Known]], told: Compared) -> Iterator[Old]:
        for seed, known in pairs:
            page_id = reached(known.page_id, self._by)
            if page_id is None:
                told.left_out.append(seed.path)
            else:
                yield Old(seed, known, page_id)

    def _others(self) -> Others:
        known = [seed for seed, _ in (*self._comparison.changed, *self._comparison.same)]
        titles = [(seed.path, seed.source.title, seed.source.order) for seed in known]
        in_place = select(Page.id).where(Page.space_id == self._place, Page.trashed_at.is_(None))
        there = set(session.scalars(in_place)) - set(session.scalars(select(DraftEntry.entry_id)))
        pages = {path: page_id if page_id in there else None for path, page_id in self._comparison.pages.items()}
        return Others(titles, pages)

    def _addresses(self) -> list[str]:
        return list(session.scalars(select(PageAlias.path).where(PageAlias.space_id == self._place)))

    def _follow_moves(self, old: list[Old], told: Compared) -> None:
        """Pages that stand elsewhere in the source are found at their new address as well."""
        for seed, known, page_id in old:
            if seed.path != known.path:
                told.moved.append(f"{known.path} → {seed.path}")
                origins.move(known, seed)
                space_id = session.get_one(Page, page_id).space_id
                self._report.addresses += add_addresses(space_id, page_id, addresses_of(seed.path))

    def _answers(
        self, changed: list[Old], known: str, luggage: Luggage, told: Compared
    ) -> Iterator[tuple[Old, dict[str, Any]]]:
        """What the texts of changed pages are; their files are there before the texts that show them."""
        for old in changed:
            answer = merging.ask_texts(old, self._history, self._workers, known)
            if answer is None:
                told.failed.append(old.seed.path)
                continue
            self._bring_files(old, answer, luggage)
            yield old, answer

    def _look_after(self, old: Old, known: str, luggage: Luggage) -> None:
        data = self._history.read(old.seed.line.last.blob) or b""
        asked = {"data": data, "path": old.seed.path, "known": known}
        try:
            answer = self._workers.call("look", cpu_seconds=READ_CPU_S, **asked)
        except (ChildDied, ChildError):
            return
        self._bring_files(old, answer, luggage)

    def _bring_files(self, old: Old, answer: dict[str, Any], luggage: Luggage) -> None:
        self._report.note(old.seed.path, answer)
        left = luggage.bring(old.page_id, old.seed, self._people, files_of(old.seed, answer))
        self._report.files += [f"{old.seed.path}: {link}" for link in left]


def _writable(space_id: int, by: User) -> Space:
    space = session.get(Space, space_id)
    if space is None or not may(by, "read", space):
        raise NotFound(str(space_id))
    if not may(by, "edit", space):
        raise NotAllowed("edit", space)
    return space
