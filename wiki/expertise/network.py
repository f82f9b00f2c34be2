"""With whom somebody works, what they share with the viewer, and the way to them: as far as the viewer may know."""

from dataclasses import dataclass, field

from wiki.accounts.models import User
from wiki.expertise.finding import keepers_by_id, pages_by_id
from wiki.expertise.nearness import BETWEEN, Work
from wiki.notifications.watching import Kind, Watch, watched
from wiki.pages.people import Keeper
from wiki.pages.tree import Step
from wiki.people.leaving import left_out

COLLEAGUES, SHARED = 8, 6


@dataclass(frozen=True)
class Tie:
    """Somebody they work with, and the last page that both came to."""

    person: Keeper
    page: Step


@dataclass(frozen=True)
class Network:
    """`way`: those between the viewer and the person, none where both work together; None: there is no way."""

    colleagues: list[Tie] = field(default_factory=list)
    shared: list[Step] = field(default_factory=list)
    way: list[Keeper] | None = None
    watch: Watch | None = None
    is_kept_back: bool = False
    """They do not want to be found."""


def network_of(viewer: User, person: User) -> Network:
    mine = watched(viewer.id, Kind.PERSON, person.id) if person.id != viewer.id else None
    if person.id != viewer.id and person.id in left_out([person.id])[0]:
        return Network(watch=mine, is_kept_back=True)
    known = Work(viewer)
    work = known.of(person.id)
    people = _shown({*work, *known.met})
    way = _way(viewer, person, known, people)
    others = [one for one in work if one in people and one != viewer.id]
    nearest = sorted(others, key=lambda one: (-work[one].strength, one))[:COLLEAGUES]
    last = {one: work[one].last for one in nearest}
    ours = work[viewer.id].pages if viewer.id in work else {}
    shared = sorted(ours, key=lambda page: (ours[page], page), reverse=True)[:SHARED]
    pages = pages_by_id(viewer, {*last.values(), *shared})
    colleagues = [Tie(people[one], pages[page]) for one, page in last.items() if page in pages]
    return Network(colleagues, [pages[page] for page in shared if page in pages], way, mine)


def _way(viewer: User, person: User, known: Work, people: dict[int, Keeper]) -> list[Keeper] | None:
    """One in between, or two; whoever is nearest."""
    near, work = known.met, known.of(person.id)
    if person.id == viewer.id:
        return None
    if viewer.id in work:
        return []
    one = max((m for m in near if m in work and m in people), key=lambda m: near[m] * work[m].closeness, default=None)
    if one is not None:
        return [people[one]]
    ours = sorted((m for m in near if m in people), key=lambda m: (-near[m], m))[:BETWEEN]
    for first, theirs in known.together(ours).items():
        for second in theirs:
            if second in work and second in people:
                return [people[first], people[second]]
    return None


def _shown(user_ids: set[int]) -> dict[int, Keeper]:
    """Those who are here and want to be found."""
    return keepers_by_id(user_ids - left_out(user_ids)[0])
