"""The pages of an initiative's life: stages and gates, overrides, holds, the end."""

import pytest
from django.urls import reverse

from initiatives.portfolio.models import Handover, Initiative
from initiatives.portfolio.services import put_on_hold, write_handover
from tests.factories import make_initiative
from tests.initiatives.portfolio.walking import days, let_past
from tests.initiatives.web.forms import fields_of, fill_in

EVERYONE = ("alice", "bob", "sam", "lee", "root", "erin", "ada", "charlie", "nobody")


def page(name, initiative):
    return reverse(f"initiative_{name}", args=[initiative.pk])


def fresh(cast):
    return Initiative.objects.get(pk=cast.initiative.pk)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("stage", {"alice", "sam", "lee", "root", "erin"}),
        ("override", {"erin"}),
        ("hold", {"alice", "sam", "lee", "root"}),
        ("resume", {"alice", "sam", "lee", "root"}),
        ("close", {"alice", "sam", "lee", "root"}),
        ("handover", {"alice", "bob", "sam", "lee", "root"}),
        ("lasted", {"alice", "bob", "sam", "lee", "root"}),
    ],
)
def test_who_may_open_which_page(cast, browse, name, allowed):
    said = {
        who: browse(getattr(cast, who)).get(page(name, cast.initiative)).status_code
        for who in EVERYONE
    }
    unseen = {"charlie": 404, "nobody": 404}
    assert said == {who: 200 if who in allowed else 403 for who in EVERYONE} | unseen


def test_past_proposed_an_executive_moves_nothing(cast, browse):
    running = let_past(cast, cast.initiative, "planning")
    assert browse(cast.erin).get(page("stage", running)).status_code == 403


def test_a_closed_gate_says_what_is_missing_and_where_to_add_it(cast, browse):
    bare = make_initiative(cast.lee, cast.hospital, owner=cast.alice)
    answer = fill_in(browse(cast.lee), page("stage", bare), stage="approved")
    text = answer.content.decode()
    assert answer.status_code == 422
    for words, url in (
        ("Align it with at least one principle", page("align", bare)),
        ("Name a sponsor", page("edit", bare) + "#id_sponsor"),
        ("Name a lead in its team", page("edit", bare) + "#id_member_0"),
    ):
        assert words in text
        assert url in text
    assert Initiative.objects.get(pk=bare.pk).stage == "proposed"


def test_the_way_ahead_is_on_its_page_for_those_who_may_walk_it(cast, browse):
    url = reverse("initiative", args=[cast.initiative.pk])
    text = browse(cast.bob).get(url).content.decode()
    alignment = cast.initiative.alignments.first()
    assert "Before the next stage, approved" in text
    assert 'aria-current="step"' in text
    assess = reverse("alignment_assess", args=[alignment.pk])
    assert f"{assess}?checkpoint=charter" in text
    auditor = browse(cast.ada).get(url).content.decode()
    assert "Complete the aim" in auditor
    assert page("edit", cast.initiative) not in auditor


def test_measures_ideas_and_plans_are_linked_from_the_gate(cast, browse):
    running = let_past(cast, cast.initiative, "planning")
    text = browse(cast.lee).get(reverse("initiative", args=[running.pk])).content.decode()
    assert f"{reverse('measure_create')}?initiative={running.pk}&amp;kind=outcome" in text
    assert f"{reverse('initiative', args=[running.pk])}#drivers" in text
    sustained = let_past(cast, running, "implementing")
    text = browse(cast.lee).get(reverse("initiative", args=[sustained.pk])).content.decode()
    assert page("handover", running) + "#id_control_plan" in text
    assert "earlier gates ask for" in text


def test_a_measure_that_a_gate_asks_for_starts_with_its_kind(cast, browse):
    url = f"{reverse('measure_create')}?initiative={cast.initiative.pk}&kind=balancing"
    assert browse(cast.bob).get(url).context["form"].initial["kind"] == "balancing"


