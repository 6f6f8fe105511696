"""The pages of driver diagrams and cycles, as a browser without JavaScript uses them."""

import pytest
from django.urls import reverse

from initiatives.measures.services import link_cycle
from initiatives.portfolio.models import Driver, PdsaCycle
from initiatives.web.forms.method import GROUP_ROWS, StudyForm
from tests.initiatives.measures.making import make_measure
from tests.initiatives.portfolio.testing import make_cycle, make_idea, plan, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(client, cast):
    client.force_login(cast.bob)
    return client


@pytest.fixture
def idea(cast):
    return make_idea(cast)


def text(answer):
    return answer.content.decode()


def test_a_diagram_is_drawn_by_forms_alone(bob, cast):
    new = reverse("driver_create", args=[cast.initiative.pk])
    bob.post(f"{new}?kind=primary", {"text": "Contact"})
    primary = Driver.objects.get()
    bob.post(f"{new}?kind=idea&parent={primary.pk}", {"text": "Call <early>", "impact": "high"})
    page = text(bob.get(reverse("driver_outline", args=[cast.initiative.pk])))
    assert "Call &lt;early&gt;" in page
    assert "<early>" not in page
    assert "Proposed" in page


def test_a_button_moves_a_node(bob, cast, idea):
    move = reverse("driver_move", args=[idea.pk])
    answer = bob.post(move, {"version": idea.version, "way": "out"}, follow=True)
    idea.refresh_from_db()
    assert idea.parent.kind == "primary"
    assert answer.status_code == 200
    refused = bob.post(move, {"version": idea.version, "way": "out"})
    assert refused.status_code == 422
    assert "It cannot go further out." in text(refused)


def test_a_node_is_edited_measured_and_retired(bob, cast, idea):
    measure = make_measure(cast)
    said = {"text": "Call twice", "parent": idea.parent_id, "state": "testing", "version": 1}
    bob.post(reverse("driver_edit", args=[idea.pk]), said)
    bob.post(reverse("driver_measures", args=[idea.pk]), {"measures": [measure.pk], "version": 2})
    page = text(bob.get(reverse("initiative", args=[cast.initiative.pk])))
    assert "Call twice" in page
    assert f"Measure: {measure.name[:10]}" in page
    bob.post(reverse("driver_retire", args=[idea.pk]), {"reason": "Known.", "version": 3})
    outline = text(bob.get(reverse("driver_outline", args=[cast.initiative.pk])))
    assert "Retired (1)" in outline


def test_a_cycle_goes_from_its_plan_to_its_end(bob, cast, idea):
    said = plan(cast) | {"owner": cast.bob.pk, "prediction": ""}
    bob.post(reverse("cycle_create", args=[idea.pk]), said)
    cycle = PdsaCycle.objects.get()
    page = text(bob.get(reverse("cycle", args=[cycle.pk])))
    assert "Write what you predict." in page
    assert f"{reverse('cycle_edit', args=[cycle.pk])}#id_prediction" in page
    advance = reverse("cycle_advance", args=[cycle.pk])
    assert bob.post(advance, {"version": cycle.version}).status_code == 422
    edit = reverse("cycle_edit", args=[cycle.pk])
    bob.post(edit, said | {"prediction": "Eight.", "version": cycle.version})
    forms = {
        "do": {"began_on": plan(cast)["planned_from"], **written(cast, "do")},
        "study": {
            "finding": "met",
            "learning": "It works.",
            "group_1": "Somali",
            "finding_1": "not_met",
        },
        "act": written(cast, "act"),
    }
    for step, form in forms.items():
        cycle.refresh_from_db()
        bob.post(advance, {"version": cycle.version})
        cycle.refresh_from_db()
        assert cycle.step == step
        assert bob.get(edit).status_code == 200
        bob.post(edit, form | {"version": cycle.version})
    cycle.refresh_from_db()
    bob.post(advance, {"version": cycle.version})
    cycle.refresh_from_db()
    page = text(bob.get(reverse("cycle", args=[cycle.pk])))
    assert cycle.step == "done"
    assert "Not as predicted" in page
    assert f"?follows={cycle.pk}" in page
    assert bob.get(edit).status_code == 403


def test_a_cycle_is_drawn_on_the_charts_of_its_measures(bob, cast, idea):
    from initiatives.measures.queries import marks_of

    measure, cycle = make_measure(cast), make_cycle(cast, idea)
    link_cycle(actor=cast.bob, cycle=cycle, measures=[measure])
    assert marks_of(measure).events == ()
    begun = make_cycle(cast, idea, "do", title="By phone")
    answer = bob.post(
        reverse("cycle_measures", args=[begun.pk]),
        {"measures": [measure.pk], "version": begun.version},
    )
    assert answer.status_code == 302
    assert marks_of(measure).events == ((begun.began_on, "PDSA 2: By phone"),)


def test_a_cycle_is_dropped_with_a_reason(bob, cast, idea):
    cycle = make_cycle(cast, idea)
    drop = reverse("cycle_drop", args=[cycle.pk])
    bob.post(drop, {"version": PdsaCycle.objects.get().version, "reason": "The ward closed."})
    assert "The ward closed." in text(bob.get(reverse("cycle", args=[cycle.pk])))


PAGES = (
    *("driver_edit", "driver_move", "driver_retire", "driver_measures", "cycle_create"),
    *("cycle_edit", "cycle_advance", "cycle_drop", "cycle_measures"),
)


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing_and_a_reader_may_not_change(client, cast, idea, name):
    key = (
        make_cycle(cast, idea).pk
        if name.startswith("cycle_") and name != "cycle_create"
        else idea.pk
    )
    address = reverse(name, args=[key])
    for viewer, status in ((cast.nobody, 404), (cast.ada, 403), (cast.bob, 200)):
        client.force_login(viewer)
        assert client.get(address).status_code == status


@pytest.mark.parametrize("query", ["", "?kind=aim", "?parent=x", f"?kind=idea&parent={'9' * 30}"])
def test_a_hostile_address_breaks_nothing(bob, cast, idea, query):
    for address in (
        reverse("driver_create", args=[cast.initiative.pk]),
        reverse("cycle_create", args=[idea.pk]),
    ):
        assert bob.get(f"{address}{query}{'&' if query else '?'}follows=%00").status_code == 200


def test_an_entity_says_in_how_many_initiatives_changes_are_tested_well(bob, cast, idea):
    address = reverse("entity", args=[cast.hospital.pk])
    assert "How changes are tested" not in text(bob.get(address))
    make_cycle(cast, idea, "act")
    page = text(bob.get(address))
    assert "1 initiative answered for here" in page
    assert "<strong>Small scale first</strong>: in 1 of 1" in page
    assert "<strong>Iterative cycles</strong>: in 0 of 1" in page


def test_a_study_keeps_every_group_that_is_told_of_it(cast):
    told = {f"group_{at}": f"Group {at}" for at in range(1, 10)}
    form = StudyForm(told | {"version": 1}, viewer=cast.bob, initial=told)
    assert form.is_valid(), form.errors
    assert [row["group"] for row in form.cleaned_data["groups"]] == list(told.values())
    assert len(StudyForm(viewer=cast.bob).fields) == len(StudyForm.base_fields) + 3 * GROUP_ROWS
