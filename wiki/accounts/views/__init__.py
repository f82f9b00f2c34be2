"""Signing in and out, joining, one's own account, the team, its people and groups."""

from wiki.accounts.views import account, demo, groups, joining, people, resetting, signing_in, team, tokens
from wiki.accounts.views.blueprint import bp

__all__ = ["account", "bp", "demo", "groups", "joining", "people", "resetting", "signing_in", "team", "tokens"]
