"""Addresses in links as paths: what they mean, and how a path may have been kept. It knows no database, so that
children can ask it."""

import posixpath
import re
from urllib.parse import SplitResult, unquote, urlsplit

OWN_ADDRESS = re.compile(r"/p/(\d+)(?:-|$)")
ENDINGS = (".md", ".markdown", ".html")


def spellings(path: str) -> list[str]:
    """The ways a path may have been kept: as a file, a folder's page, or a site address without an ending."""
    bare = next((path.removesuffix(e) for e in ENDINGS if path.endswith(e)), path)
    return [path, bare, f"{bare}.md", f"{bare}/index.md", f"{bare}/README.md"]


def parts_of(href: str) -> SplitResult:
    """Those of an address, all empty where what people wrote is none, such as `//[here`."""
    try:
        return urlsplit(href)
    except ValueError:
        return urlsplit("")


def path_meant(href: str, ours: str | None) -> str | None:
    """The path, without slashes at its ends, that a link means in a page once kept at `ours`; None: not a path."""
    parts = parts_of(href)
    if parts.scheme or parts.netloc or not parts.path or OWN_ADDRESS.match(parts.path):
        return None
    path = unquote(parts.path)
    base = "" if path.startswith("/") else posixpath.dirname(ours or "")
    joined = posixpath.normpath(posixpath.join(base, path.lstrip("/"))).strip("/")
    return None if joined.startswith("..") else joined
