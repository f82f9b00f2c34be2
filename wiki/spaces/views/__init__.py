"""Spaces over HTTP."""

from importlib import import_module

from wiki.spaces.views.blueprint import bp

for name in ("showing", "settings", "members", "access"):
    import_module(f"{__name__}.{name}")

__all__ = ["bp"]
