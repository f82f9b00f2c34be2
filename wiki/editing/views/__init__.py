from wiki.editing.views.state import bp

__all__ = ["bp"]
