"""The crosswalk in a browser: what is folded, and attesting without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import problems_here

JOINT = "outside-frameworks/?key=joint-commission-equity"


def test_what_is_folded_is_well_once_it_is_opened(window):
    visitor = window("admin")
    visitor.page.goto("/crosswalk/")
    visitor.page.locator("details.fold summary").first.click()
    expect(visitor.page.get_by_text("Retired by CMS").first).to_be_visible()
    assert problems_here(visitor) == []


@pytest.mark.parametrize("words", ["Interpreters are told <b>each</b> month."])
def test_a_lead_attests_and_reviews_without_javascript(visit, first, words):
    visitor = visit("lead", java_script_enabled=False)
    page = visitor.page
    page.goto(f"/crosswalk/{first(JOINT)}/")
    page.get_by_role("link", name="Say what we attest for 6").click()
    page.fill("#id_text", words)
    page.get_by_role("button", name="Attest this").click()
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("link", name="Review the link of 6 with principle 1").click()
    page.select_option("#id_strength", "contextual")
    page.get_by_role("button", name="Confirm this link").click()
    expect(page.get_by_text("The link is confirmed under your name.")).to_be_visible()


def test_the_page_to_attest_is_well_also_with_an_error(window, first):
    visitor = window("admin")
    visitor.page.goto(f"/crosswalk/{first(JOINT)}/")
    visitor.page.get_by_role("link", name="Attest anew for 5").click()
    assert problems_here(visitor) == []
    visitor.page.get_by_role("button", name="Attest this").click()
    assert problems_here(visitor) == []


def test_a_period_that_cannot_be_is_told_on_a_page_that_is_well(window, first):
    visitor = window("admin")
    visitor.page.goto(f"/crosswalk/{first(JOINT)}/?since=2026-02-01&until=2026-01-01")
    expect(visitor.page.get_by_text("before its start")).to_be_visible()
    assert problems_here(visitor) == []
