"""A later edition of the principles: what was assessed stays, and only what changed is asked."""

import pytest
from django.core.management import call_command

from initiatives.base.errors import Blocked, Invalid
from initiatives.framework.models import Framework, Principle
from initiatives.history.models import Event
from initiatives.portfolio.models import Alignment
from initiatives.portfolio.rules.gates import gates_of, missing_on_the_way
from initiatives.portfolio.rules.questions import answered_before, questions
from initiatives.portfolio.services import (
    Judged,
    carry_alignments_over,
    close_initiative,
    withdraw_alignment,
)
from tests.factories import make_initiative
from tests.initiatives.portfolio.walking import expect, judge

pytestmark = pytest.mark.django_db


def second_edition(cast, *expectations, numbers=(1, 2)):
    """The same framework anew; its first principle expects these."""
    former = cast.framework
    Framework.objects.filter(pk=former.pk).update(in_force=False)
    later = Framework.objects.create(key=former.key, edition="2", name="Anew", digest="1" * 64)
    for number in numbers:
        Principle.objects.create(
            framework=later, number=number, short_name=f"Anew {number}", statement="Live it."
        )
    expect(later.principles.order_by("number").first(), *expectations)
    return later


@pytest.fixture
def former(cast):
    """The first principle, assessed at the charter under the first edition."""
    served = cast.initiative.alignments.get(principle=cast.principles[0])
    expect(served.principle, "an owner", "a sponsor")
    judge(cast, served, "charter")
    return served


def carried(cast, later):
    """The alignment with the first principle of the later edition."""
    carry_alignments_over(framework=later)
    return Alignment.objects.get(
        initiative=cast.initiative, principle__framework=later, principle__number=1
    )


def asked_at_charter(cast):
    """The principles that the charter's checkpoint still asks about."""
    fields = [item.field for item in missing_on_the_way(cast.initiative, "approved")]
    keys = [int(field.rpartition(".")[2]) for field in fields if field.startswith("assess.")]
    return list(Alignment.objects.filter(pk__in=keys).values_list("principle__number", flat=True))


def test_alignments_are_carried_over_once_and_the_former_stay(cast, former):
    later = second_edition(cast, "an owner")
    assert carry_alignments_over(framework=later) == 2
    assert carry_alignments_over(framework=later) == 0
    new = Alignment.objects.get(carried_from=former)
    assert (new.rationale, new.principle.framework) == (former.rationale, later)
    assert former.assessments.count() == 1
    event = Event.objects.filter(verb="carried over").get()
    assert (event.subject_id, event.after["to"]) == (cast.initiative.pk, "2")
    assert len(event.after["principles"]) == 2


def test_a_checkpoint_that_asks_nothing_new_is_assessed_already(cast, former):
    later = second_edition(cast, "An  owner", "a sponsor")
    new = carried(cast, later)
    assert questions(new, "charter") == []
    assert asked_at_charter(cast) == [2]


def test_only_what_changed_is_asked(cast, former):
    later = second_edition(cast, "an owner", "a plan to spread")
    new = carried(cast, later)
    assert [one.text for one in questions(new, "charter")] == ["a plan to spread"]
    assert [one.expectation.text for one in answered_before(new, "charter")] == ["an owner"]
    assert asked_at_charter(cast) == [1, 2]
    asked = questions(new, "charter")
    judge(cast, new, "charter", answers={asked[0].pk: Judged("met")})
    assert asked_at_charter(cast) == [2]
    assert [one.text for one in questions(new, "closure")] == ["an owner", "a plan to spread"]


def test_what_fell_short_under_the_former_edition_still_counts(cast):
    served = cast.initiative.alignments.get(principle=cast.principles[0])
    expect(served.principle, "an owner", "a sponsor")
    judge(cast, served, "charter", "not_met")
    later = second_edition(cast, "an owner", "a plan to spread")
    new = carried(cast, later)
    asked = questions(new, "charter")
    with pytest.raises(Invalid, match="partly met or not met"):
        judge(cast, new, "charter", "met", answers={asked[0].pk: Judged("met")})


def test_a_third_edition_remembers_the_first(cast, former):
    second = second_edition(cast, "something else")
    carried(cast, second)
    Framework.objects.filter(pk=second.pk).update(in_force=False)
    third = Framework.objects.create(key=second.key, edition="3", name="Third", digest="2" * 64)
    principle = Principle.objects.create(
        framework=third, number=1, short_name="Third", statement="Live it."
    )
    expect(principle, "a sponsor", "something else")
    new = carried(cast, third)
    assert [one.text for one in questions(new, "charter")] == ["something else"]


def test_what_is_closed_stays_under_its_edition(cast, former):
    close_initiative(
        actor=cast.alice, initiative=cast.initiative, outcome="abandoned", summary="Over."
    )
    assert carry_alignments_over(framework=second_edition(cast, "an owner")) == 0


def test_a_principle_without_successor_is_asked_no_more(cast, former):
    carry_alignments_over(framework=second_edition(cast, "an owner", numbers=(1,)))
    assert asked_at_charter(cast) == []


def test_what_was_carried_over_cannot_be_withdrawn(cast, former):
    new = carried(cast, second_edition(cast, "an owner"))
    with pytest.raises(Blocked, match="kept for good"):
        withdraw_alignment(actor=cast.lee, alignment=new, reason="No.")


@pytest.mark.parametrize("many", [1, 3])
def test_carrying_over_takes_the_same_statements_however_many(
    cast, many, django_assert_num_queries
):
    for _ in range(many - 1):
        make_initiative(cast.lee, cast.hospital, principles=cast.principles)
    later = second_edition(cast)
    with django_assert_num_queries(6):
        carry_alignments_over(framework=later)


def test_the_command_that_loads_an_edition_carries_alignments_over(cast, former, tmp_path, capsys):
    file = tmp_path / "second.yaml"
    file.write_text(
        f"framework: {{key: {cast.framework.key}, name: Anew, version: '2'}}\n"
        "principles:\n"
        "  - {number: 1, short_name: One, statement: Live it., expects: [an owner, a sponsor]}\n"
    )
    call_command("load_framework", str(file))
    assert "carried over from the former edition: 1" in capsys.readouterr().out
    assert Alignment.objects.get(carried_from=former).principle.framework.edition == "2"
    ahead, _ = gates_of(cast.initiative)
    assert not [item for item in ahead if item.field.startswith("assess.")]
