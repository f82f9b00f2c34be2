"""Addresses of built files: their names carry a hash, so browsers may keep them for good."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app

MINUTES_S = 600
BUILD_LETTERS = 12
BUILT = "/static/dist/"


def init_app(app: Flask, static: Path) -> None:
    names = app.extensions["assets"] = _manifest(static)
    imports: dict[str, list[str]] = json.loads((static / "dist" / "imports.json").read_text())

    def asset(name: str) -> str:
        return f"{BUILT}{names[name]}"

    def asset_file(name: str) -> str:
        return asset(name) if name in names else f"/static/{name}"

    def imports_of(name: str) -> list[str]:
        """What a script imports at once, all the way down."""
        return [f"{BUILT}{part}" for part in imports[name]]

    helpers: dict[str, Callable[[str], Any]] = {"asset": asset, "asset_file": asset_file, "imports_of": imports_of}
    app.jinja_env.globals.update(helpers, build=sha256(repr(names).encode()).hexdigest()[:BUILD_LETTERS])


def is_there(name: str) -> bool:
    """Whether the build made this: extras are made on demand."""
    return name in current_app.extensions["assets"]


def asset_url(name: str) -> str:
    return f"{BUILT}{current_app.extensions['assets'][name]}"


def is_built(_path: str, url: str) -> bool:
    """Whether a file's name changes with its content."""
    return url.startswith(BUILT)


def _manifest(static: Path) -> dict[str, str]:
    path = static / "dist" / "manifest.json"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: the browser bundle is not built. Run `make build`.")
    names: dict[str, str] = json.loads(path.read_text())
    return names
