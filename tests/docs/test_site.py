"""The site builds without a warning, every link in it leads somewhere, and it loads nothing."""

import shutil
from pathlib import Path

import pytest

from tests.docs.site import DOCS, OUTSIDE, STYLE_LOADS, Page, build, leads_nowhere, pages

NOT_WRITTEN_BY_US = {"search.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    into = tmp_path_factory.mktemp("docs")
    built = build(DOCS, into)
    assert built.returncode == 0, built.stderr
    finished: Path = into / "site"
    return finished


@pytest.fixture(scope="module")
def read(site) -> dict[str, Page]:
    return pages(site)


def test_every_text_of_the_folder_is_a_page_that_the_navigation_names(read):
    written = {path.relative_to(DOCS).with_suffix(".html").as_posix() for path in texts()}
    assert written == set(read) - NOT_WRITTEN_BY_US
    named = {link.partition("#")[0] for link in read["index.html"].links}
    assert written - named - {"index.html"} == set()


def test_every_link_leads_somewhere(site, read):
    nowhere = [
        f"{at}: {link}"
        for at, page in read.items()
        for link in page.links + page.loads
        if leads_nowhere(link, at, site, read)
    ]
    assert sum(len(page.links) for page in read.values()) > 100
    assert nowhere == []


def test_no_other_host_is_asked_for_anything(site, read):
    loaded = [address for page in read.values() for address in page.loads]
    styles = [path.read_text() for path in site.rglob("*.css")]
    assert [address for address in loaded if OUTSIDE.match(address)] == []
    assert [address for style in styles for address in STYLE_LOADS.findall(style)] == []
    assert len(styles) > 1


def test_every_picture_says_what_it_shows(read):
    assert {at: page.silent for at, page in read.items() if page.silent} == {}


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("See [nothing](nowhere.md).", "nowhere.md"),
        ("See [status](status.md#no-such-heading).", "no-such-heading"),
        ("![A picture](images/none.png)", "images/none.png"),
    ],
    ids=["page", "anchor", "picture"],
)
def test_a_broken_link_fails_the_build(tmp_path, broken, complaint):
    source = tmp_path / "docs"
    source.mkdir()
    shutil.copy(DOCS / "conf.py", source)
    (source / "status.md").write_text("# Status\n\nIt stands.\n")
    (source / "index.md").write_text(f"# Start\n\n{broken}\n\n```{{toctree}}\nstatus\n```\n")
    built = build(source, tmp_path)
    assert built.returncode != 0
    assert complaint in built.stderr


def test_a_page_that_nobody_can_reach_fails_the_build(tmp_path):
    source = tmp_path / "docs"
    source.mkdir()
    shutil.copy(DOCS / "conf.py", source)
    (source / "index.md").write_text("# Start\n\nHello.\n")
    (source / "lost.md").write_text("# Lost\n\nNobody comes here.\n")
    built = build(source, tmp_path)
    assert built.returncode != 0
    assert "lost" in built.stderr


def texts() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))
