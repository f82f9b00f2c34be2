"""Text and history for a planted page: the log's snapshot, the versions, who wrote what, and what readers see."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert, update

from wiki.core.db import session
from wiki.editing.models import PageHead, PageSnapshot, PageWriter
from wiki.editing.packing import Packed, Said, pack
from wiki.pages.models import PageContent, Revision, RevisionAuthor
from wiki.pages.projection import save_projection
from wiki.spaces.models import Activity
from wiki.transfer.lineage import Line
from wiki.transfer.people import author_key
from wiki.transfer.planting import EPOCH

LONGEST_NAME = 200


def grow_page(page_id: int, space_id: int, line: Line, people: dict[str, int], replayed: dict[str, Any]) -> int:
    """Keep what the worker's `replay` answered; how many revisions it has."""
    last = people[author_key(line.last.commit)]
    # It draws the page, which takes long, so it comes before anything is written and others may write meanwhile.
    save_projection(
        page_id, epoch=EPOCH, seq=replayed["seq"], text=replayed["text"], runs=replayed["runs"], writers=(last,)
    )
    content = session.get_one(PageContent, page_id)
    content.updated_at, content.updated_by_id = line.last.commit.at, last
    _keep_log(page_id, replayed)
    _keep_revisions(page_id, space_id, line, people, replayed["revisions"])
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
