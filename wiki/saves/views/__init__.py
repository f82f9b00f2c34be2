"""Saved pages over HTTP."""

from wiki.saves.views import saving

bp = saving.bp

__all__ = ["bp", "saving"]
