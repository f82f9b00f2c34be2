import pytest

from wiki.accounts.clean import clean_email, clean_line, is_email
from wiki.accounts.devices import device_name


def test_a_name_is_one_line_that_cannot_turn_the_text_around_it() -> None:
    assert clean_line("  Eve\r\nBcc: all\x00\u202e  gnp \u2066") == "Eve Bcc: all gnp"


def test_signs_that_join_letters_stay() -> None:
    assert clean_line("علی\u200cرضا 👩\u200d🌾") == "علی\u200cرضا 👩\u200d🌾"


@pytest.mark.parametrize("email", ["a@b.nl", "anna+wiki@sub.example.org", "zoë@exämple.org", "root@localhost"])
def test_addresses(email: str) -> None:
    assert is_email(email)


@pytest.mark.parametrize(
    "email",
    ["", "a", "@b.nl", "a@", "a@b@c.nl", "a b@c.nl", "a@b..nl", "<a@b.nl>", "a@b.nl,c@d.nl", "x" * 250 + "@b.nl"],
)
def test_no_addresses(email: str) -> None:
    assert not is_email(email)


def test_case_does_not_make_another_address() -> None:
    assert clean_email(" Anna@Example.ORG ") == "anna@example.org"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
