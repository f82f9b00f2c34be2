"""A profile as a page shows it: what its person says, and below that their pages, each as far as the viewer may see."""

from typing import Any

from wiki.accounts.groups import groups_of
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.expertise.presence import presence
from wiki.lists.queries import lists_of
from wiki.notifications.choosing import hours_worked_by
from wiki.pages.models import Page
from wiki.pages.queries import listed_where
from wiki.people.languages import language_in
from wiki.people.models import Detail
from wiki.people.policy import Viewer, readable_for, spaces_for
from wiki.people.queries import kept_by, profile_as, written_by
from wiki.people.vouching import may_be_vouched_for
from wiki.questions.queries import answers_by
from wiki.saves.queries import saved_openly_by
from wiki.web.locale import lang

SHOWN = 10


def profile_of(person: User, viewer: Viewer) -> dict[str, Any]:
    """Nothing in it depends on who asks but by `viewer`, so that one can look with the eyes of others."""
    seen = profile_as(person, viewer)
    reachable = may_be_vouched_for(person)
    return {
        "person": person,
        "seen": seen,
        "own": viewer.id == person.id,
        "reachable": reachable,
        "presence": presence(hours_worked_by(person.id), now()) if reachable and Detail.HOURS in seen.details else None,
        "languages": [language_in(code, lang()) for code in seen.languages],
        "groups": groups_of(person),
        "kept": kept_by(person, viewer),
        "written": written_by(person, viewer),
        "answered": answers_by(person.id, spaces_for(viewer), SHOWN),
        "lists": lists_of(person, viewer),
        "saved": listed_where(readable_for(viewer) & Page.id.in_(saved_openly_by(person.id)), None, SHOWN),
    }
