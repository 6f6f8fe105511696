"""Each role does its main job; where it matters, without JavaScript or with the keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.looking import problems

REGISTER = Path(__file__).parents[1] / "data" / "equity_register.csv"


@pytest.fixture
def without_script(visit):
    return lambda who: visit(who, java_script_enabled=False).page


def test_an_executive_goes_from_a_decision_to_the_rows_behind_a_number(visit):
    page = visit("executive").page
    expect(page).to_have_url(re.compile("/status/$"))
    assert 1 <= page.locator(".decisions > li").count() <= 3
    number = page.locator(".cell-counts a[href*='/commitments/']").first
    counted = int(re.search(r"\d+", number.inner_text())[0])
    number.click()
    expect(page.locator("table.table tbody tr")).to_have_count(counted)
    page.go_back()
    page.locator("a.cell-state").first.click()
    expect(page.get_by_role("heading", name="Why it is judged so")).to_be_visible()


def test_an_owner_acknowledges_one_promise_and_keeps_another(without_script):
    page = without_script("owner")
    expect(page).to_have_url(re.compile("/mine/$"))
    carried = page.locator(".inbox-row").count()
    first = page.get_by_role("button", name=re.compile("^Acknowledge")).first
    first.click()
    expect(page.get_by_text("Acknowledged")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Fulfil")).first.click()
    page.get_by_role("button", name="Record as fulfilled").click()
    expect(page.get_by_role("alert").or_(page.locator(".error-summary")).first).to_be_visible()
    page.get_by_label("Evidence").first.fill("The ward saw it; the sheet is on the shared drive.")
    page.get_by_role("button", name="Record as fulfilled").click()
    expect(page.get_by_text("fulfilled").first).to_be_visible()
    page.goto("/mine/")
    assert page.locator(".inbox-row").count() == carried - 1


def test_a_team_charters_an_initiative_and_says_which_principle_it_serves(without_script):
    page = without_script("member")
    expect(page).to_have_url(re.compile("/workspace/$"))
    page.get_by_role("link", name="Charter an initiative").first.click()
    page.locator("#id_title").fill("Discharge letters in plain language")
    page.locator("#id_entity").select_option(index=1)
    page.locator("input[name^='serves_']").first.check()
    page.locator("textarea[name^='rationale_']").first.fill("It changes every clinic at once.")
    page.get_by_role("button", name="Charter the initiative").click()
    expect(page.get_by_role("heading", name="Discharge letters in plain language")).to_be_visible()
    expect(page.get_by_text("It changes every clinic at once.").first).to_be_visible()
    expect(page.get_by_text("Name an accountable owner.")).to_be_visible()


def test_a_lead_logs_a_shortfall_and_sees_it_in_the_log(without_script):
    page = without_script("lead")
    page.get_by_role("link", name="Log a shortfall").first.click()
    page.locator("#id_title").fill("No signs in Amharic at the entrance")
    page.locator("#id_principle").select_option(index=3)
    page.locator("#id_entity").select_option(index=2)
    page.get_by_label("Low", exact=True).check()
    page.get_by_role("button", name="Log the shortfall").click()
    expect(page.get_by_role("heading", name="No signs in Amharic at the entrance")).to_be_visible()
    page.goto("/shortfalls/?q=amharic")
    expect(page.locator("table.table tbody tr")).to_have_count(1)


def test_a_lead_previews_a_register_and_reads_why_rows_are_refused(visit):
    visitor = visit("lead")
    page = visitor.page
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files(REGISTER)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("There is no principle 10").first).to_be_visible()
    expect(page.get_by_text("30 February 2024 does not exist").first).to_be_visible()
    assert problems(visitor, page.url) == []
    page.get_by_role("button", name="Put this import aside").click()
    expect(page.get_by_text("Discarded").first).to_be_visible()


def test_an_auditor_reads_who_did_what_and_why(visit):
    page = visit("auditor").page
    page.goto("/history/?verb=reopened")
    expect(page.get_by_text("A copy of the old list turned up")).to_be_visible()
    assert page.get_by_role("link", name="Charter an initiative").count() == 0


def test_an_administrator_gives_a_role_and_ends_it(visit, first):
    visitor = visit("admin")
    page = visitor.page
    person = first("people/?q=bias.response")
    page.goto(f"/people/{person}/roles/")
    page.locator("#id_entity").select_option(index=1)
    page.locator("[name=role][value=auditor]").check()
    page.get_by_role("button", name="Give the role").click()
    page.get_by_role("link", name=re.compile("^End")).first.click()
    expect(page.locator("textarea[name=reason]")).to_be_visible()
    assert problems(visitor, page.url) == []
    page.locator("textarea[name=reason]").fill("It was for the test.")
    page.get_by_role("button", name="End the role").click()
    expect(page.get_by_text("It was for the test.").first).to_be_visible()


def test_filters_are_kept_under_a_name_and_dropped_again(visit):
    visitor = visit("lead")
    page = visitor.page
    page.goto("/shortfalls/?severity=high")
    page.locator("details:has(input[name=name]) > summary").first.click()
    page.locator("input[name=name]").first.fill("Grave ones")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.get_by_role("link", name="Grave ones").first).to_be_visible()
    page.get_by_role("link", name="Grave ones").first.click()
    expect(page).to_have_url(re.compile("severity=high"))


def test_a_token_is_shown_once(visit):
    visitor = visit("owner")
    page = visitor.page
    page.goto("/profile/tokens/")
    page.locator("input[name=name]").fill("Laptop")
    page.get_by_role("button", name="Create the token").click()
    expect(page.locator(".secret code")).to_contain_text("qit_")
    page.goto("/profile/tokens/")
    assert "qit_" not in page.content()
    page.get_by_role("link", name=re.compile("^Revoke")).first.click()
    expect(page).to_have_url(re.compile(r"/tokens/\d+/revoke/"))
    assert problems(visitor, page.url) == []


def test_the_keyboard_alone_reaches_the_content_and_a_cell(visit):
    page = visit("executive").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to the content"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('cell-state')"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/status/cell/"))


def test_a_visitor_is_asked_to_sign_in_and_brought_back(visit):
    page = visit().page
    page.goto("/shortfalls/?state=open")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next="))
