from wiki.export.views import mirrors, page, takeouts
from wiki.export.views.blueprint import bp

__all__ = ["bp", "mirrors", "page", "takeouts"]
