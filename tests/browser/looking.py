"""Looking at a page as it should be: axe, the policy, no sideways scroll, whoever looks and how."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import WIDTHS

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
VIOLATIONS = "async (rules) => (await axe.run(document, rules)).violations"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A change of scheme or width shows with the next frame, what follows from it with the one after.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
LOOKS = [("desk", "light"), ("desk", "dark"), ("phone", "dark"), ("phone", "light")]


@cache
def axe_script():
    """The source of axe."""
    return Axe().axe_script


def problems(visitor, path):
    """What is wrong with a page, in words; nothing when it is well."""
    response = visitor.page.goto(path)
    answered = [] if response.status == 200 else [f"answered {response.status}"]
    return answered + problems_here(visitor)


def problems_here(visitor):
    """What is wrong with the page that is open, at both widths and in both schemes."""
    found = []
    visitor.page.evaluate(axe_script())
    for width, scheme in LOOKS:
        found += [
            f"{width}, {scheme}: {words}" for words in wrong_with_look(visitor, width, scheme)
        ]
    return found + visitor.complaints


def wrong_with_look(visitor, width, scheme):
    """What is wrong at a width in a scheme."""
    page = visitor.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.evaluate(SETTLED)
    for violation in page.evaluate(VIOLATIONS, RULES):
        where = [node["target"] for node in violation["nodes"][:3]]
        yield f"{violation['id']}: {violation['help']} {where}"
    if (sideways := page.evaluate(OVERFLOW)) > 0:
        yield f"scrolls sideways by {sideways} px"


def wrong(visitor, *paths):
    """What is wrong with each page, by path; nothing for those that are well."""
    return {path: found for path in paths if (found := problems(visitor, path))}
