"""Files of a page come along when it is copied: bytes of their own, since either page may lose them."""

import shutil

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.offload import offload
from wiki.files.actions import make_sure_there_is_room
from wiki.files.events import FileChanged
from wiki.files.keeping import keeping
from wiki.files.models import File, keys_of
from wiki.files.store import new_key

SAME = ("name", "slug", "media_type", "sha256", "size", "width", "height", "widths")


def copy_files(by: User, page_id: int, to_page_id: int) -> list[tuple[int, int]]:
    """Which file became which. Raises Invalid."""
    old = session.scalars(
        select(File).where(File.page_id == page_id, File.trashed_at.is_(None)).order_by(File.id)
    ).all()
    new = []
    for file in old:
        make_sure_there_is_room(file.size)
        key = new_key()
        for one, other in zip(keys_of(file.key, file.widths), keys_of(key, file.widths), strict=True):
            offload(_copy_bytes, one, other)
        new.append(File(page_id=to_page_id, key=key, by_id=by.id, **{name: getattr(file, name) for name in SAME}))
    session.add_all(new)
    session.flush()
    for file in new:
        announce(FileChanged(file.id, to_page_id))
    return [(one.id, other.id) for one, other in zip(old, new, strict=True)]


def _copy_bytes(key: str, to_key: str) -> None:
    place = keeping.store.incoming()
    with keeping.store.open(key) as source, place.open("xb") as target:
        shutil.copyfileobj(source, target)
    keeping.store.keep(to_key, place)
