from datetime import date

from django.urls import reverse

from initiatives.history.models import Event
from initiatives.people.services import deactivate_person
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter, aim_sentence
from tests.initiatives.web.forms import fill_in

AIM = {
    "aim_direction": "increase",
    "aim_measure": "use of an interpreter",
    "aim_baseline": "62%",
    "aim_target": "85%",
    "aim_by": "2027-03-31",
    "aim_population": "patients who prefer another language",
    "aim_setting": "all medicine wards",
}


def test_a_whole_charter_is_written_in_one_go(cast, browse):
    first, second, _ = cast.principles
    answer = fill_in(
        browse(cast.lee),
        reverse("initiative_create"),
        title="Interpreters at discharge",
        entity=cast.hospital.pk,
        entities=[cast.clinic.pk],
        owner=cast.alice.pk,
        sponsor=cast.sam.pk,
        member_0=cast.bob.pk,
        part_0="clinical_lead",
        member_2=cast.nobody.pk,
        part_2="patient_partner",
        problem="People leave without understanding.",
        **AIM,
        **{
            f"serves_{first.pk}": "on",
            f"rationale_{first.pk}": "It treats language as a right.",
            f"serves_{second.pk}": "on",
            f"rationale_{second.pk}": "It listens.",
        },
    )
    made = Initiative.objects.get(title="Interpreters at discharge")
    assert answer.url == reverse("initiative", args=[made.pk])
    assert aim_sentence(made) == (
        "Increase use of an interpreter from 62% to 85% by 31 March 2027 among patients who "
        "prefer another language in all medicine wards."
    )
    charter = Charter.of(made)
    assert set(charter.entities) == {cast.hospital, cast.clinic}
    assert charter.team == {cast.bob.pk: "clinical_lead", cast.nobody.pk: "patient_partner"}
    assert (made.owner, made.sponsor, made.stage) == (cast.alice, cast.sam, "proposed")
    assert [one.principle for one in made.alignments.all()] == [first, second]


def test_a_title_and_an_entity_are_enough(cast, browse):
    answer = fill_in(
        browse(cast.charlie), reverse("initiative_create"), title="Brief", entity=cast.clinic.pk
    )
    assert answer.status_code == 302
    assert Initiative.objects.get(title="Brief").stage == "proposed"


def test_errors_stand_beside_their_fields_and_nothing_is_written(cast, browse):
    answer = fill_in(
        browse(cast.lee),
        reverse("initiative_create"),
        title=" ",
        entity="",
        aim_by="31/31/2027",
        started_on="0001-01-01",
        owner="99999999999999999999999",
        member_0=cast.bob.pk,
        member_1=cast.bob.pk,
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {
        "title",
        "entity",
        "aim_by",
        "started_on",
        "owner",
        "member_1",
    }
    assert Initiative.objects.count() == 1


def test_a_principle_needs_its_rationale_and_a_rationale_its_principle(cast, browse):
    first, second, _ = cast.principles
    answer = fill_in(
        browse(cast.lee),
        reverse("initiative_create"),
        title="Half said",
        entity=cast.hospital.pk,
        **{f"serves_{first.pk}": "on", f"rationale_{second.pk}": "Well."},
    )
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {f"rationale_{first.pk}", f"serves_{second.pk}"}


def test_over_long_and_null_values_are_refused(cast, browse):
    answer = fill_in(
        browse(cast.lee),
        reverse("initiative_create"),
        title="x" * 201,
        entity=cast.hospital.pk,
        problem="y" * 10_001,
        notes="a\x00b",
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "problem", "notes"}


def test_a_revision_starts_from_what_is_there_and_changes_only_what_was_changed(cast, browse):
    before = Charter.of(cast.initiative)
    url = reverse("initiative_edit", args=[cast.initiative.pk])
    answer = fill_in(browse(cast.bob), url, problem="Nobody asks.", reason="The team met.")
    assert answer.status_code == 302
    after = Charter.of(Initiative.objects.get(pk=cast.initiative.pk))
    assert (after.team, after.owner, after.sponsor) == (before.team, before.owner, before.sponsor)
    event = Event.objects.filter(verb="revised").latest("id")
    assert event.after == {"problem": "Nobody asks."}
    assert event.reason == "The team met."


def test_saving_without_a_change_leaves_no_event(cast, browse):
    count = Event.objects.count()
    url = reverse("initiative_edit", args=[cast.initiative.pk])
    assert fill_in(browse(cast.alice), url).status_code == 302
    assert Event.objects.count() == count


def test_someone_leaves_the_team_and_another_joins(cast, browse):
    url = reverse("initiative_edit", args=[cast.initiative.pk])
    fill_in(browse(cast.alice), url, member_0="", member_1=cast.charlie.pk, part_1="adviser")
    assert Charter.of(cast.initiative).team == {cast.charlie.pk: "adviser"}


def test_an_owner_whose_account_was_closed_is_not_lost_by_an_edit(cast, browse):
    deactivate_person(actor=cast.root, user=cast.alice, reason="Left.")
    url = reverse("initiative_edit", args=[cast.initiative.pk])
    assert fill_in(browse(cast.sam), url, notes="Still theirs.").status_code == 302
    assert Initiative.objects.get(pk=cast.initiative.pk).owner == cast.alice


def test_a_closed_account_cannot_be_newly_named(cast, browse):
    deactivate_person(actor=cast.root, user=cast.nobody, reason="Left.")
    url = reverse("initiative_edit", args=[cast.initiative.pk])
    answer = fill_in(browse(cast.sam), url, owner=cast.nobody.pk)
    assert answer.status_code == 422
    assert "owner" in answer.context["form"].errors


def test_a_target_before_the_start_is_said_at_the_target(cast, browse):
    url = reverse("initiative_edit", args=[cast.initiative.pk])
    answer = fill_in(
        browse(cast.alice), url, started_on="2026-05-02", target_on=date(2026, 5, 1).isoformat()
    )
    assert answer.status_code == 422
    assert "target_on" in answer.context["form"].errors


def test_who_may_revise(cast, browse):
    url = reverse("initiative_edit", args=[cast.initiative.pk])
    answers = {
        name: browse(getattr(cast, name)).get(url).status_code
        for name in ("alice", "bob", "sam", "lee", "root", "charlie", "erin", "ada", "nobody")
    }
    assert answers == {
        "alice": 200,
        "bob": 200,
        "sam": 200,
        "lee": 200,
        "root": 200,
        "charlie": 404,
        "erin": 403,
        "ada": 403,
        "nobody": 404,
    }
