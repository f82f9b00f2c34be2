"""What system a folder comes from, told by what stands in it, and its pages in Markdown."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wiki.accounts.models import User
from wiki.transfer.folder import Folder
from wiki.transfer.formats import confluence, loose, notion
from wiki.transfer.formats.making import Made, Yard
from wiki.transfer.progress import Progress

PLANS = (confluence.plan, notion.plan, loose.plan)
"""The first that knows the files makes them; the last takes what is left."""


@contextmanager
def in_markdown(folder: Folder, owner: User, progress: Progress) -> Iterator[Folder | Made]:
    """The folder itself when it is of Markdown alone. Raises Invalid."""
    yard = Yard(folder.root, folder.regular())
    plan = next((plan for find in PLANS if (plan := find(yard))), None)
    if plan is None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="kring-import-") as there:
        made = Made(yard, plan, owner, folder.irregular())
        made.make(plan, Path(there), progress)
        yield made
