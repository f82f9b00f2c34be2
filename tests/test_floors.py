"""Imports go down the house: see the floors in ARCHITECTURE.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from wiki.core.paths import PACKAGE

ROOMS = (
    ("core",),
    ("markup",),
    ("accounts",),
    ("spaces",),
    ("pages", "posts"),
    ("editing", "comments", "files", "people", "questions", "saves"),
    ("stream", "notifications", "suggestions", "rounds", "search", "feeds", "transfer", "export", "admin", "lists"),
    ("expertise",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}
ROOF, ABOVE = 8, 9
WEB_SIDE = {"views", "sockets", "forms", "api", "web"}
OF_THE_WEB = {"flask", "werkzeug", "wtforms", "socketio", "engineio"}
FINE_ANYWHERE = {("werkzeug", "local")}  # a proxy for what is current; knows no HTTP


def test_imports_go_down_the_house() -> None:
    assert list(breaches(PACKAGE)) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("__init__.py", "from wiki.core import clock"),
        ("core/clock.py", "import wiki.pages.models"),
        ("core/clock.py", "from wiki import app"),
        ("core/clock.py", "from flask import g"),
        ("core/errors.py", "from werkzeug.exceptions import NotFound"),
        ("markup/text.py", "from ..pages import models"),
        ("pages/models.py", "from flask_babel import gettext"),
        ("pages/models.py", "from wiki.posts import models"),
        ("pages/models.py", "from wiki.editing.models import Update"),
        ("pages/models.py", "from wiki.pages.views import reading"),
        ("pages/models.py", "from wiki.web import doors"),
        ("pages/views/reading.py", "from wiki.spaces.forms import SpaceForm"),
        ("pages/views/reading.py", "from wiki.spaces import forms"),
        ("pages/views/reading.py", "def show():\n    from wiki.app import create_app"),
        ("pages/views/reading.py", "from wiki.pages.listeners import answer"),
        ("web/doors.py", "from wiki.spaces.forms import SpaceForm"),
        ("attic/models.py", "import re"),
    ],
)
def test_a_breach_is_found(tmp_path: Path, file: str, line: str) -> None:
    plant(tmp_path, file, line)
    assert len(list(breaches(tmp_path))) == 1


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("pages/models.py", "from wiki.spaces.models import Entry"),
        ("pages/models.py", "from wiki.pages import policy"),
        ("editing/models.py", "from wiki.posts.models import Post\nfrom wiki.pages.models import Page"),
        (
            "pages/views/reading.py",
            "from flask import request\nfrom wiki.editing import models\nfrom wiki.web import doors",
        ),
        ("pages/views/reading.py", "from wiki.pages.forms import PageForm"),
        ("app.py", "from wiki.pages import listeners, views\nimport wiki.web.doors"),
    ],
)
def test_what_the_house_allows_is_no_breach(tmp_path: Path, file: str, line: str) -> None:
    plant(tmp_path, file, line)
    assert list(breaches(tmp_path)) == []


def plant(package: Path, file: str, text: str) -> None:
    for name in (
        "pages/models.py",
        "posts/models.py",
        "spaces/forms.py",
        "web/doors.py",
        "app.py",
        "__init__.py",
        file,
    ):
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if name == file else "")


def breaches(package: Path) -> Iterator[str]:
    """A sentence for each import that the floors do not allow."""
    for path in sorted(package.rglob("*.py")):
        here = path.relative_to(package).with_suffix("").parts
        if len(here) > 1 and here[0] not in {*FLOOR_OF, "web"}:
            yield f"{path.relative_to(package)} stands on no floor: give {here[0]} one in this file"
            continue
        for there in sorted(imports(path, here)):
            if trouble := why_not(here, there):
                yield f"{path.relative_to(package)} imports {'.'.join(there)}: {trouble}"


def imports(path: Path, here: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What a module imports, each as its parts: ("flask",) or ("wiki", "pages", "models")."""
    found: set[tuple[str, ...]] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {tuple(alias.name.split(".")) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            near = ("wiki", *here)[: -node.level] if node.level else ()
            base = (*near, *(node.module or "").split(".")) if node.module else near
            found |= {(*base, alias.name) for alias in node.names}
    return found


def why_not(here: tuple[str, ...], there: tuple[str, ...]) -> str | None:
    if here == ("__init__",):
        return "wiki/__init__.py imports nothing"
    if there[0] != "wiki":
        return web_below_the_roof(here, there)
    target = there[1:] or ("__init__",)
    if target[0] == here[0] and len(here) > 1:
        return own_room(here, target)
    if floor_of(target) > floor_of(here):
        return f"floor {floor_of(target)} from floor {floor_of(here)}"
    if floor_of(here) == ABOVE:
        return None
    if target[1:2] == ("listeners",):
        return "listeners are imported by the wiring only"
    if floor_of(target) == floor_of(here) and target[0] != "web":
        return "sideways"
    return None


def web_below_the_roof(here: tuple[str, ...], there: tuple[str, ...]) -> str | None:
    if floor_of(here) < ROOF and there[0].split("_")[0] in OF_THE_WEB and there[:2] not in FINE_ANYWHERE:
        return "the web stands on the roof"
    return None


def own_room(here: tuple[str, ...], target: tuple[str, ...]) -> str | None:
    if floor_of(target) > floor_of(here):
        return "a domain module knows no web side, not even its own"
    if target[1:2] == ("listeners",):
        return "listeners are imported by the wiring only"
    return None


def floor_of(module: tuple[str, ...]) -> int:
    if module[0] == "web" or set(module[1:2]) & WEB_SIDE:
        return ROOF
    return FLOOR_OF.get(module[0], ABOVE)
