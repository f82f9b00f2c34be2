"""Files of HTML and Word among Markdown."""

from collections.abc import Callable
from pathlib import Path

from tests.files.making import picture
from tests.transfer.formats.conftest import Both
from wiki.core.unit import unit

SAMPLES = Path(__file__).parents[1] / "samples"


def test_pages_of_all_kinds_link_to_each_other(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    both = bringing(
        packed(
            {
                "index.md": "# Start\n\n[a report](report.docx) and [a page](sub/page.html)\n",
                "report.docx": (SAMPLES / "pandoc.docx").read_bytes(),
                "sub/page.html": (SAMPLES / "pandoc.html").read_bytes(),
                "sub/p.png": picture(),
                "_layouts/part.html": "<html>{{ content }}</html>",
            }
        )
    )
    assert both.agree()
    report = both.done.report
    assert (report.pages, report.folders, report.links, report.broken, report.files) == (4, 1, 2, [], [])
    assert report.brought == 2
    with unit():
        assert both.done.page("report.docx").title == "Trip report"


def test_one_file_comes_without_its_neighbours(tmp_path: Path, bringing: Callable[..., Both]) -> None:
    (tmp_path / "a.html").write_text("<h1>A</h1><p>x</p>")
    (tmp_path / "b.md").write_text("# B")
    both = bringing(tmp_path / "a.html")
    assert both.done.report.pages == 1
    with unit():
        assert both.done.content("a.md").text == "x\n"
