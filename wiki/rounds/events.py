from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class FeedbackGiven(Fact):
    """Somebody who was asked what they think of the page has said so, or more of it."""

    page_id: int
    by: int
