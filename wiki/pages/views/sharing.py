"""What stands above a draft: who sees it."""

from dataclasses import dataclass

from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.spaces.drafts import draft_of, people_of
from wiki.spaces.models import Role
from wiki.web.visitor import visitor


@dataclass(frozen=True)
class DraftTold:
    """`who`: who sees it, as a sentence; `own`: the visitor made it."""

    who: str
    own: bool


def draft_told(page_id: int) -> DraftTold | None:
    """None: it is no draft. Ask for the page before."""
    draft_id = draft_of(page_id)
    if draft_id is None:
        return None
    people, me = people_of(draft_id), visitor()
    others = ", ".join(user.name for user, _role in people if user.id != me.id)
    own = any(user.id == me.id and role == Role.OWNER for user, role in people)
    return DraftTold(_sentence(people, others), own)


def _sentence(people: list[tuple[User, Role]], others: str) -> str:
    if not others:
        return str(_("Only you see this draft."))
    return str(_("You and %(others)s see this draft.", others=others))
