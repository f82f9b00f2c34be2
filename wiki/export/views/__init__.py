from wiki.export.views import page, takeouts
from wiki.export.views.blueprint import bp

__all__ = ["bp", "page", "takeouts"]
