from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from initiatives.base.errors import Blocked, Invalid, NotAllowed, Stale
from initiatives.history.queries import events_about
from initiatives.people.models import User
from initiatives.portfolio import queries, rules
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter, aim_sentence, missing_aim_parts
from initiatives.portfolio.services import (
    align,
    assess,
    create_initiative,
    revise_charter,
    withdraw_alignment,
)
from tests.factories import Cast, make_initiative, make_user
from tests.initiatives.portfolio.walking import let_past

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


AIM = {
    "aim_direction": "increase",
    "aim_measure": "use of a professional interpreter at discharge",
    "aim_baseline": "62 %",
    "aim_target": "85 %",
    "aim_by": date(2027, 3, 31),
    "aim_population": "patients who prefer a language other than English",
    "aim_setting": "all wards",
}


def test_an_aim_is_one_sentence_of_seven_parts(cast):
    charter = Charter(title="x", entity=cast.hospital, **AIM)
    assert aim_sentence(charter) == (
        "Increase use of a professional interpreter at discharge from 62 % to 85 % by 31 March "
        "2027 among patients who prefer a language other than English in all wards."
    )


@pytest.mark.parametrize("part", AIM)
def test_an_aim_that_lacks_a_part_says_which_and_shows_the_teams_words(cast, part):
    charter = Charter(title="x", entity=cast.hospital, aim_summary="Better.", **AIM)
    charter = replace(charter, **{part: None if part == "aim_by" else ""})
    assert len(missing_aim_parts(charter)) == 1
    assert aim_sentence(charter) == "Better."


def test_who_sees_an_initiative(cast):
    sees = {"alice", "bob", "sam", "lee", "root", "erin", "ada"}
    for name in sees | {"charlie", "nobody"}:
        viewer = User.objects.get(pk=getattr(cast, name).pk)
        seen = rules.visible_initiatives(viewer).filter(pk=cast.initiative.pk).exists()
        assert seen is (name in sees), name


def test_who_edits_moves_and_assesses(cast):
    alignment = cast.initiative.alignments.first()
    answers = {
        name: (
            bool(rules.may_edit(getattr(cast, name), cast.initiative)),
            bool(rules.may_move(getattr(cast, name), cast.initiative)),
            bool(rules.may_assess(getattr(cast, name), alignment)),
        )
        for name in ("alice", "bob", "sam", "lee", "root", "charlie", "erin", "ada", "nobody")
    }
    assert answers == {
        "alice": (True, True, False),
        "bob": (True, False, True),
        "sam": (True, True, True),
        "lee": (True, True, True),
        "root": (True, True, True),
        "charlie": (False, False, False),
        "erin": (False, False, False),
        "ada": (False, False, False),
        "nobody": (False, False, False),
    }


def test_a_stranger_charters_nothing_outside_their_place(cast):
    with pytest.raises(NotAllowed, match="Hospital"):
        make_initiative(cast.charlie, cast.hospital)
    assert make_initiative(cast.charlie, cast.clinic).created_by == cast.charlie


def test_the_database_keeps_an_approved_initiative_owned(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=cast.initiative.pk).update(stage="testing", owner=None)


def test_the_database_keeps_the_answerable_entity_among_the_places(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=cast.initiative.pk).update(entity=cast.clinic)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_revised_charter_leaves_one_event_of_what_differs(cast):
    charter = Charter.of(cast.initiative)
    revised = revise_charter(
        actor=cast.bob,
        initiative=cast.initiative,
        charter=replace(charter, problem=" Too few. ", entities=(cast.hospital, cast.clinic)),
        version=cast.initiative.version,
    )
    event = events_about(cast.alice, revised).first()
    assert set(event.after) == {"problem", "entities"}
    assert event.after["problem"] == "Too few."
    assert {place.entity for place in revised.places.all()} == {cast.hospital, cast.clinic}


def test_a_charter_saved_unchanged_leaves_no_event_and_no_new_version(cast):
    before = events_about(cast.alice, cast.initiative).count()
    same = revise_charter(
        actor=cast.bob, initiative=cast.initiative, charter=Charter.of(cast.initiative)
    )
    assert same.version == Initiative.objects.get(pk=same.pk).version == cast.initiative.version
    assert events_about(cast.alice, same).count() == before


