"""The pages of the past: a number over time, what changed, and one's last look."""

import re
from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.framework.models import Framework
from initiatives.people.services import move_entity
from initiatives.status.models import SeenStatus
from tests.factories import make_entity, make_shortfall
from tests.initiatives.status.nights import ago, night
from tests.initiatives.web.who import EVERYONE, statuses

pytestmark = pytest.mark.django_db
OVER_TIME, CHANGES, SEEN = "/status/over-time/", "/status/changes/", "/status/seen/"
SEES_ALL = {"erin", "ada", "lee", "root"}


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def asked(cast, entity, **more):
    return {"principle": cast.principles[0].pk, "entity": entity.pk} | more


def test_before_the_first_night_both_pages_say_what_comes(cast, browse):
    erin = browse(cast.erin)
    assert "Come back tomorrow for the first point" in text(erin.get(OVER_TIME))
    assert "The first is kept tonight" in text(erin.get(CHANGES))
    night()
    assert "1 week: too few to say" in text(erin.get(OVER_TIME))
    assert "there is nothing to compare yet" in text(erin.get(CHANGES))


def test_the_chart_has_a_table_a_summary_and_how_it_is_judged(cast, browse):
    for week in range(11, 1, -1):
        night(7 * week)
    page = text(browse(cast.erin).get(OVER_TIME, asked(cast, cast.hospital)))
    for said in (
        *("Overdue commitments", "Principle 1 at Hospital", "10 points, centre 0"),
        *("nothing varies", "Show the data as a table", "On track", "a counts chart (c)"),
        *("Anh\N{LATIN SMALL LETTER O WITH STROKE}j rules", "Confidential shortfalls are left out"),
    ):
        assert said in page, said
    assert page.count("<tr><th") == 11
    assert "<svg" in page


def test_a_period_without_a_night_is_not_kept_and_the_running_one_is_not_over(cast, browse):
    night(60)
    night()
    page = text(browse(cast.erin).get(OVER_TIME, asked(cast, cast.clinic, by="month")))
    assert "Not kept" in page
    assert ", so far" in page


def test_where_the_tree_changed_is_said(cast, browse):
    ward = make_entity("Ward", cast.clinic)
    night(1)
    move_entity(actor=cast.root, entity=ward, parent=cast.hospital, reason="Merged.")
    night()
    page = text(browse(cast.erin).get(OVER_TIME, asked(cast, ward, by="day")))
    assert "Ward was part of Clinic until" in page


def test_everyone_opens_both_pages_and_only_roles_show_the_past(cast, browse):
    night(1)
    make_shortfall(cast.lee, cast.hospital, cast.principles[2])
    night()
    url = f"{OVER_TIME}?principle={cast.principles[0].pk}&entity={cast.hospital.pk}"
    assert set(statuses(cast, browse, url).values()) == {200}
    assert set(statuses(cast, browse, CHANGES).values()) == {200}
    drawn = "Show the data as a table"
    charts = {who for who in EVERYONE if drawn in text(browse(getattr(cast, who)).get(url))}
    told = {who for who in EVERYONE if "was" in changed(browse(getattr(cast, who)), "Hospital")}
    assert charts == SEES_ALL
    assert told == SEES_ALL


def changed(client, name):
    """What the page of changes tells of an entity."""
    page = text(client.get(f"{CHANGES}?since={clock.today() - timedelta(days=1)}"))
    found = re.search(rf">[^<]* at {name}</a>(.*?)</li>", page)
    return found[1] if found else ""


def test_changes_are_sentences_that_lead_to_their_cells(cast, browse):
    night(1)
    make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity="severe")
    night()
    erin = browse(cast.erin)
    page = text(erin.get(f"{CHANGES}?since={clock.today() - timedelta(days=1)}"))
    about = f"?principle={cast.principles[2].pk}&amp;entity={cast.clinic.pk}"
    for said in ("Unknown", "Off track", "has no owner", "From", f"/status/cell/{about}"):
        assert said in page, said
    assert erin.get(f"/status/cell/{about}".replace("&amp;", "&")).status_code == 200


def test_looking_takes_a_post_and_a_get_changes_nothing(cast, browse):
    erin = browse(cast.erin)
    for url in ("/status/", CHANGES, OVER_TIME):
        erin.get(url)
    assert erin.get(SEEN).status_code == 405
    assert not SeenStatus.objects.exists()
    answer = erin.post(SEEN, follow=True)
    assert answer.redirect_chain == [("/status/", 302)]
    assert "Noted" in text(answer)
    assert "You last looked <time" in text(answer)
    erin.post(SEEN)
    assert SeenStatus.objects.get().user == cast.erin


def test_who_is_not_signed_in_marks_nothing(client):
    assert client.post(SEEN).status_code == 302
    assert not SeenStatus.objects.exists()


def test_since_the_last_look_is_where_the_page_starts(cast, browse):
    night(9)
    with ago(8):
        SeenStatus.objects.create(user=cast.erin, seen_at=clock.now())
    night()
    page = text(browse(cast.erin).get(CHANGES))
    assert "Since you last looked" in page
    assert "No state changed" in page


def test_the_status_and_a_cell_lead_to_their_past_for_who_may_see_it(cast, browse):
    cell = f"/status/cell/?principle={cast.principles[0].pk}&entity={cast.hospital.pk}"
    for who, led in (("erin", True), ("alice", False), ("nobody", False)):
        client = browse(getattr(cast, who))
        assert ("/status/changes/" in text(client.get("/status/"))) == led
        assert ("/status/over-time/" in text(client.get(cell))) == led


def test_without_principles_there_is_nothing_to_follow(cast, browse):
    Framework.objects.update(in_force=False)
    assert "There is nothing to follow yet" in text(browse(cast.erin).get(OVER_TIME))


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_take_the_same_queries_however_much_there_is(cast, browse, count_queries, many):
    for day in range(many, 0, -1):
        night(40 * day)
    for principle in cast.principles[:many]:
        make_shortfall(cast.lee, cast.clinic, principle, severity="severe")
    night()
    erin = browse(cast.erin)
    assert count_queries(erin, f"{CHANGES}?since={clock.today() - timedelta(days=40)}") == 10
    assert count_queries(erin, OVER_TIME) == 16
