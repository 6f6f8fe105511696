"""Figures come into a measure: entered for a month, corrected, and pasted from a spreadsheet."""

import json
import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from initiatives.base import clock
from initiatives.measures.rules.missing import last_ended, period_before
from tests.browser.looking import problems_here, wrong

TERMS = {
    "text": "Discharges of adults who prefer a language other than English.",
    "numerator": "With a professional interpreter present",
    "denominator": "All of them",
    "exclusions": "Transfers to another hospital",
    "chart": "p",
    "unit": "%",
    "multiplier": 100,
}

# What a browser does when somebody pastes cells that were copied elsewhere.
PASTE = """(box, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const said = { clipboardData: data, bubbles: true, cancelable: true };
  box.dispatchEvent(new ClipboardEvent("paste", said));
}"""


@pytest.fixture(scope="module")
def measure(system, token):
    """A measure of an initiative that the demonstration's member works on, ready for figures."""
    system.manage("load_stratifications")
    approver = system.manage("issue_token", "lead@demo.example")

    def post(who, path, body):
        request = Request(
            f"{system.url}/api/v1/{path}",
            json.dumps(body).encode(),
            {"Authorization": f"Bearer {who}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=30) as response:
            return json.load(response)

    member = system.api(token, "people/?q=jonah")["results"][0]["id"]
    vocabularies = system.api(token, "stratifications/")["results"]
    made = post(
        token,
        "measures/",
        {
            "initiative": system.api(token, "initiatives/")["results"][0]["id"],
            "name": "Interpreter used at discharge",
            "kind": "process",
            "owner": member,
            "stratifications": [one["id"] for one in vocabularies if one["key"] == "ethnicity"],
            "terms": TERMS,
        },
    )
    post(approver, f"measures/{made['id']}/approve/", {})
    return made["id"]


def group(page, label, figure):
    """The box of a group's figure."""
    return page.get_by_label(f"{label}, {figure}", exact=True)


def test_a_member_enters_a_month_corrects_a_figure_and_pastes_rows(visit, measure):
    visitor = visit("member")
    page = visitor.page
    page.goto(f"/measures/{measure}/enter/")
    expect(page.get_by_text("Transfers to another hospital")).to_be_visible()
    assert problems_here(visitor) == []

    # Down the column as in a spreadsheet; Enter does not send half a form.
    group(page, "Everybody", "numerator").fill("700")
    group(page, "Everybody", "denominator").fill("600")
    boxes = page.locator("table[data-grid]").nth(1).locator("input")
    first = boxes.first
    first.fill("400")
    first.press("Enter")
    expect(boxes.nth(2)).to_be_focused()
    first.evaluate(PASTE, "30\t70\r\n1,250\t2,000\r\n")
    assert [box.input_value() for box in boxes.all()[:5]] == [*("30", "70", "1,250", "2,000", "")]
    for box in boxes.all():
        box.fill("")
    page.get_by_role("button", name="Save the figures").click()
    expect(page.locator(".error-summary")).to_contain_text("more than the denominator 600")
    assert problems_here(visitor) == []
    group(page, "Everybody", "numerator").fill("448")
    page.get_by_role("button", name="Save the figures").click()
    expect(page.get_by_text("is saved: 1 new figure.")).to_be_visible()
    expect(page.get_by_text("448 of 600")).to_be_visible()
    assert problems_here(visitor) == []

    page.get_by_role("link", name=re.compile("^Correct")).first.click()
    page.get_by_label("Numerator").fill("452")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".error-summary")).to_contain_text("Why this is corrected")
    page.get_by_label("Why this is corrected").fill("Four calls were counted late.")
    assert problems_here(visitor) == []
    page.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_text("What was there before is kept.")).to_be_visible()
    page.get_by_text("Corrected 1 time").click()
    expect(page.get_by_text("Four calls were counted late.")).to_be_visible()
    assert problems_here(visitor) == []

    before = period_before(last_ended(clock.today(), "month"), "month")
    rows = [("period", "group", "numerator", "denominator"), (before, "", 430, 590)]
    rows += [(before, "hispanic", 80, 120), (before, "klingon", 1, 2)]
    page.goto(f"/measures/{measure}/import/")
    assert problems_here(visitor) == []
    page.get_by_label("Or paste rows").fill("\n".join("\t".join(map(str, row)) for row in rows))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("“klingon” is in no vocabulary")).to_be_visible()
    assert problems_here(visitor) == []
    page.get_by_label("names mean").fill("klingon = not_hispanic")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("It holds 3 new figures.")).to_be_visible()
    assert problems_here(visitor) == []
    page.get_by_role("button", name="Write 3 new figures").click()
    expect(page.get_by_text("The figures are written: 3 new figures.")).to_be_visible()
    page.get_by_role("link", name="See the figures").click()
    expect(page.get_by_text("430 of 590")).to_be_visible()


def test_without_scripts_a_month_is_entered_too(visit, measure):
    page = visit("member", java_script_enabled=False).page
    page.goto(f"/measures/{measure}/enter/")
    group(page, "Everybody", "numerator").fill("12")
    group(page, "Everybody", "denominator").fill("20")
    page.get_by_role("button", name="Save the figures").click()
    expect(page.get_by_text("is saved: 1 new figure.")).to_be_visible()


def test_who_does_not_hold_the_data_role_reads_the_list_with_masks(visit, measure):
    visitor = visit("auditor")
    assert wrong(visitor, f"/measures/{measure}/observations/") == {}
    expect(visitor.page.get_by_text("are masked", exact=False)).to_be_visible()
    assert visitor.page.get_by_role("link", name=re.compile("^Correct")).count() == 0
