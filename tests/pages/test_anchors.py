"""Links to headings go on leading there after the heading was changed."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages import anchors
from wiki.pages.anchors import MOST, old_anchors
from wiki.pages.models import PageContent
from wiki.pages.projection import draw_again, save_projection


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(anchors, "now", clock)
    return clock


class Story:
    """A page that is saved again and again."""

    def __init__(self, place: Place, bob: Person, clock: Clock) -> None:
        self.place, self.bob, self.clock, self.seq = place, bob, clock, 0

    def saves(self, *headings: str, after: timedelta = timedelta(hours=1)) -> "Story":
        self.clock.time += after
        self.seq += 1
        text = "\n\n".join(f"## {heading}" for heading in headings)
        with unit():
            save_projection(self.place.page_id, epoch=1, seq=self.seq, text=text, runs=[], writers=(self.bob.id,))
        return self

    @property
    def old(self) -> dict[str, str]:
        with unit():
            return {a.removeprefix("u-"): to.removeprefix("u-") for a, to in old_anchors(self.place.page_id).items()}

    @property
    def html(self) -> str:
        with unit():
            return session.get_one(PageContent, self.place.page_id).html


@pytest.fixture
def story(place: Place, bob: Person, clock: Clock) -> Story:
    return Story(place, bob, clock)


def test_a_link_goes_on_through_several_names(story: Story) -> None:
    story.saves("Keys", "Cold start").saves("Keys", "Warm start").saves("Keys", "Warm up")
    assert story.old == {"cold-start": "warm-up", "warm-start": "warm-up"}
    assert '<span id="u-warm-start"></span><span id="u-cold-start"></span>Warm up' in story.html


def test_the_first_name_again(story: Story) -> None:
    story.saves("Cold start").saves("Warm start").saves("Cold start")
    assert story.old == {"warm-start": "cold-start"}


def test_what_stood_for_a_moment_is_not_remembered(story: Story) -> None:
    story.saves("Cold start").saves("Cold start")
    for heading in ("Cold sta", "Cold", "W", "Warm", "Warm up"):
        story.saves(heading, after=timedelta(seconds=5))
    assert story.old == {"cold-start": "warm-up"}


def test_a_heading_that_went_and_came_back(story: Story) -> None:
    story.saves("A", "Cold start").saves("A", "Warm start").saves("A").saves("A", "Warm start")
    assert story.old == {"cold-start": "warm-start"}
    assert 'id="u-cold-start"' in story.html


def test_old_names_outlive_a_drawing_anew(story: Story) -> None:
    story.saves("Cold start").saves("Warm up")
    before = story.html
    with unit():
        draw_again([story.place.page_id])
    assert story.html == before
    assert 'id="u-cold-start"' in before


def test_they_are_bounded(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "MOST", 3)
    for number in range(6):
        story.saves(f"Number {number}")
    assert list(story.old) == ["number-4", "number-3", "number-2"]
    assert MOST > 3
