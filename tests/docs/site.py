"""Reading the site that `make docs` builds, as a browser without a network would."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from qi_tracker.environment import BASE_DIR

DOCS = BASE_DIR / "docs"
LOADS = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src"}
OUTSIDE = re.compile(r"^(https?:)?//", re.IGNORECASE)
STYLE_LOADS = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")


def build(source: Path, into: Path) -> subprocess.CompletedProcess[str]:
    """Build as `make docs` does: a warning, such as a broken link, fails it."""
    strict = ["--fail-on-warning", "--keep-going", "--quiet"]
    options = [*strict, "--doctree-dir", str(into / "read"), str(source), str(into / "site")]
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *options], capture_output=True, text=True
    )


class Page(HTMLParser):
    """A page: what it links to, what it loads, its anchors, and images without a text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.silent: list[str] = []
        self.feed(path.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self.anchors |= {has["id"]} if "id" in has else set()
        if tag == "a" and "href" in has:
            self.links.append(has["href"])
        if has.get(LOADS.get(tag, "")):
            self.loads.append(has[LOADS[tag]])
        if tag == "img" and not has.get("alt", "").strip():
            self.silent.append(has.get("src", ""))


def pages(site: Path) -> dict[str, Page]:
    """Every page by its path in the site."""
    return {path.relative_to(site).as_posix(): Page(path) for path in site.rglob("*.html")}


def leads_nowhere(link: str, at: str, site: Path, known: dict[str, Page]) -> bool:
    """Whether a link of the page `at` names a file or an anchor that the site has not."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    target = (site / at).parent / unquote(parts.path) if parts.path else site / at
    if not target.exists():
        return True
    page = known.get(target.resolve().relative_to(site.resolve()).as_posix())
    return bool(parts.fragment and page and unquote(parts.fragment) not in page.anchors)
