"""Pages over HTTP. Each file holds one subject."""

from importlib import import_module

from wiki.pages.views.blueprint import bp

for name in (
    "reading",
    "device",
    "making",
    "templates",
    "calendar",
    "draft_makers",
    "drafts",
    "copying",
    "writing",
    "moving",
    "ordering",
    "trash",
    "details",
    "info",
    "names",
    "versions",
    "comparing",
    "authorship",
    "trust",
    "asking",
    "purging",
    "tags",
    "tasks",
    "listing",
    "naming",
    "leading",
    "linking",
    "suggesting",
):
    import_module(f"{__name__}.{name}")

__all__ = ["bp"]
