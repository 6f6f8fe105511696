"""Charts on a page: which drawing is seen, and its points read by keyboard and by pointer."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from initiatives.measures.drawing import (
    ControlChart,
    Dot,
    DotPlot,
    Row,
    Stretch,
    control_chart,
    dot_plot,
    legend,
    swatch,
)

STATIC = Path(__file__).resolve().parents[2] / "qi_tracker" / "static"
SHEETS = ("base", "parts", "charts")
CHART = ControlChart(
    "Interpreters used",
    "It rose.",
    (
        Dot("Jan 2026", 61.0, "common_cause"),
        Dot("Feb 2026", None, masked=True),
        Dot("Mar 2026", 78.2, "special_cause_improvement"),
    ),
    (Stretch(1, 3, 60, (50,) * 3, (70,) * 3),),
    target=80,
    unit="%",
)
PLOT = DotPlot("Who is missed", "Some.", (Row("Dari", "worse", 41, 50, 40, 60),), 70, "All", "%")
HINT = "Point at the chart, or use the arrow keys, to read each point."
LAST = "Mar 2026: 78.2\u00a0%, above the upper limit, a sign of improvement"


def figure(wide: str, compact: str) -> str:
    return (
        f'<figure class="chart"><div class="chart-wide">{wide}</div>'
        f'<div class="chart-compact">{compact}</div></figure>'
    )


def page_of_charts() -> str:
    style = "".join((STATIC / f"css/{name}.css").read_text() for name in SHEETS)
    marks = "".join(f"<li>{swatch(shape)}{words}</li>" for shape, words in legend(CHART, PLOT))
    return (
        f'<!doctype html><html lang="en"><head><title>Charts</title><style>{style}</style></head>'
        f"<body><main><h1>Charts</h1>"
        f"{figure(control_chart(CHART), control_chart(CHART, compact=True))}"
        f"{figure(dot_plot(PLOT), dot_plot(PLOT, compact=True))}"
        f'<ul class="chart-legend">{marks}</ul></main></body></html>'
    )


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the page at some width, with its script."""
    contexts = []

    def open_page(width: int = 1000, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_content(page_of_charts())
        page.add_script_tag(content=(STATIC / "js/charts.js").read_text(), type="module")
        page.locator(".chart-readout").first.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_points_are_read_by_keyboard_with_one_stop_a_chart(opened):
    page = opened()
    readout = page.get_by_role("slider", name="Points of Interpreters used")
    assert page.locator("[tabindex]").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert readout.inner_text() == "Jan 2026: 61\u00a0%"
    page.keyboard.press("ArrowRight")
    assert readout.get_attribute("aria-valuetext") == "Feb 2026: hidden, too few people"
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert readout.inner_text() == LAST
    assert page.locator(".read:visible").count() == 1
    page.keyboard.press("Home")
    assert readout.get_attribute("aria-valuenow") == "1"
    page.keyboard.press("Escape")
    assert readout.inner_text() == HINT
    assert page.locator(".read").count() == 0
    assert page.evaluate("document.activeElement === document.body")


def test_the_pointer_reads_the_nearest_point(opened):
    page = opened()
    box = page.locator(".chart-wide .good").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 6, box["y"] + 60)
    assert page.locator(".chart-readout").inner_text() == LAST
    page.mouse.move(5, 5)
    assert page.locator(".read").count() == 0


def test_a_finger_reads_a_point_that_stays_read(opened):
    page = opened(360, has_touch=True)
    box = page.locator(".chart-compact .good").first.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + 4, box["y"] + 40)
    assert page.locator(".chart-readout").inner_text() == LAST
    assert page.locator(".read:visible").count() == 1


@pytest.mark.parametrize("width", [360, 1000])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_drawing_fits_and_is_accessible(opened, width, scheme):
    page = opened(width, color_scheme=scheme)
    wide = width > 600
    assert page.locator(".chart-wide svg:visible").count() == (2 if wide else 0)
    assert page.locator(".chart-compact svg:visible").count() == (0 if wide else 2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []


def test_colours_follow_the_page(opened):
    colour = "getComputedStyle(document.querySelector('.chart-wide .good')).fill"
    assert opened(color_scheme="light").evaluate(colour) == "rgb(11, 95, 173)"
    assert opened(color_scheme="dark").evaluate(colour) == "rgb(134, 189, 244)"


def test_with_colours_of_the_system_marks_are_still_seen(opened):
    page = opened(forced_colors="active")
    for name, kept in ((".good", "fill"), (".target", "stroke"), (".common", "stroke")):
        seen = f"getComputedStyle(document.querySelector('.chart-wide {name}')).{kept}"
        paper = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(seen) != page.evaluate(paper)