def test_an_executive_lets_it_past_with_a_reason(cast, browse):
    url = page("override", cast.initiative)
    client = browse(cast.erin)
    assert "What the next gate asks for" in client.get(url).content.decode()
    assert fill_in(client, url, reason="").status_code == 422
    answer = fill_in(client, url, stage="planning", reason="The grant began.")
    assert answer.status_code == 302
    assert (fresh(cast).stage, fresh(cast).approved_by) == ("planning", cast.erin)
    text = client.get(answer.url).content.decode()
    assert "by your override" in text
    assert "overrode the gate of" in text.lower() or "Overrode the gate of" in text


def test_it_is_put_on_hold_and_taken_up_again(cast, browse):
    client = browse(cast.alice)
    hold = {"reason": "No nurses.", "resume_on": days(20).isoformat()}
    for wrong in ({"resume_on": "soon"}, {"resume_on": days(-2).isoformat()}, {"reason": ""}):
        assert fill_in(client, page("hold", cast.initiative), **(hold | wrong)).status_code == 422
    answer = fill_in(client, page("hold", cast.initiative), **hold)
    assert "No nurses." in client.get(answer.url).content.decode()
    refused = fill_in(client, page("stage", cast.initiative), stage="idea")
    assert page("resume", cast.initiative) in refused.content.decode()
    fill_in(client, page("resume", cast.initiative), reason="They came.")
    assert fresh(cast).on_hold_since is None


def test_a_handover_is_written_and_not_over_what_another_wrote(cast, browse):
    bob, lee = browse(cast.bob), browse(cast.lee)
    url = page("handover", cast.initiative)
    opened = fields_of(bob.get(url)) | {"control_plan": "Count monthly."}
    assert fill_in(lee, url, control_plan="Count weekly.").status_code == 302
    late = bob.post(url, opened)
    assert (late.status_code, Handover.objects.get().control_plan) == (409, "Count weekly.")
    again = bob.post(url, fields_of(late) | {"control_plan": "Count monthly."})
    assert (again.status_code, Handover.objects.get().control_plan) == (302, "Count monthly.")


def test_closing_lists_what_a_good_end_lacks_and_abandons_without(cast, browse):
    client, url = browse(cast.alice), page("close", cast.initiative)
    assert "Before a good end" in client.get(url).content.decode()
    blocked = fill_in(client, url, outcome="met", summary="Done.")
    assert blocked.status_code == 422
    assert page("handover", cast.initiative) + "#id_look_again_on" in blocked.content.decode()
    done = fill_in(client, url, outcome="abandoned", summary="<b>Nobody</b> came.")
    text = client.get(done.url).content.decode()
    assert "&lt;b&gt;Nobody&lt;/b&gt; came." in text
    assert fresh(cast).stage == "closed"


def test_whether_it_lasted_is_told_where_it_ended(cast, browse):
    running = let_past(cast, cast.initiative, "sustaining")
    write_handover(
        actor=cast.lee,
        initiative=running,
        control_plan="Count.",
        spread_plan="Nowhere: one ward.",
        operational_owner=cast.charlie,
        look_again_on=days(30),
    )
    Handover.objects.update(
        outcome="met", summary="Done.", closed_at=running.stage_since, closed_by=cast.alice
    )
    Initiative.objects.filter(pk=running.pk).update(stage="closed")
    keeper = browse(cast.charlie)
    url = reverse("initiative", args=[running.pk])
    assert "Nobody has looked yet." in keeper.get(url).content.decode()
    assert fill_in(keeper, page("lasted", running), lasted="yes", note="").status_code == 422
    answer = fill_in(keeper, page("lasted", running), lasted="partly", note="Nights slipped.")
    text = keeper.get(answer.url).content.decode()
    assert "It lasted in part" in text
    assert "Nights slipped." in text


def test_a_version_that_is_no_number_is_refused(cast, browse):
    url = page("handover", cast.initiative)
    assert fill_in(browse(cast.bob), url, version="x").status_code == 422
    assert fill_in(browse(cast.bob), url, version="-1").status_code == 422


def test_on_hold_shows_in_the_list_and_is_found(cast, browse):
    put_on_hold(actor=cast.alice, initiative=cast.initiative, reason="x", resume_on=days(5))
    make_initiative(cast.lee, cast.hospital, "Another")
    found = browse(cast.lee).get(reverse("initiative_list"), {"on_hold": "true"})
    assert [row.pk for row in found.context["rows"]] == [cast.initiative.pk]
