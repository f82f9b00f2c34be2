"""Who may do what to people, to groups and to the team. Members see each other; owners look after the team."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.accounts.groups import Group
from wiki.accounts.guest import Guest
from wiki.accounts.links import Purpose
from wiki.accounts.models import LoginSession, OneTimeLink, User
from wiki.accounts.queries import has_owner
from wiki.accounts.sessions import sessions_of
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound

Viewer = User | Guest


def may_enter(viewer: Viewer) -> bool:
    return viewer.is_authenticated and viewer.is_active


def may_manage_team(viewer: Viewer) -> bool:
    return may_enter(viewer) and viewer.is_owner


def require_owner(viewer: Viewer) -> None:
    """Raises NotFound to strangers and NotAllowed to members."""
    if not may_enter(viewer):
        raise NotFound("team")
    if not viewer.is_owner:
        raise NotAllowed("manage", "team")


def person_for(viewer: Viewer, handle: str, *, to_manage: bool = False) -> User:
    """The person with this handle. Raises NotFound or NotAllowed."""
    found = session.scalar(select(User).where(User.handle == handle)) if may_enter(viewer) else None
    if found is None:
        raise NotFound(handle)
    if to_manage:
        require_owner(viewer)
    return found


def group_for(viewer: Viewer, handle: str, *, to_manage: bool = False) -> Group:
    """Raises NotFound or NotAllowed."""
    found = session.scalar(select(Group).where(Group.handle == handle).options(joinedload(Group.made_by)))
    if found is None or not may_enter(viewer):
        raise NotFound(handle)
    if to_manage and not may_manage_group(viewer, found):
        raise NotAllowed("manage", found)
    return found


def may_manage_group(viewer: Viewer, group: Group) -> bool:
    return may_enter(viewer) and (viewer.is_owner or viewer.id == group.made_by_id)


def own_session_for(user: User, session_id: int) -> LoginSession:
    """Somebody's own signed-in browser. Raises NotFound."""
    own = next((login for login in sessions_of(user) if login.id == session_id), None)
    if own is None:
        raise NotFound(session_id)
    return own


def invitation_for(viewer: Viewer, link_id: int) -> OneTimeLink:
    """An invitation nobody has used. Raises NotFound or NotAllowed."""
    require_owner(viewer)
    link = session.get(OneTimeLink, link_id)
    if link is None or link.purpose != Purpose.INVITATION or link.used_at:
        raise NotFound(link_id)
    return link


def is_last_owner(person: User) -> bool:
    """True when nobody else could look after the team."""
    return person.is_owner and not has_owner(besides=person.id)
