"""Conversations over HTTP."""

from importlib import import_module

from wiki.comments.views.blueprint import bp

for name in ("threads", "remarks", "pictures"):
    import_module(f"{__name__}.{name}")

__all__ = ["bp"]
