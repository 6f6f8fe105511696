"""Walking through the product as a tutorial tells it, by keyboard alone, and what is seen."""

import io
import re
from dataclasses import dataclass, field

from PIL import Image
from playwright.sync_api import Page

from tests.browser import keys

WINDOW = 1366
WIDTH = 1000
COLOURS = 200
MARGIN = 24
PLACE = "(node) => node.getBoundingClientRect().top + window.scrollY"
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Walk:
    """A window, the words of each scene so far, and the pictures as PNG.

    A scene is all that is on screen from one picture to the next, both pages included.
    """

    page: Page
    scenes: dict[str, list[str]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def take(self, steps):
        """Take the steps, and note the words on the page after each."""
        for step in steps:
            step(self)
            self.seen.append(words(self.page.locator("body").inner_text()))
        return self


def words(text):
    """A text to compare by: its spaces made one, its letters small."""
    return " ".join(text.split()).casefold()


def named(page, name):
    """The first visible link, button or fold of this name, or else that begins with it.

    The page must be whole: of one that is still coming, the wrong one would be the first.
    """
    begins = re.compile(r"^\W*" + re.escape(name).replace(":", r"\s*:"))
    loosely = choosable(page, begins).or_(page.locator("summary").filter(has_text=begins))
    loosely.locator("visible=true").first.wait_for()
    page.wait_for_load_state()
    exactly = choosable(page, name).locator("visible=true")
    return (exactly if exactly.count() else loosely.locator("visible=true")).first


def choosable(page, name):
    link = page.get_by_role("link", name=name, exact=True)
    return link.or_(page.get_by_role("button", name=name, exact=True))


def labelled(page, name):
    return page.get_by_label(re.compile(rf"^\W*{re.escape(name)}")).locator("visible=true").first


def go(path):
    return lambda walk: walk.page.goto(path)


def choose(name):
    """Choose what has this name, and wait for what it opens."""

    def step(walk):
        keys.enter(named(walk.page, name))
        walk.page.wait_for_load_state()

    return step


def fill(name, text):
    return lambda walk: keys.write(labelled(walk.page, name), text)


def pick(name, option):
    return lambda walk: keys.select(labelled(walk.page, name), option)


def tick(name):
    return lambda walk: keys.check(labelled(walk.page, name))


def upload(path):
    return lambda walk: keys.attach(walk.page.locator("input[type=file]"), path)


def picture(name, top="", height=812, hidden=()):
    """A picture from the line that begins with `top` on; what changes each time is covered."""

    def step(walk):
        page = walk.page
        page.evaluate(SETTLED)
        covered = [page.locator(selector) for selector in hidden]
        taken = page.screenshot(
            full_page=True,
            clip=part(page, top, height),
            mask=covered,
            mask_color="#8a8f98",
            animations="disabled",
        )
        walk.pictures[name] = small(taken)
        last = words(page.locator("body").inner_text())
        walk.scenes[name] = [*walk.seen, last]
        walk.seen = [last]

    return step


def part(page, top, height):
    """The part of the page that is shown, as wide as the window."""
    whole = page.evaluate("() => document.documentElement.scrollHeight")
    start = line(page, top).evaluate(PLACE) - MARGIN if top else 0
    return {"x": 0, "y": start, "width": WINDOW, "height": min(height, whole - start)}


def line(page, top):
    """The heading that begins so, or else any text that does."""
    begins = re.compile(rf"^\s*{re.escape(top)}")
    headings = page.get_by_role("heading", name=begins).locator("visible=true")
    texts = page.get_by_text(begins).locator("visible=true")
    found = headings if headings.count() else texts
    assert found.count(), f"{page.url} has no {top!r}: {page.locator('body').inner_text()[:400]}"
    return found.first


def small(png):
    """The same picture at WIDTH as a file, with the colours that it has most of."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    height = round(image.height * WIDTH / image.width)
    image = image.resize((WIDTH, height), Image.Resampling.LANCZOS)
    most = sorted(image.getcolors(WIDTH * height), reverse=True)[:COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in most for part in colour])
    into = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(into, "PNG", optimize=True)
    return into.getvalue()
