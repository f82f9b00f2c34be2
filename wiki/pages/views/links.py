"""Where one can go from a page, and what this person may do with it."""

from dataclasses import dataclass

from wiki.accounts.models import User
from wiki.pages.models import Page
from wiki.pages.policy import may
from wiki.spaces.models import Why


@dataclass(frozen=True)
class Rights:
    edit: bool
    move: bool
    trash: bool
    copy: bool
    """Whether new pages may be made from it, below it or by its example."""

    @classmethod
    def of(cls, edit: bool, manage: bool = False, why: Why | None = None) -> "Rights":
        """Who may write a page may also move it and throw it away. Templates stay where they are, and only those who
        manage the space throw them away; drafts, those who made them."""
        if why == Why.DRAFT:
            return cls(edit, move=False, trash=manage, copy=edit)
        if why == Why.TEMPLATE:
            return cls(edit, move=False, trash=manage, copy=False)
        return cls(edit, move=edit, trash=edit, copy=edit)


def page_rights(user: User, page: Page) -> Rights:
    return Rights.of(may(user, "edit", page))


def links_of(page_id: int, url: str, slug: str) -> dict[str, str]:
    return {
        "edit_url": f"{url}/edit",
        "versions_url": f"{url}/versions",
        "raw_url": f"{url}/source",
        "markdown_url": f"{url}/markdown",
        "html_url": f"{url}/html",
        "details_url": f"{url}/details",
        "info_url": f"{url}/info",
        "feedback_url": f"{url}/feedback",
        "ask_url": f"/questions/new?about={page_id}",
        "save_url": f"{url}/save",
        "watch_url": f"/watch/page/{page_id}",
        "names_url": f"{url}/names",
        "comments_url": f"{url}/comments",
        "files_url": f"{url}/files",
        "move_url": f"{url}/place",
        "trash_url": f"{url}/trash",
        "new_url": f"/s/{slug}/new?parent={page_id}",
        "example_url": f"{url}/templates",
        "copy_url": f"{url}/copies",
    }
