"""The other layouts of the status, what narrows it, and the pages of its rules."""

import pytest

from initiatives.base import clock
from initiatives.status.models import RuleSet
from initiatives.status.services import refresh_standings
from tests.factories import make_initiative, make_promise
from tests.initiatives.portfolio.testing import make_review
from tests.initiatives.status.nights import night
from tests.initiatives.web.who import statuses

URL, RULES, ADJUST = "/status/", "/status/rules/", "/status/rules/adjust/"


def shown(client, **query):
    return client.get(URL, query).content.decode()


def test_initiatives_by_principle_with_their_state_and_word(cast, browse):
    make_review(cast, held_on=clock.today(cast.bob.time_zone))
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    refresh_standings()
    text = shown(browse(cast.erin), view="initiatives")
    assert "Better interpreters" in text and "They say on track" in text
    assert text.count("Not assessed") == 2


def test_a_difference_stands_on_its_page_in_the_list_and_in_the_matrix(cast, browse):
    make_review(cast, held_on=clock.today(cast.bob.time_zone))
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    refresh_standings()
    client = browse(cast.erin)
    page = client.get(f"/initiatives/{cast.initiative.pk}/").content.decode()
    assert "Its people say on track; the evidence says at risk." in page
    assert "They say on track" in client.get("/initiatives/?differs=true").content.decode()
    assert "1 says better than shown" in shown(client)


def test_entities_by_month_and_a_past_month(cast, browse):
    client = browse(cast.erin)
    assert "No night is kept yet" in shown(client, view="time")
    night()
    assert "The gravest state of all principles" in shown(client, view="time")
    assert "Hospital" in shown(client, view="time", principle=cast.principles[0].pk)
    month = f"{clock.today():%Y-%m}"
    assert "judged by status-3" in shown(client, period=month)
    assert "No night of this month was kept" in shown(client, period="2020-02")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"period": "2026-13"}, "Give a month"),
        ({"period": "yesterday"}, "Give a month"),
        ({"period": "9999-01"}, "has not begun"),
        ({"period": "0000-00"}, "Give a month"),
        ({"period": "2026-01", "population": "x"}, "for all work together"),
        ({"sponsor": "x"}, "valid choice"),
        ({"sponsor": "987654"}, "valid choice"),
        ({"framework": "987654"}, "valid choice"),
        ({"view": "everything"}, "cannot be read"),
        ({"population": "x" * 81}, "at most 80"),
        ({"population": "a\x00b"}, "Null characters"),
    ],
)
def test_what_cannot_be_asked_for_is_said_beside_its_field(cast, browse, query, said):
    answer = browse(cast.erin).get(URL, query)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_who_holds_no_role_there_is_told_why_no_past_is_shown(cast, browse):
    night()
    text = shown(browse(cast.alice), view="time", entity=cast.system.pk)
    assert "The past of System is shown to those who hold a role there" in text


def test_the_sponsors_own_view_narrows_every_number(cast, browse):
    make_initiative(cast.lee, cast.hospital, principles=cast.principles, sponsor=cast.erin)
    answer = browse(cast.erin).get(URL, {"sponsor": cast.erin.pk})
    first = answer.context["matrix"].rows[0].cells[0]
    assert first.initiatives == 1
    assert f"sponsor={cast.erin.pk}" in answer.content.decode()


def test_everyone_reads_the_rules_and_administrators_adjust_them(cast, browse):
    assert set(statuses(cast, browse, RULES).values()) == {200}
    assert "A group that gets worse" in browse(cast.nobody).get(RULES).content.decode()
    allowed = {name for name, code in statuses(cast, browse, ADJUST).items() if code == 200}
    assert allowed == {"root"}


def test_an_administrator_puts_new_rules_in_force(cast, browse):
    client = browse(cast.root)
    form = client.get(ADJUST).context["form"]
    given = {**form.initial, "because": "Our council asked.", "overdue_state": "off_track"}
    answer = client.post(ADJUST, given, follow=True)
    assert "The rules status-4 are in force" in answer.content.decode()
    assert "Built in: at risk" in answer.content.decode()
    again = client.post(ADJUST, {**given, "stale_days": 30})
    assert again.status_code == 409  # somebody adjusted them since the form was opened
    worse = client.post(ADJUST, {**given, "seen": "status-4", "overdue_state": "on_track"})
    assert worse.status_code == 422
    assert RuleSet.objects.count() == 1
