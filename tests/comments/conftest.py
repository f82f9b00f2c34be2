import pytest

from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.models import Page
from wiki.pages.policy import page_for

TEXT = """Bring the *key* of the **plant room** 🔑, and [the drawing](drawing.pdf).

## 现场 first

- [ ] Wait for the sound to settle 漢字
- [ ] Open the bypass

Then wait for the sound to settle again.
"""


@pytest.fixture
def talked(place: Place, bob: Person) -> Place:
    """A page with a text that the log holds."""
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    return place


def page_of(place: Place, person: Person) -> Page:
    return page_for(person.user, place.page_id)
