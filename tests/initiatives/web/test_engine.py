"""The administrators' page of the engine, and what they do with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Delivery, Engine, Preference
from initiatives.accountability.services import stop_engine, sweep
from initiatives.accountability.services.plan import plan
from initiatives.base import clock
from initiatives.people.models import User
from tests.factories import make_promise, make_user
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import those_let_in

URL = "/administration/reminders/"
ACTIONS = ("engine_stop", "engine_start", "engine_release")


def promise(cast, days=-1, owner=None, **fields):
    owner = owner or cast.alice
    return make_promise(cast.lee, owner, days, initiative=cast.initiative, **fields)


def set_engine(state, **fields):
    Engine.objects.update_or_create(pk=1, defaults={"state": state, **fields})


def hold(size=3):
    set_engine("held", held_at=clock.now(), held_size=size)


def parked(person, error="550 No such <user>.", **fields):
    return Delivery.objects.create(
        recipient=person, key="digest/x", day=clock.today(), state="failed", error=error, **fields
    )


def refuse(person):
    Preference.objects.create(
        person=person,
        unreachable_address=person.email,
        unreachable_since=clock.now(),
        unreachable_because="550 Unknown.",
    )


def text(answer):
    return answer.content.decode()


def numbers(answer):
    return {label: number for label, number, _ in answer.context["numbers"]}


def test_administrators_and_auditors_read_it(cast, browse, client):
    assert those_let_in(cast, browse, URL) == {"root", "ada"}
    assert client.get(URL).status_code == 302


def test_an_auditor_is_offered_nothing_to_do(cast, browse):
    parked(cast.alice)
    page = text(browse(cast.ada).get(URL))
    for name in (*ACTIONS, "engine_preview"):
        assert reverse(name) not in page
    assert "Send again" not in page


@pytest.mark.parametrize(
    ("name", "state"),
    [("engine_stop", "running"), ("engine_start", "stopped"), ("engine_release", "held")],
)
def test_only_administrators_act(cast, browse, name, state):
    set_engine(state)
    url = reverse(name)
    assert those_let_in(cast, browse, url) == {"root"}
    for person in (cast.alice, cast.erin, cast.ada, cast.lee):
        assert browse(person).post(url, {"reason": "No."}).status_code == 403
    assert Engine.objects.get().state == state


def test_it_shows_where_reminders_are(cast, browse):
    promise(cast)
    sweep()
    promise(cast, owner=cast.bob)
    plan()
    parked(cast.sam)
    answer = browse(cast.root).get(URL)
    assert numbers(answer) == {
        "Occasions owed": "1",
        "People waiting for their hour": "1",
        "Messages to go": "0",
        "Being sent now": "0",
        "Sent in the last 24 hours": "1",
        "Failed": "1",
        "Oldest that could go has waited": "None waits",
    }
    assert "It last looked what is owed on" in text(answer)
    assert "550 No such &lt;user&gt;." in text(answer)


def test_a_number_that_is_a_link_counts_its_list(cast, browse):
    for person in (cast.sam, cast.bob):
        parked(person)
    browser = browse(cast.root)
    for _, number, query in browser.get(URL).context["numbers"]:
        if query:
            listed = browser.get(f"{reverse('message_list')}?{query}")
            assert str(listed.context["count"]) == number


def test_an_engine_that_has_not_swept_lately_is_told(cast, browse):
    browser = browse(cast.root)
    assert "It has not looked yet" in text(browser.get(URL))
    sweep()
    assert "No sign of life" not in text(browser.get(URL))
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert "No sign of life" in text(browser.get(URL))


def test_people_whom_mail_does_not_reach_are_listed_with_why(cast, browse):
    promise(cast, 3)
    refuse(cast.alice)
    page = text(browse(cast.root).get(URL))
    assert "alice@example.org" in page
    assert "550 Unknown." in page
    assert f"?owner={cast.alice.pk}&amp;state=open" in page


def test_commitments_of_which_nobody_can_be_told_are_listed(cast, browse):
    promise(cast, 3, title="Hire two")
    for person in (cast.alice, cast.lee, cast.root):
        refuse(person)
    assert "Hire two" in text(browse(cast.ada).get(URL))


def test_stopping_asks_for_a_reason_and_shows_it_with_who_and_when(cast, browse):
    browser = browse(cast.root)
    refused = fill_in(browser, reverse("engine_stop"))
    assert refused.status_code == 422
    assert fill_in(browser, reverse("engine_stop"), reason="We move house.").url == URL
    page = text(browse(cast.ada).get(URL))
    assert "We move house." in page
    assert "Stopped by" in page
    promise(cast)
    assert sweep().sent == 0


def test_the_reason_of_an_earlier_stop_is_not_the_reason_of_a_hold(cast, browse):
    stop_engine(actor=cast.root, reason="We move house.")
    hold()
    assert "statement" not in text(browse(cast.root).get(URL))


def test_starting_shows_what_would_go_and_sends_it(cast, browse):
    promise(cast)
    stop_engine(actor=cast.root, reason="We move house.")
    browser = browse(cast.root)
    page = browser.get(reverse("engine_start"))
    assert (page.context["people"], page.context["items"]) == (1, 1)
    assert sweep().sent == 0
    assert fill_in(browser, reverse("engine_start")).url == URL
    assert sweep().sent == 1


def test_what_is_held_shows_its_size_and_who_would_get_what_before_it_goes(cast, browse, settings):
    settings.HOLD_ABOVE = 2
    for number in range(3):
        promise(cast, owner=make_user(f"Owner {number}"), title=f"Promise of {number}")
    sweep()
    browser = browse(cast.root)
    assert "3 people would have got" in text(browser.get(URL))
    page = browser.get(reverse("engine_release"))
    assert page.context["people"] == 3
    assert "Promise of 2" in text(page)
    assert not Delivery.objects.exists()
    fill_in(browser, reverse("engine_release"))
    assert Engine.objects.get().state == "running"
    assert sweep().sent == 3


def test_of_many_the_first_are_shown_with_how_many_there_are(cast, browse):
    hold()
    for _ in range(21):
        promise(cast, owner=make_user())
    page = browse(cast.root).get(reverse("engine_release"))
    assert (page.context["people"], len(page.context["foretold"])) == (21, 20)
    assert "The first 20 of 21" in text(page)


@pytest.mark.parametrize(
    ("name", "state"),
    [("engine_stop", "stopped"), ("engine_start", "held"), ("engine_release", "stopped")],
)
def test_what_does_not_fit_its_state_leads_back(cast, browse, name, state):
    set_engine(state)
    answer = browse(cast.root).get(reverse(name), follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "so this is not open" in text(answer)


@pytest.mark.parametrize(
    ("state", "words"), [("held", "Reminders wait for a look"), ("stopped", "are stopped")]
)
def test_on_every_page_administrators_are_told_when_nothing_goes(cast, browse, state, words):
    set_engine(state, held_at=clock.now(), held_size=3)
    pages = {name: text(browse(getattr(cast, name)).get("/people/")) for name in ("root", "ada")}
    assert words in pages["root"]
    assert words not in pages["ada"]
    assert 'id="standstill-title"' not in text(browse(cast.root).get(URL))
    set_engine("running")
    assert 'id="standstill-title"' not in text(browse(cast.root).get("/people/"))


def test_the_notice_costs_an_administrator_one_query_and_nobody_else_any(
    cast, browse, count_queries
):
    Engine.objects.create(pk=1)
    before = count_queries(browse(cast.root), "/people/")
    stop_engine(actor=cast.root, reason="We move house.")
    assert count_queries(browse(cast.root), "/people/") == before
    assert count_queries(browse(cast.ada), "/people/") == before - 2  # no count of what is overdue


def test_the_menu_leads_there_for_those_who_may_read_it(cast, browse):
    for name, shown in (("root", True), ("ada", True), ("alice", False), ("erin", False)):
        assert (URL in text(browse(getattr(cast, name)).get("/profile/"))) is shown


@pytest.mark.parametrize("rows", [1, 3])
def test_one_row_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    Engine.objects.create(pk=1)
    for _ in range(rows):
        person = make_user()
        promise(cast, owner=person)
        parked(person)
        refuse(person)
    for person in (cast.lee, cast.root):
        refuse(person)
    browser = browse(cast.ada)
    assert len(browser.get(URL).context["untold"]) == rows
    assert count_queries(browser, URL) == 16


def test_a_closed_owner_is_told_as_such(cast, browse):
    promise(cast, 3, title="Hire two")
    User.objects.filter(pk=cast.alice.pk).update(is_active=False)
    for person in (cast.lee, cast.root):
        refuse(person)
    assert "Alice, account closed" in text(browse(cast.ada).get(URL))
