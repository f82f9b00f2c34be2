"""Suggestions over HTTP."""

from wiki.suggestions.views.deciding import bp

__all__ = ["bp"]
