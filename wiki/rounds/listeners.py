"""What rounds answer to others' facts: who was asked and speaks in a thread of the page has answered."""

from wiki.accounts.models import User
from wiki.comments.events import RemarkMade
from wiki.core.db import session
from wiki.core.facts import during
from wiki.pages.secrets import Keeps, keeps_words
from wiki.rounds import forgetting
from wiki.rounds.actions import answer, open_round

keeps_words(Keeps(forgetting.count, forgetting.clear))


@during(RemarkMade)
def count_as_answer(fact: RemarkMade) -> None:
    found = open_round(fact.page_id)
    if found and any(member.user_id == fact.by for member in found.asked):
        answer(found, session.get_one(User, fact.by))
