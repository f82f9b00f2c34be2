from wiki.search.views import answering, kept, palette, related, wanted
from wiki.search.views.blueprint import bp

__all__ = ["answering", "bp", "kept", "palette", "related", "wanted"]
