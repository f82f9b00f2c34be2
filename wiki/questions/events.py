"""What happens to questions. Who counts evidence of who knows hears each act and each that takes it back."""

from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class QuestionAsked(Fact):
    """A question is there. Whom it is put to is told by facts of their own."""

    question_id: int
    by_id: int


@dataclass(frozen=True)
class PersonAsked(Fact):
    """A question is put to somebody by name, by whoever asks it or by a colleague who passes it on."""

    question_id: int
    person_id: int
    by_id: int


@dataclass(frozen=True)
class EveryoneAsked(Fact):
    """A question is put to everybody who watches one of its tags."""

    question_id: int
    by_id: int


@dataclass(frozen=True)
class PersonDeclined(Fact):
    """Who was asked cannot answer; `passed`: a colleague is asked instead, which `PersonAsked` tells."""

    question_id: int
    person_id: int
    passed: bool


@dataclass(frozen=True)
class QuestionChanged(Fact):
    """Title, words or tags of the question or words of an answer are others, or what was deleted is back: what is
    found by its words is found anew. `by_id` changed them; None where a secret was taken out."""

    question_id: int
    by_id: int | None


@dataclass(frozen=True)
class QuestionSettled(Fact):
    """It is open, answered or closed now, and was not before. Nobody who was asked is waited for unless it is open."""

    question_id: int
    by_id: int


@dataclass(frozen=True)
class QuestionTrashed(Fact):
    """Nobody reads the question until it is put back, which `QuestionChanged` tells."""

    question_id: int
    by_id: int


@dataclass(frozen=True)
class QuestionErased(Fact):
    """It goes for good, in this transaction, with all its answers."""

    question_id: int


@dataclass(frozen=True)
class QuestionAnswered(Fact):
    """`by_id` answered, or put back an answer they had deleted (`again`)."""

    question_id: int
    answer_id: int
    by_id: int
    again: bool = False


@dataclass(frozen=True)
class AnswerRemoved(Fact):
    """An answer by `by_id` does not stand any more; with it goes what was accepted and thanked."""

    question_id: int
    answer_id: int
    by_id: int | None


@dataclass(frozen=True)
class AnswerAccepted(Fact):
    """`by_id` says that this answer helped; any other of the question is accepted no more."""

    question_id: int
    answer_id: int
    by_id: int


@dataclass(frozen=True)
class AcceptanceEnded(Fact):
    """This answer is not accepted any more."""

    question_id: int
    answer_id: int
    by_id: int


@dataclass(frozen=True)
class AnswerThanked(Fact):
    """`by_id` says thanks for this answer."""

    question_id: int
    answer_id: int
    by_id: int


@dataclass(frozen=True)
class ThanksEnded(Fact):
    """`by_id` took their thanks back."""

    question_id: int
    answer_id: int
    by_id: int
