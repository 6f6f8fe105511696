"""Every reminder of one commitment, with the state of its message."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.services import sweep
from initiatives.base import clock
from tests.factories import make_promise
from tests.initiatives.web.who import EVERYONE, those_let_in


@pytest.fixture
def made(cast):
    return make_promise(cast.lee, cast.alice, -15, "Hire two", initiative=cast.initiative)


def at(commitment):
    return reverse("commitment_reminders", args=[commitment.pk])


def text(answer):
    return answer.content.decode()


def test_it_is_read_by_whoever_sees_the_commitment(cast, browse, client, made):
    page = reverse("commitment", args=[made.pk])
    readers = those_let_in(cast, browse, page)
    assert those_let_in(cast, browse, at(made)) == readers
    assert {"charlie", "nobody"} == set(EVERYONE) - readers
    assert client.get(at(made)).status_code == 302


def test_it_says_to_whom_why_and_in_which_message(cast, browse, made):
    sweep()
    page = browse(cast.root).get(at(made))
    assert {told.reminder.recipient.name for told in page.context["told"]} == {"Alice", "Sam"}
    assert "As its sponsor: 14 days after its date" in text(page)
    assert "Digest, sent" in text(page)


def test_the_message_is_reached_by_who_oversees_and_by_its_person(cast, browse, made):
    sweep()
    mine = Delivery.objects.get(recipient=cast.alice)
    links = {"message": reverse("message", args=[mine.pk])}
    links["my_message"] = reverse("my_message", args=[mine.pk])
    for name, seen in (
        ("root", "message"),
        ("ada", "message"),
        ("alice", "my_message"),
        ("lee", ""),
    ):
        page = text(browse(getattr(cast, name)).get(at(made)))
        shown = {key for key, url in links.items() if f'href="{url}"' in page}
        assert shown == ({seen} if seen else set()), name


def test_what_went_wrong_with_a_message_is_for_who_oversees(cast, browse, made):
    sweep()
    Delivery.objects.update(error="450 Busy.", attempts=3)
    assert "450 Busy." in text(browse(cast.ada).get(at(made)))
    page = text(browse(cast.lee).get(at(made)))
    assert "450 Busy." not in page
    assert "tried 3 times" in page


def test_notes_are_shown(cast, browse, made):
    sweep()
    Reminder.objects.update(state="cancelled", note="It was snoozed.")
    assert "It was snoozed." in text(browse(cast.alice).get(at(made)))


def test_it_is_narrowed_and_nobody_told_is_said(cast, browse, made):
    browser = browse(cast.root)
    assert "Nobody was told of it yet" in text(browser.get(at(made)))
    sweep()
    answer = browser.get(f"{at(made)}?audience=sponsor")
    assert [told.reminder.recipient for told in answer.context["told"]] == [cast.sam]
    assert browser.get(f"{at(made)}?state=flying").status_code == 400


def test_it_is_paged(cast, browse, made):
    policy = sweep() and Reminder.objects.first().policy
    Reminder.objects.bulk_create(
        Reminder(
            commitment=made,
            recipient=cast.bob,
            audience="owner",
            generation=1,
            step=step,
            due_on=made.due_on,
            policy=policy,
            state="cancelled",
        )
        for step in range(60)
    )
    browser = browse(cast.alice)
    assert len(browser.get(at(made)).context["told"]) == 50
    assert len(browser.get(f"{at(made)}?page=2").context["told"]) == 12


@pytest.mark.parametrize("rows", [1, 3])
def test_one_reminder_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    made = make_promise(cast.lee, cast.alice, 0, initiative=cast.initiative)
    for days in (0, 7, 14)[:rows]:
        with clock.at(clock.now() + timedelta(days=days)):
            sweep()
    browser = browse(cast.ada)
    assert len(browser.get(at(made)).context["told"]) >= rows
    assert count_queries(browser, at(made)) == 4
