from wiki.search.views import answering, palette
from wiki.search.views.blueprint import bp

__all__ = ["answering", "bp", "palette"]
