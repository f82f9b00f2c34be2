"""Saved pages and colleagues over HTTP."""

from wiki.saves.views import people, saving
from wiki.saves.views.blueprint import bp

__all__ = ["bp", "people", "saving"]
