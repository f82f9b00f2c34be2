"""What comes of every socket event, for everybody: a row for each, in the order guest, dave (stranger to the space),
carol (reader), bob (editor), alice (owner), frank (suspended), grace (signed out)."""

from dataclasses import dataclass

PEOPLE = ("guest", "dave", "carol", "bob", "alice", "frank", "grace")


@dataclass(frozen=True)
class Row:
    """`answers` by person: what the server answers, or what others notice of it."""

    namespace: str
    event: str
    answers: tuple[str, ...]

    def answer(self, person: str) -> str:
        return self.answers[PEOPLE.index(person)]


def row(namespace: str, event: str, answers: str) -> Row:
    return Row(namespace, event, tuple(answers.split()))


COME_IN = "refused in in in in refused refused"
WRITERS_ARE_NOTICED = "ignored ignored ignored noticed noticed ignored ignored"
WRITERS_ARE_ANSWERED = "ignored ignored ignored ok ok ignored ignored"

ROWS = [
    row("/editing", "connect", COME_IN),
    row("/editing", "join", "ignored gone rights ok ok ignored ignored"),
    row("/editing", "update", WRITERS_ARE_NOTICED),
    row("/editing", "awareness", WRITERS_ARE_NOTICED),
    row("/editing", "check", WRITERS_ARE_ANSWERED),
    row("/editing", "leave", WRITERS_ARE_NOTICED),
    row("/reading", "connect", COME_IN),
    row("/reading", "arrive", "ignored no ok ok ok ignored ignored"),
    row("/reading", "look", "ignored ignored noticed noticed noticed ignored ignored"),
    row("/reading", "typing", "ignored ignored noticed noticed noticed ignored ignored"),
]
