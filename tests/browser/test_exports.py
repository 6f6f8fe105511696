"""Taking a list out in a browser, and what becomes of the file."""

import csv

from playwright.sync_api import APIResponse, Page, expect

from tests.browser.looking import problems_here


def taken_out(page: Page, kind: str) -> APIResponse:
    """What the button of a list answers: its form as it stands, sent by the browser's own session.

    The browser itself would keep the file, and never say that it has it.
    """
    form = page.locator('form:has(button[name="kind"])')
    names = ("csrfmiddlewaretoken", "list_name", "query")
    given = {name: form.locator(f"[name={name}]").input_value() for name in names}
    address = form.get_attribute("action") or ""
    return page.request.post(address, form={**given, "kind": kind}, headers={"Referer": page.url})


def test_a_list_is_downloaded_without_javascript_and_its_file_deleted(visit):
    visitor = visit("lead", java_script_enabled=False)
    page = visitor.page
    page.goto("/initiatives/?stage=testing")
    number = page.locator("p.count").inner_text().split()[0]
    rows = list(csv.reader(taken_out(page, "list_csv").text().splitlines()))
    assert str(len(rows) - 1) == number.replace("One", "1")
    page.goto("/exports/")
    page.get_by_role("link", name="Delete").first.click()
    page.get_by_role("button", name="Delete the file").click()
    expect(page.get_by_text("The file is deleted.")).to_be_visible()


def test_the_page_of_exports_and_what_ends_one_are_well(window):
    visitor = window("admin")
    page = visitor.page
    page.goto("/commitments/")
    assert taken_out(page, "list_xlsx").ok
    page.goto("/exports/")
    assert problems_here(visitor) == []
    page.get_by_role("link", name="Delete").first.click()
    assert problems_here(visitor) == []


def test_an_executive_chooses_the_monthly_mail(window):
    visitor = window("executive")
    page = visitor.page
    page.goto("/mine/monthly/")
    page.get_by_label("On a day of the month").check()
    page.get_by_role("button", name="Save my choice").click()
    expect(page.get_by_text("Give a day from 1 to 28").first).to_be_visible()
    assert problems_here(visitor) == []
    page.get_by_label("Day of the month", exact=True).fill("5")
    page.get_by_role("button", name="Save my choice").click()
    expect(page.get_by_text("Your monthly mail is set.")).to_be_visible()
