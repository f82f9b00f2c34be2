from wiki.transfer.views.bringing import bp

__all__ = ["bp"]
