from wiki.search.views import answering
from wiki.search.views.blueprint import bp

__all__ = ["answering", "bp"]
