"""Forms that are posted without their token, and a profile in which every detail has a word of its own."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.unit import unit
from wiki.pages.policy import page_for
from wiki.people.actions import Said, say
from wiki.people.fields import set_t
from wiki.people.links import Link
from wiki.people.models import Detail, Sight

As = Callable[[Person | None], FlaskClient]

WORDS = {
    Detail.HEADLINE: "Keeps houses warm",
    Detail.ROLE: "Heating engineer",
    Detail.PLACE: "Zwolle",
    Detail.HOURS: ">Hours: <",
    Detail.LANGUAGES: "Frisian",
    Detail.FIELDS: "#heating",
    Detail.ASK: "Boilers of any age",
    Detail.WORK: "The new district",
    Detail.LINKS: "https://example.org/me",
    Detail.PINS: "First steps",
}
"""What tells on a profile that a detail is shown."""


def fill(person: Person, place: Place, sights: dict[Detail, Sight] | None = None) -> None:
    """All that can be said."""
    with unit():
        said = Said(
            headline=WORDS[Detail.HEADLINE],
            role=WORDS[Detail.ROLE],
            place=WORDS[Detail.PLACE],
            languages=["fy", "nl"],
            ask=WORDS[Detail.ASK],
            work=WORDS[Detail.WORK],
            work_until=now().date() + timedelta(days=9),
            links=[Link("", "https://example.org/me")],
            pins=[page_for(person.user, place.page_id).id],
            sights=sights or {},
        )
        person.user.password_hash = "x"
        say(person.user, said)
        set_t(person.user, "heating", ["pumps", "drains"])
