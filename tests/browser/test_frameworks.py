"""Principles and vocabularies, changed with a browser and looked at before the yes."""

import yaml
from playwright.sync_api import Page, expect

from tests.browser.looking import problems_here


def changed(page: Page) -> bytes:
    """The version in force as the page hands it out, with words changed and a new version."""
    address = page.get_by_role("link", name="as a file").get_attribute("href") or ""
    said = yaml.safe_load(page.request.get(address).body())
    said["framework"]["version"] = "2031"
    said["principles"][0]["statement"] += " Always."
    said["principles"][1:2] = []
    return yaml.safe_dump(said).encode()


def test_what_a_version_would_change_is_seen_word_by_word(window):
    visitor = window("lead")
    page = visitor.page
    page.goto("/administration/frameworks/")
    page.get_by_role("link", name="Bring in a version").click()
    file = {"name": "ours.yaml", "mimeType": "application/yaml", "buffer": changed(page)}
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="Word by word")).to_be_visible()
    expect(page.get_by_text("Withdrawn", exact=True)).to_be_visible()
    assert problems_here(visitor) == []
    page.get_by_role("button", name="Put version 2031 in force").click()
    expect(page.locator(".error-summary")).to_contain_text("Reason")
    assert problems_here(visitor) == []


def test_what_cannot_be_read_says_where(window):
    visitor = window("lead")
    page = visitor.page
    page.goto("/administration/frameworks/new/")
    file = {"name": "ours.yaml", "mimeType": "application/yaml", "buffer": b"framework: {a: 1}\n"}
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("framework.a is not a part that is read here").first).to_be_visible()
    assert problems_here(visitor) == []


def test_a_vocabulary_is_changed_retired_and_offered_again_without_javascript(visit):
    visitor = visit("admin", java_script_enabled=False)
    page = visitor.page
    page.goto("/administration/vocabularies/new/")
    page.get_by_label("Name").fill("Housing")
    page.locator("#id_groups").fill("Stable\nUnstable")
    page.get_by_role("button", name="See what it changes").click()
    page.get_by_label("Reason").fill("Asked for by the clinics.")
    page.get_by_role("button", name="Put it in force").click()
    expect(page.get_by_text("In force: Housing (1).")).to_be_visible()
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Version").fill("2")
    page.locator("#id_groups").fill("stable | In a stable home\nunstable | Unstable")
    page.get_by_role("button", name="See what it changes").click()
    expect(page.get_by_text("In a stable home")).to_be_visible()
    page.get_by_label("Reason").fill("Plainer words.")
    page.get_by_role("button", name="Put it in force").click()
    page.get_by_role("link", name="Retire it").click()
    page.get_by_label("Reason").fill("Nobody uses it.")
    page.get_by_role("button", name="Retire it").click()
    expect(page.get_by_text("It is retired.")).to_be_visible()
    page.get_by_role("link", name="Offer it again").click()
    page.get_by_label("Reason").fill("Somebody does.")
    page.get_by_role("button", name="Offer it again").click()
    expect(page.get_by_text("It is offered again.")).to_be_visible()


def test_the_preview_of_a_vocabulary_is_well(window, first):
    visitor = window("admin")
    page = visitor.page
    language = first("stratifications/")
    page.goto(f"/administration/vocabularies/{language}/edit/")
    page.get_by_label("Version").fill("Next")
    groups = page.locator("#id_groups")
    groups.fill(groups.input_value() + "\nA group of its own")
    page.get_by_role("button", name="See what it changes").click()
    expect(page.get_by_role("heading", name="Put it in force")).to_be_visible()
    assert problems_here(visitor) == []
    page.get_by_role("button", name="Put it in force").click()
    expect(page.locator(".error-summary")).to_contain_text("Reason")
    assert problems_here(visitor) == []
