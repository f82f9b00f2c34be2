"""The inbox over HTTP."""

from wiki.notifications.views.inbox import bp

__all__ = ["bp"]
