import pytest

from wiki.export.names import file_for, stem_for


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Travel & leave", "travel-leave"),
        ("CON", "con-page"),
        ("index", "index-page"),
        ("Docs", "docs-page"),
        ("../../etc/passwd", "etc-passwd"),
        ("...", "page"),
        ("Überraschung", "uberraschung"),
        ("計画", "計画"),
    ],
)
def test_a_page_gets_a_name_that_every_system_takes(title: str, stem: str) -> None:
    assert stem_for(title, set()) == stem


def test_names_are_unique_for_systems_that_ignore_case() -> None:
    taken: set[str] = set()
    assert [stem_for(title, taken) for title in ("Plan", "plan!", "PLAN")] == ["plan", "plan-2", "plan-3"]
    assert [file_for(name, taken) for name in ("Foto.PNG", "foto.png", "plan.md")] == [
        "Foto.PNG",
        "foto-2.png",
        "plan.md.txt",
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [("a:b?.pdf", "a-b-.pdf"), ("nul.txt", "nul_.txt"), ("../x.png", "x.png"), ("50%.csv", "50-.csv")],
)
def test_a_file_keeps_its_name_as_far_as_it_may(label: str, name: str) -> None:
    assert file_for(label, set()) == name
