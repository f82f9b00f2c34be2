"""What questions answer to facts: who has one open hears of what comes, and secrets go from them."""

from wiki.core.facts import Fact, after
from wiki.pages.living import living, opens_too
from wiki.pages.secrets import Keeps, keeps_words
from wiki.questions import forgetting
from wiki.questions.events import (
    AcceptanceEnded,
    AnswerAccepted,
    AnswerRemoved,
    AnswerThanked,
    PersonAsked,
    PersonDeclined,
    QuestionAnswered,
    QuestionChanged,
    QuestionSettled,
    ThanksEnded,
)
from wiki.questions.policy import may_read

keeps_words(Keeps(forgetting.count, forgetting.clear))
opens_too(may_read)

SHOWN = (
    *(QuestionChanged, QuestionSettled, AnswerRemoved, AnswerAccepted, AcceptanceEnded, AnswerThanked, ThanksEnded),
    *(PersonAsked, PersonDeclined),
)


@after(QuestionAnswered)
def tell_of_answer(fact: QuestionAnswered) -> None:
    living().tell(fact.question_id, "question", {"answer": fact.answer_id, "by": fact.by_id})


def tell_of_change(fact: Fact) -> None:
    living().tell(fact.question_id, "question", {})  # type: ignore[attr-defined]


for kind in SHOWN:
    after(kind)(tell_of_change)
