"""Feedback rounds over HTTP."""

from wiki.rounds.views.feedback import bp

__all__ = ["bp"]
