"""Where one can go from a page, and what this person may do with it."""

from dataclasses import dataclass

from flask import url_for

from wiki.accounts.models import User
from wiki.pages.models import Page
from wiki.pages.policy import may


@dataclass(frozen=True)
class Rights:
    edit: bool
    move: bool
    trash: bool


def page_rights(user: User, page: Page) -> Rights:
    edit = may(user, "edit", page)
    return Rights(edit, edit, edit)


def links_of(page: Page) -> dict[str, str]:
    base = page.url
    return {
        "edit_url": f"{base}/edit",
        "versions_url": f"{base}/versions",
        "raw_url": f"{base}/source",
        "move_url": f"{base}/place",
        "trash_url": f"{base}/trash",
        "new_url": url_for("pages.new", slug=page.space.slug, parent=page.id),
    }
