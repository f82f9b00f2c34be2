"""What system a folder comes from, told by what stands in it, and its pages in Markdown."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wiki.accounts.models import User
from wiki.core.errors import Invalid
from wiki.transfer import losses
from wiki.transfer.folder import Folder
from wiki.transfer.formats import confluence, loose, notion
from wiki.transfer.formats.dialects import Dialect, in_dialect
from wiki.transfer.formats.dump import Dump, is_dump
from wiki.transfer.formats.making import Made, Yard
from wiki.transfer.formats.mediawiki import MediaWiki
from wiki.transfer.progress import Progress
from wiki.transfer.telling import why

DUMPS = (".xml", ".xml.bz2", ".xml.gz")
PLANS = (confluence.plan, notion.plan, loose.plan)
"""The first that knows the files makes them; the last takes what is left."""


@contextmanager
def in_markdown(folder: Folder, owner: User, progress: Progress) -> Iterator[Dialect | Made | MediaWiki]:
    """The folder itself when it is of Markdown alone. Raises Invalid."""
    yard = Yard(folder.root, list(folder.regular()))
    if any(path.endswith("exportDescriptor.properties") for path in yard.paths):
        raise Invalid("source", "This is a Confluence backup in XML. Export the space as HTML and bring that in.")
    if dump := next((path for path in yard.paths if path.endswith(DUMPS) and is_dump(yard.root / path)), None):
        with _told_by(dump, yard, owner, progress) as wiki:
            yield wiki
        return
    plan = next((plan for find in PLANS if (plan := find(yard))), None)
    if plan is None:
        with in_dialect(folder, folder.root.name) as turned:
            yield turned
        return
    with tempfile.TemporaryDirectory(prefix="kring-import-") as there:
        made = Made(yard, plan, owner, folder.irregular())
        made.make(plan, Path(there), progress)
        if plan.texts:
            with in_dialect(made, folder.root.name) as turned:
                yield turned
        else:
            yield made


@contextmanager
def _told_by(dump: str, yard: Yard, owner: User, progress: Progress) -> Iterator[MediaWiki]:
    """The pages of a dump, with the pictures that stand beside it, in whatever folders."""
    pictures = {name: yard.root / path for path in yard.paths if is_picture(name := path.rpartition("/")[2])}
    others = [path for path in yard.paths if path.endswith(DUMPS) and path != dump]
    with tempfile.TemporaryDirectory(prefix="kring-import-") as there:
        wiki = MediaWiki(Dump(yard.root / dump), pictures, owner, [why(path, losses.SECOND) for path in others])
        wiki.make(Path(there), progress)
        yield wiki


def is_picture(name: str) -> bool:
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf"))
