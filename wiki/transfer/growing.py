"""Text and history for a planted page: the log's snapshot, the versions, who wrote what, and what readers see."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert, update

from wiki.core.child import ChildPool
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.models import PageHead, PageSnapshot, PageWriter
from wiki.editing.packing import Packed, Said, pack
from wiki.pages.models import Page, PageContent, Revision, RevisionAuthor
from wiki.pages.projection import save_projection
from wiki.spaces.models import Activity
from wiki.transfer import losses, origins
from wiki.transfer.drawing import Grown, Replayed, drawn
from wiki.transfer.histories import History
from wiki.transfer.lineage import Line
from wiki.transfer.luggage import Luggage
from wiki.transfer.people import author_key
from wiki.transfer.planting import EPOCH, Planted, Seed
from wiki.transfer.progress import Progress
from wiki.transfer.replaying import files_of, replayed
from wiki.transfer.report import Report
from wiki.transfer.telling import why

LONGEST_NAME = 200


def grow(
    seeds: list[Seed],
    bed: Planted,
    source_id: int,
    people: dict[str, int],
    history: History,
    workers: ChildPool,
    progress: Progress,
    report: Report,
) -> None:
    """The planted pages, with their texts and all that was written before."""
    report.left.update(bed.left)
    luggage = Luggage(history)

    def with_files() -> Iterator[Replayed]:
        told = replayed(seeds, people, bed.addresses, history, workers)
        for seed, answer in progress.through(told, "Replaying the pages", len(seeds)):
            if answer is None:
                report.skipped.append(why(seed.path, losses.UNREADABLE))
                continue
            left = luggage.bring(bed.ids[seed.path], seed, people, files_of(seed, answer))
            report.files += [f"{seed.path}: {link}" for link in left]
            report.note(seed.path, answer)
            yield seed, answer, bed.ids[seed.path]

    for lot in drawn(with_files()):
        with unit():
            for page in lot:
                report.revisions += _grow_page(page, people)
                origins.remember(source_id, page.seed, page.page_id, page.answer["text"])
    report.brought += luggage.brought
    report.pages, report.folders = len(seeds) + len(bed.folders), len(bed.folders)


def _grow_page(page: Grown, people: dict[str, int]) -> int:
    """Keep what the worker's `replay` answered; how many revisions it has."""
    line, replayed, page_id = page.seed.line, page.answer, page.page_id
    last = people[author_key(line.last.commit)]
    told = {"epoch": EPOCH, "seq": replayed["seq"], "text": replayed["text"], "runs": replayed["runs"]}
    save_projection(page_id, **told, writers=(last,), drawn=page.drawing)
    content = session.get_one(PageContent, page_id)
    content.updated_at, content.updated_by_id = line.last.commit.at, last
    _keep_log(page_id, replayed)
    _keep_revisions(page_id, session.get_one(Page, page_id).space_id, line, people, replayed["revisions"])
    return len(replayed["revisions"])


def _keep_log(page_id: int, replayed: dict[str, Any]) -> None:
    """As compaction leaves it: one snapshot, and nothing below it."""
    session.execute(update(PageHead).where(PageHead.page_id == page_id).values(epoch=EPOCH, seq=replayed["seq"]))
    writers = [{"page_id": page_id, "client_id": c, "user_id": u} for c, u in replayed["writers"].items()]
    if writers:
        session.execute(insert(PageWriter), writers)
    session.add(
        PageSnapshot(
            page_id=page_id,
            epoch=EPOCH,
            seq=replayed["seq"],
            state=replayed["state"],
            vector=replayed["vector"],
            runs=replayed["runs"],
        )
    )


def _keep_revisions(
    page_id: int, space_id: int, line: Line, people: dict[str, int], told: Sequence[dict[str, Any]]
) -> None:
    commits = [line.versions[revision["step"]].commit for revision in told]
    rows = [
        {
            "page_id": page_id,
            "number": number,
            "at": commit.at,
            "name": commit.subject[:LONGEST_NAME],
            "epoch": EPOCH,
            "seq": revision["seq"],
            **packed._asdict(),
            "added": revision["added"],
            "removed": revision["removed"],
        }
        for number, (revision, commit, packed) in enumerate(zip(told, commits, _packed(told), strict=True), start=1)
    ]
    ids = session.scalars(insert(Revision).returning(Revision.id, sort_by_parameter_order=True), rows).all()
    users = [people[author_key(commit)] for commit in commits]
    session.execute(insert(RevisionAuthor), [{"revision_id": i, "user_id": u} for i, u in zip(ids, users, strict=True)])
    session.execute(
        insert(Activity),
        [
            {"user_id": user, "entry_id": page_id, "space_id": space_id, "verb": "wrote", "at": commit.at}
            for user, commit in zip(users, commits, strict=True)
        ],
    )


def _packed(told: Sequence[dict[str, Any]]) -> Iterator[Packed]:
    before: Said | None = None
    steps = 0
    for revision in told:
        said = Said(revision["text"], revision["runs"])
        packed = pack(said, before, steps)
        before, steps = said, packed.steps
        yield packed
