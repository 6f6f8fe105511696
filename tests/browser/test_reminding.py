"""People's own control, in the browser: covers, snoozes, messages, calendar, links in mails."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from initiatives.base import clock
from tests.browser.looking import problems, wrong


@pytest.fixture
def without_script(visit):
    return lambda who: visit(who, java_script_enabled=False).page


def test_somebody_is_asked_to_cover_agrees_and_sees_what_is_due(visit, without_script):
    owner = without_script("owner")
    owner.goto("/mine/cover/ask/")
    jonah = owner.locator("#id_stand_in option", has_text="Jonah Wexford").get_attribute("value")
    owner.locator("#id_stand_in").select_option(jonah)
    today = clock.today()
    owner.locator("#id_starts").fill(today.isoformat())
    owner.locator("#id_ends").fill((today + timedelta(days=2)).isoformat())
    owner.locator("#id_reason").fill("On leave")
    owner.get_by_role("button", name="Ask them").click()
    expect(owner.get_by_text("Not answered yet")).to_be_visible()
    end = owner.get_by_role("link", name=re.compile("^Take it back")).get_attribute("href")

    asked = visit("member")
    asked.page.goto("/mine/")
    expect(asked.page.get_by_text("asks you to cover")).to_be_visible()
    agree = end.replace("/end/", "/agree/")
    assert (
        wrong(asked, "/mine/", "/mine/cover/", agree, end.replace("/end/", "/decline/"), end) == {}
    )
    asked.page.goto("/mine/cover/")
    asked.page.get_by_role("button", name=re.compile("^I will cover")).click()
    expect(asked.page.get_by_text("You cover for Priya Raghunath until")).to_be_visible()
    asked.page.goto("/mine/")
    expect(asked.page.get_by_role("heading", name=re.compile("^While you cover"))).to_be_visible()
    assert wrong(asked, "/mine/", "/mine/cover/") == {}


def test_an_owner_puts_reminders_off_and_ends_that(visit, without_script):
    page = without_script("owner")
    page.locator(".inbox-row a").first.click()
    expect(page.get_by_role("link", name="Snooze")).to_be_visible()
    commitment = page.url
    page.get_by_role("link", name="Snooze").click()
    expect(page.get_by_role("button", name="Put them off")).to_be_visible()
    snooze = page.url
    page.get_by_role("button", name="Put them off").click()
    expect(page.locator(".error-summary")).to_contain_text("Choose a day.")
    page.get_by_label(re.compile("In a week")).check()
    page.get_by_label("Reason").fill("The ward moves this week.")
    page.get_by_role("button", name="Put them off").click()
    expect(page.get_by_text("escalates to are still told")).to_be_visible()
    assert (
        wrong(visit("owner"), commitment, snooze, snooze.replace("/snooze/", "/end-snooze/")) == {}
    )
    page.goto("/mine/")
    expect(page.get_by_text("Reminders put off until")).to_be_visible()
    page.goto(commitment)
    page.get_by_role("button", name="Remind me again now").click()
    expect(page.get_by_role("link", name="Snooze")).to_be_visible()


def test_a_message_is_read_again_where_it_is_listed(visit):
    visitor = visit("owner")
    visitor.page.goto("/mine/reminders/?state=sent")
    visitor.page.get_by_role("link", name=re.compile("^Read it")).first.click()
    expect(visitor.page.get_by_role("heading", name="What it said")).to_be_visible()
    assert wrong(visitor, visitor.page.url) == {}


def test_a_calendar_is_opened_read_and_closed(visit):
    visitor = visit("owner")
    page = visitor.page
    page.goto("/mine/reminding/")
    page.get_by_role("link", name="Make a calendar address").click()
    page.get_by_role("button", name="Make the address").click()
    path = re.sub(r"^\w+://[^/]+", "", page.locator(".secret code").inner_text())
    stranger = visit().page
    assert stranger.request.get(path).text().startswith("BEGIN:VCALENDAR")
    assert wrong(visitor, "/mine/reminding/") == {}
    page.get_by_role("link", name="Close it").click()
    page.get_by_role("button", name="Close it").click()
    assert stranger.request.get(path).status == 404


LINKS = """
from initiatives.accountability.models import Commitment
from initiatives.accountability.services.links import acknowledge_url, unsubscribe_url
open = Commitment.objects.filter(state="open", owner__email="owner@demo.example").first()
print(acknowledge_url(open, open.owner), unsubscribe_url(open.owner))
"""


def test_links_in_mails_lead_to_pages_that_ask(visit, system):
    links = system.manage("shell", "--no-imports", "-c", LINKS).split()
    acknowledge, unsubscribe = (link.removeprefix(system.url) for link in links)
    visitor = visit()
    assert wrong(visitor, acknowledge, unsubscribe) == {}
    assert problems(visitor, "/acknowledge/x/") == ["answered 410"]
    visitor.page.goto(unsubscribe)
    expect(visitor.page.get_by_role("button", name=re.compile("^End digests"))).to_be_visible()
    visitor.page.goto(acknowledge)
    visitor.page.get_by_role("button", name="Acknowledge").click()
    expect(visitor.page.get_by_role("heading", name="Acknowledged")).to_be_visible()
    assert wrong(visitor, acknowledge) == {}
