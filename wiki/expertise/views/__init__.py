"""Finding people who know, and networks, over HTTP."""

from wiki.expertise.views import finding, network
from wiki.expertise.views.blueprint import bp

__all__ = ["bp", "finding", "network"]
