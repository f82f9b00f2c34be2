"""A server of their own for tests that tell stories over sockets."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from .editor import Editor
from .house import KEY, Server, build, free_port


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator["House"]:
    data_dir = tmp_path_factory.mktemp("house")
    known = build(data_dir, pages=40, extra=2)
    server = Server(data_dir, free_port()).start()
    yield House(server, known)
    server.stop()


class House:
    def __init__(self, server: Server, known: dict[str, Any]) -> None:
        self.server, self.people, self.space = server, known["people"], known["space"]
        self._pages = iter(known["pages"])

    def new_page(self) -> int:
        return next(self._pages)

    def do(self, what: str, **args: Any) -> None:
        """Have something done within the server's process."""
        with urlopen(f"{self.server.address}/do/{what}?{urlencode(args)}", timeout=15) as answer:
            assert answer.read() == b"done"

    def editor(self, name: str, page: int) -> Editor:
        return Editor(self.server.address, self.people[name], page, KEY)


@pytest.fixture
def page(house: House) -> int:
    return house.new_page()


@pytest.fixture
def open_editor(house: House, page: int) -> Iterator[Callable[[str], Editor]]:
    opened: list[Editor] = []

    def open_(name: str) -> Editor:
        editor = house.editor(name, page).connect()
        opened.append(editor)
        return editor

    yield open_
    for editor in opened:
        editor.leave()
