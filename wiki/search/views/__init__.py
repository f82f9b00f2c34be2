from wiki.search.views import answering, kept, palette
from wiki.search.views.blueprint import bp

__all__ = ["answering", "bp", "kept", "palette"]
