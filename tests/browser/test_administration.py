"""Administrators and reminders, in the browser and without a script."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from initiatives.base import clock
from initiatives.web.words import day_in_words
from tests.browser.looking import problems_here, wrong

ENGINE = "/administration/reminders/"
HOLD = """
from initiatives.accountability.models import Engine
from initiatives.base import clock
Engine.objects.update(state="held", held_at=clock.now(), held_size=37)
"""


@pytest.fixture
def admin(visit):
    return visit("admin", java_script_enabled=False).page


def test_a_policy_is_changed_after_a_look_at_what_it_would_do(admin, visit):
    admin.goto("/policies/")
    admin.get_by_role("link", name="A policy of its own").click()
    admin.get_by_label("Where").select_option(index=1)
    admin.get_by_label("For which commitments").select_option("review")
    admin.get_by_role("button", name="More rows").click()
    row = admin.get_by_role("group", name="Step 12")
    row.get_by_label("Tell").select_option("owner")
    row.get_by_label("Days").fill("400")
    admin.get_by_role("button", name="See what it would change").click()
    expect(admin.locator(".error-summary")).to_contain_text("at most 365 days")
    row.get_by_label("Days").fill("2")
    row.get_by_label("Days").press("Enter")
    expect(admin.get_by_role("heading", name="What it would change")).to_be_visible()
    expect(admin.get_by_text("Nothing is saved yet")).to_be_visible()
    admin.get_by_role("button", name="Change it again").click()
    expect(row.get_by_label("Days")).to_have_value("2")
    admin.get_by_role("button", name="See what it would change").click()
    admin.get_by_role("button", name="Put it in force").click()
    expect(admin.get_by_text(re.compile("^Version 1 is in force for"))).to_be_visible()
    policy = admin.url
    assert wrong(visit("admin"), policy, f"{policy}retire/", "/policies/") == {}
    admin.get_by_role("link", name="Do without it").click()
    admin.get_by_label("Reason").fill("It was a trial.")
    admin.get_by_role("button", name="Do without it").click()
    expect(admin.get_by_text("Not in force any more")).to_be_visible()


def test_the_page_of_an_effect_is_well(visit, first):
    visitor = visit("admin")
    visitor.page.goto(f"/policies/{first('policies/')}/edit/")
    visitor.page.get_by_role("button", name="See what it would change").click()
    expect(visitor.page.get_by_role("heading", name="Told besides")).to_be_visible()
    assert problems_here(visitor) == []


def test_a_year_of_holidays_is_filled_and_one_removed(admin, visit):
    admin.goto("/policies/holidays/")
    admin.get_by_role("link", name="Fill a year").click()
    admin.get_by_label("Year").fill("2031")
    admin.get_by_role("button", name="Add its holidays").click()
    link = admin.get_by_role("link", name=re.compile("^Remove.*Juneteenth"))
    remove = link.get_attribute("href")
    assert wrong(visit("admin"), remove, "/policies/holidays/?year=2031") == {}
    link.click()
    admin.get_by_role("button", name="Remove it").click()
    expect(admin.get_by_text("The holiday is removed.")).to_be_visible()


def test_reminders_are_stopped_started_held_and_let_go(admin, visit, system):
    looking = visit("admin")
    admin.goto(ENGINE)
    admin.get_by_role("link", name="Stop all").click()
    admin.get_by_label("Reason").fill("The mail server moves.")
    admin.get_by_role("button", name="Stop all reminders").click()
    expect(admin.get_by_role("link", name="Start again")).to_be_visible()
    assert wrong(looking, ENGINE, f"{ENGINE}start/", "/people/") == {}
    expect(looking.page.get_by_role("heading", name="Reminders are stopped")).to_be_visible()
    admin.get_by_role("link", name="Start again").click()
    admin.get_by_role("button", name="Start reminders").click()
    expect(admin.get_by_text("Reminders are started.")).to_be_visible()
    system.manage("shell", "--no-imports", "-c", HOLD)
    assert wrong(looking, ENGINE, f"{ENGINE}release/", "/people/") == {}
    admin.goto(ENGINE)
    admin.get_by_role("link", name="Look and let go").click()
    admin.get_by_role("button", name="Let them go").click()
    expect(admin.get_by_text("Reminders go.")).to_be_visible()


def test_a_preview_of_another_day_is_asked_for(admin):
    day = clock.today() + timedelta(days=20)
    admin.goto(f"{ENGINE}preview/")
    admin.get_by_label("Day and time").fill(f"{day}T08:00")
    admin.get_by_role("button", name="Look").click()
    expect(admin.locator("p.count")).to_contain_text(f"{day_in_words(day)}, 08:00")


def test_an_entity_is_split_merged_and_set_apart_again(admin, visit, first):
    hospital = f"/entities/{first('entities/?kind=hospital')}/"
    admin.goto(hospital)
    admin.get_by_role("link", name="Split off a part").click()
    admin.get_by_label("Name", exact=True).fill("Heart center")
    admin.get_by_label("Short name").fill("Heart")
    admin.locator("[name=initiatives], [name=children]").first.check()
    admin.get_by_label("Reason").fill("It has a house of its own.")
    admin.get_by_role("button", name="Split it off").click()
    expect(admin.get_by_text("Heart center is split off.")).to_be_visible()
    part = admin.url
    admin.get_by_role("link", name="Merge into another").click()
    expect(admin.get_by_role("heading", name="What it concerns")).to_be_visible()
    admin.get_by_label("Becomes part of").select_option(hospital.split("/")[2])
    admin.get_by_label("Reason").fill("It was a trial.")
    admin.get_by_role("button", name="Merge it").click()
    expect(admin.get_by_role("heading", name="It is part of")).to_be_visible()
    assert wrong(visit("admin"), part, f"{part}apart/", "/entities/") == {}
    admin.get_by_role("link", name="Set it apart again").click()
    admin.get_by_label("Reason").fill("It was no trial.")
    admin.get_by_role("button", name="Set it apart").click()
    expect(admin.get_by_text("Heart center stands for itself again.")).to_be_visible()
