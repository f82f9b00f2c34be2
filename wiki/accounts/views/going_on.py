"""Where to go after signing in."""

import re

from flask import request

UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")  # browsers drop tabs and line ends, and read a backslash as a slash


def next_path(wanted: str | None = None) -> str:
    """The path the visitor came for, when it is one as a browser reads it; else home."""
    path = request.values.get("next", "") if wanted is None else wanted
    return path if path.startswith("/") and not path.startswith("//") and not UNSAFE.search(path) else "/"