def test_a_charter_changed_meanwhile_is_not_overwritten(cast):
    charter = Charter.of(cast.initiative)
    stale = cast.initiative.version
    revise_charter(
        actor=cast.bob, initiative=cast.initiative, charter=replace(charter, title="First")
    )
    with pytest.raises(Stale):
        revise_charter(
            actor=cast.bob,
            initiative=cast.initiative,
            charter=replace(charter, title="Second"),
            version=stale,
        )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "nul\x00"}, "title"),
        ({"problem": "x" * 10_001}, "problem"),
        ({"aim_direction": "sideways"}, "aim_direction"),
        ({"started_on": date(2026, 2, 1), "target_on": date(2026, 1, 1)}, "target_on"),
        ({"team": {999_999: "member"}}, "team"),
    ],
)
def test_a_charter_that_cannot_be_is_refused_by_field_and_changes_nothing(cast, values, field):
    charter = replace(Charter.of(cast.initiative), **values)
    with pytest.raises(Invalid) as refused:
        revise_charter(actor=cast.alice, initiative=cast.initiative, charter=charter)
    assert field in refused.value.errors
    assert Initiative.objects.get(pk=cast.initiative.pk).title == "Better interpreters"


def test_a_closed_account_is_not_made_owner(cast):
    gone = make_user("Gone", is_active=False)
    with pytest.raises(Invalid, match="closed"):
        make_initiative(cast.lee, cast.hospital, owner=gone)


def test_a_principle_is_aligned_once_with_a_rationale(cast):
    with pytest.raises(Invalid, match="already"):
        align(
            actor=cast.bob,
            initiative=cast.initiative,
            principle=cast.principles[0],
            rationale="Again.",
        )
    with pytest.raises(Invalid):
        align(
            actor=cast.bob, initiative=cast.initiative, principle=cast.principles[2], rationale=" "
        )


def test_an_assessed_alignment_stays(cast):
    alignment = cast.initiative.alignments.first()
    assess(
        actor=cast.bob,
        alignment=alignment,
        checkpoint="charter",
        rating="partly",
        evidence="The charter names it.",
    )
    with pytest.raises(Blocked, match="kept for good"):
        withdraw_alignment(actor=cast.lee, alignment=alignment, reason="No longer.")


def test_the_last_alignment_of_an_approved_initiative_stays(cast):
    let_past(cast, cast.initiative, "approved")
    first, second = cast.initiative.alignments.all()
    withdraw_alignment(actor=cast.lee, alignment=first, reason="Not served after all.")
    with pytest.raises(Blocked, match="another principle"):
        withdraw_alignment(actor=cast.lee, alignment=second, reason="Nor this one.")


@pytest.mark.parametrize(
    ("rating", "words", "field"),
    [("met", {}, "evidence"), ("not_applicable", {"evidence": "x"}, "reason")],
)
def test_a_judgement_needs_its_grounds(cast, rating, words, field):
    alignment = cast.initiative.alignments.first()
    with pytest.raises(Invalid) as refused:
        assess(actor=cast.bob, alignment=alignment, checkpoint="charter", rating=rating, **words)
    assert field in refused.value.errors


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_however_long(cast, many, django_assert_num_queries):
    for _ in range(many - 1):
        make_initiative(cast.lee, cast.hospital, principles=cast.principles)
    viewer = User.objects.get(pk=cast.lee.pk)
    with django_assert_num_queries(3):
        rows = list(queries.initiatives(viewer))
        assert len(rows) == many
        assert all(row.overdue_count == 0 and row.served for row in rows)
    assert [one["__str__"] for one in rows[0].served] == list(map(str, rows[0].principles.all()))


def test_a_charter_cites_the_definitions_in_force(cast):
    from initiatives.framework.services import approve_definition
    from initiatives.portfolio.services import cite_definitions_in_force

    words = {"source": "A book", "source_url": "", "approver": "Board"}
    first = approve_definition(
        actor=cast.lee, term="equity", text="One.", approved_on=date(2026, 1, 1), **words
    )
    initiative = create_initiative(
        actor=cast.lee, charter=Charter(title="Cites", entity=cast.hospital)
    )
    second = approve_definition(
        actor=cast.lee, term="equity", text="Two.", approved_on=date(2026, 2, 1), **words
    )
    assert list(initiative.definitions.all()) == [first]
    cite_definitions_in_force(actor=cast.lee, initiative=initiative)
    assert list(initiative.definitions.all()) == [second]
