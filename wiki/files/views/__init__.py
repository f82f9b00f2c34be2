"""Files over HTTP."""

from importlib import import_module

from wiki.files.views.blueprint import bp

for name in ("listing", "receiving", "sending", "trash"):
    import_module(f"{__name__}.{name}")

__all__ = ["bp"]
