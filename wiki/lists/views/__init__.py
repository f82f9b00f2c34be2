"""Lists over HTTP."""

from wiki.lists.views import items, keeping, showing
from wiki.lists.views.blueprint import bp

__all__ = ["bp", "items", "keeping", "showing"]
