"""Photos of people: small squares, made anew of what came, in the store of files. What no account names is swept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.offload import offload
from wiki.files.actions import make_sure_there_is_room, take_in
from wiki.files.keeping import keeping
from wiki.files.pictures import is_picture, make_square
from wiki.files.store import new_key

MEDIA_TYPE = "image/webp"


@contextmanager
def received_photo(stream: BinaryIO) -> Iterator[Path]:
    """The square that comes of a picture. Takes long and needs no database. Raises Invalid."""
    raw, place = keeping.store.incoming(), keeping.store.incoming()
    try:
        _, first = take_in(stream, raw)
        if not is_picture(first):
            raise Invalid("photo", "Choose a picture: PNG, JPEG, GIF, WebP or AVIF.")
        make_square(raw, place)
        yield place
    finally:
        for left in (raw, place):
            left.unlink(missing_ok=True)


def put_photo(user: User, square: Path) -> None:
    """Show this one from now on. Raises Invalid."""
    make_sure_there_is_room(square.stat().st_size)
    key = new_key()
    offload(keeping.store.keep, key, square)
    user.portrait = key


def take_photo_away(user: User) -> None:
    user.portrait = None


def photo_for(key: str) -> str:
    """The key, if it is somebody's photo: all members see each other's. Raises NotFound."""
    if session.scalar(select(User.id).where(User.portrait == key)) is None:
        raise NotFound(key)
    return key
