"""Signing in and out, joining, one's own account, the team and its people."""

from wiki.accounts.views import account, demo, joining, people, resetting, signing_in, team, tokens
from wiki.accounts.views.blueprint import bp

__all__ = ["account", "bp", "demo", "joining", "people", "resetting", "signing_in", "team", "tokens"]
