"""The inbox and mail over HTTP."""

from wiki.notifications.views import inbox, mail, watching

bp = inbox.bp

__all__ = ["bp", "inbox", "mail", "watching"]
