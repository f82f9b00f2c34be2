"""Profiles over HTTP: what people say of themselves and each other."""

from importlib import import_module

from wiki.people.views.blueprint import bp

for name in ("fields", "photo", "profile", "vouching"):
    import_module(f"{__name__}.{name}")

__all__ = ["bp"]
