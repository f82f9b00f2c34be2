"""What the editor offers below a text that is still empty."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import format_date
from flask_login import current_user

from wiki.pages.beginning import is_unnamed
from wiki.pages.models import Page
from wiki.pages.templates import Filling, Template, built_in, templates_of
from wiki.spaces.drafts import draft_of
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Space, Why
from wiki.web.locale import lang


@dataclass(frozen=True)
class Start:
    """`fresh`: the page goes when it is left so; `draftable`: this person may make a draft of it."""

    fresh: bool
    draftable: bool
    templates: Sequence[Template]


def start_of(page: Page, text: str) -> Start | None:
    if text.strip():
        return None
    why = why_apart(page.id)
    offered = offered_in(page.space) if why is not Why.TEMPLATE else []
    own = page.author_id == current_user.id and why is not Why.TEMPLATE and draft_of(page.id) is None
    return Start(why is Why.FRESH, own, offered)


def title_of(page: Page) -> str:
    """What stands in the title field."""
    return "" if is_unnamed(page) else page.title


def offered_in(space: Space) -> list[Template]:
    """Those of the space first."""
    return [*templates_of(space.id), *built_in(lang())]


def filling_for(page: Page, title: str = "") -> Filling:
    """What stands for the placeholders when this person uses a template in this page."""
    return Filling(
        date=format_date(format="long"),
        title=" ".join(title.split()) or page.title,
        me=f"@{current_user.handle}",
        space=page.space.name,
    )
