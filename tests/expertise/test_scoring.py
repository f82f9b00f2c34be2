"""The sum by which people are found, in plain numbers: its order, and that the reasons are the whole of it."""

import random

import pytest

from wiki.expertise.models import Kind
from wiki.expertise.reasons import SHOWN, reasons
from wiki.expertise.scoring import MAIN, Said, Seen, Standing, against, standings, topics, votes

ANS, BEA, CAS = 1, 2, 3


def order(rows: list[Seen], breadth: dict[int, int] | None = None, exponent: float = 0.0) -> list[int]:
    voted = votes(range(1, 21))
    return [one.user_id for one in standings(voted, rows, breadth or {}, exponent, {}, {})]


def test_the_best_entries_votes_count_most_and_help_counts_more_than_edits() -> None:
    assert order([Seen(1, ANS, Kind.EDIT, 1), Seen(20, BEA, Kind.EDIT, 1)]) == [ANS, BEA]
    assert order([Seen(1, ANS, Kind.EDIT, 1), Seen(1, BEA, Kind.FEEDBACK, 1)]) == [BEA, ANS]
    many = [Seen(entry, ANS, Kind.EDIT, 0.1) for entry in range(1, 21)]
    assert order([*many, Seen(1, BEA, Kind.AUTHOR, 1)], {ANS: 400, BEA: 2}, 0.3) == [BEA, ANS]
    assert votes([7, 8], in_order=False) == {7: 1.0, 8: 1.0}


def test_against_people_with_a_hand_in_everything_counts_less_once_some_have_helped() -> None:
    assert against([Seen(1, ANS, Kind.EDIT, 1), Seen(1, ANS, Kind.KEEPER, 1)]) == 0.30
    assert against([Seen(1, ANS, Kind.EDIT, 1), Seen(1, BEA, Kind.COMMENT, 1)]) == 0.15


def test_what_people_say_they_know_counts_up_to_the_best_score() -> None:
    about = topics({1: 3.0, 2: 1.0}, [(1, 10), (2, 11)])
    assert about == {10: 0.75, 11: 0.25}
    assert topics({}, []) == {}
    said = {BEA: {10: Said(part=MAIN)}, CAS: {10: Said(vouches=5)}, ANS: {99: Said(part=MAIN)}}
    found = standings({1: 1.0}, [Seen(1, ANS, Kind.AUTHOR, 1)], {}, 0.0, about, said)
    assert {one.user_id: one.score for one in found} == pytest.approx({ANS: 1.0, BEA: 0.75, CAS: 0.45})
    alone = standings({}, [], {}, 0.0, {10: 1.0}, said)
    assert [one.user_id for one in alone] == [BEA, CAS], "what is said is enough where nothing was done"


@pytest.mark.parametrize("seed", range(20))
def test_the_shares_of_the_reasons_and_the_rest_are_the_score(seed: int) -> None:
    chance = random.Random(seed)
    kinds = list(Kind)
    rows = {
        (chance.randint(1, 50), chance.randint(1, 8), chance.choice(kinds)): chance.random() * 9 for _ in range(200)
    }
    said = {
        person: {
            tag: Said(chance.choice([0.0, 0.4, 1.0]), vouches := chance.choice([0.0, 0.5, 1.0, 3.0]), int(vouches))
            for tag in range(chance.randint(1, 4))
        }
        for person in range(5, 11)
    }
    about = topics(votes(range(1, 51)), ((entry, entry % 5) for entry in range(1, 51)))
    breadth = {person: chance.randint(1, 500) for person in range(1, 11)}
    seen = [Seen(*key, weight) for key, weight in rows.items()]
    for one in standings(votes(range(1, 51)), seen, breadth, chance.choice([0, 0.15, 0.3]), about, said):
        shown, rest = reasons(one)
        assert len(shown) <= SHOWN
        assert sum(reason.share for reason in shown) + rest == pytest.approx(one.score, rel=1e-9)
        assert all(reason.share * 1.000001 >= rest / 20 for reason in shown)
        assert [reason.share for reason in shown] == sorted((reason.share for reason in shown), reverse=True)


def test_who_wrote_what_they_changed_is_told_so_once() -> None:
    one = Standing(1)
    one.by_kind[Kind.AUTHOR] = {7: 1.0, 8: 1.0}
    one.by_kind[Kind.EDIT] = {7: 0.25, 9: 0.01}
    (wrote,), rest = reasons(one)
    assert (wrote.sort, wrote.share, wrote.entry_ids, rest) == (Kind.AUTHOR, 2.26, (7, 8), 0.0)
    one.by_kind[Kind.EDIT][9] = 0.5
    assert [reason.sort for reason in reasons(one)[0]] == [Kind.AUTHOR, Kind.EDIT], "one that they did not write"
