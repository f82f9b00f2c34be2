"""A mirror's first writing: how long whoever reads meanwhile waits, and how long it takes.

    python -m bench.mirroring

The handbook with its history comes in, its space gets a mirror, a server starts, and one reader asks for a page all the
while until the mirror is written; then as long again, with nothing going on.
"""

import http.client
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import func, select

from bench.filling import first_person
from bench.reading import Browser
from bench.servers import Server, kring
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.paths import shipped
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.export import mirror
from wiki.export.keeping import keep_exports
from wiki.export.models import Mirror
from wiki.files.keeping import keep_files
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Space
from wiki.transfer.actions import import_source
from wiki.transfer.keeping import keep_imports
from wiki.transfer.opening import Opening

PAUSE_S = 0.01
AT_MOST_S = 180
"""On a busy machine, where what is behind everybody else gets little."""


class Quiet:
    def through(self, items: Iterator[object], _doing: str, _total: int) -> Iterator[object]:
        return items


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        token, path = filled(Path(root))
        with kring(Path(root)) as server:
            begun = time.monotonic()
            busy = waits(server, path, token, lambda: not is_written() and time.monotonic() < begun + AT_MOST_S)
            took, written = time.monotonic() - begun, is_written()
            idle = waits(server, path, token, lambda: time.monotonic() < begun + 2 * took) if written else []
    print(f"{'written after' if written else 'not yet written after'} {took:.1f} s")
    for name, found in (("meanwhile", busy), ("afterwards", idle)):
        if not found:
            continue
        p99 = statistics.quantiles(found, n=100)[-1]
        print(f"{name}: longest wait {max(found) * 1000:.0f} ms, 99 % within {p99 * 1000:.0f} ms ({len(found)} reads)")


def filled(data_dir: Path) -> tuple[str, str]:
    settings = read_settings({}, data_dir=data_dir)
    user, token = first_person(settings)
    keep_files(settings)
    keep_exports(settings)
    keep_imports(settings)
    import_source(shipped("demo") / "handbook.bundle", Opening("Handbook", user), Quiet())
    with unit():
        space = session.scalars(select(Space)).one()
        mirror.switch_on(space, session.get_one(User, user.id))
        page = session.scalars(select(Page).order_by(Page.id)).first()
        assert page
        count = session.scalar(select(func.count(Page.id))), session.scalar(select(func.count(Revision.id)))
        print("{} pages, {} versions".format(*count))
        return token, page.url


def waits(server: Server, path: str, token: str, goes_on: Callable[[], bool]) -> list[float]:
    browser, found = Browser(token), []
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    browser.get(connection, path)
    while goes_on():
        asked = time.monotonic()
        browser.get(connection, path)
        found.append(time.monotonic() - asked)
        time.sleep(PAUSE_S)
    return found


def is_written() -> bool:
    with unit():
        found = session.scalars(select(Mirror)).one()
        return found.written_at is not None


if __name__ == "__main__":
    main()
