"""Questions over HTTP."""

from importlib import import_module

from wiki.questions.views.blueprint import bp

for name in ("asking", "listing", "showing", "answers", "turns", "settling"):
    import_module(f"{__name__}.{name}")

__all__ = ["bp"]
