import pytest

from wiki.accounts.strength import Weakness, common_passwords, weakness

BOB = ("Bob de Boer", "bob", "bob@example.org", "Heron")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elf tekens1", Weakness.SHORT),
        ("x" * 257, Weakness.LONG),
        ("aaaaaaaaaaaaaa", Weakness.PATTERN),
        ("abcabcabcabcabc", Weakness.PATTERN),
        ("123456789012", Weakness.PATTERN),
        ("qwertyuiopasdf", Weakness.PATTERN),
        ("abcdefghijklmnop", Weakness.PATTERN),
        ("1qaz2wsx3edc", Weakness.COMMON),
        ("password1234", Weakness.COMMON),
        ("Sunshine-2026!", Weakness.COMMON),
        ("p@ssw0rd!!!!!", Weakness.COMMON),
        ("PasswordPassword", Weakness.COMMON),
        ("bob@example.org", Weakness.OWN),
        ("de boer 2026!!", Weakness.OWN),
        ("heron.example", Weakness.OWN),
    ],
)
def test_what_others_would_guess_is_refused(password: str, why: Weakness) -> None:
    assert weakness(password, BOB) is why


@pytest.mark.parametrize(
    "password",
    [
        "a long enough password",
        "twelve signs",
        "kT9#vLq2$wXz",
        "boer zkt vrouw 1987",
        "de reiger staat stil",
        "пароль для вики",
        "我們的維基需要一個很長的密碼",
    ],
)
def test_what_they_would_not_is_taken(password: str) -> None:
    assert weakness(password, BOB) is None


def test_the_list_ships_and_is_of_modest_size() -> None:
    assert 9_000 < len(common_passwords()) < 12_000
