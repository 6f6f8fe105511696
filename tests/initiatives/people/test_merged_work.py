"""What takes place at an entity that became part of another goes on; nothing new starts there."""

import pytest

from initiatives.accountability.filters import CommitmentFilter
from initiatives.accountability.rules import visible_commitments
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms, fulfil, keep_policy
from initiatives.base.errors import Invalid
from initiatives.community.queries import offered_places
from initiatives.people.models import Entity, User
from initiatives.people.services import merge_entity
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import visible_initiatives
from initiatives.portfolio.services import preview_register, write_register
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.rules import may_log, visible_shortfalls
from tests.factories import Cast, make_initiative, make_promise, make_shortfall
from tests.initiatives.community.voices import hear
from tests.initiatives.measures.making import make_stratification
from tests.initiatives.workforce.making import make_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """The hospital, with alice's initiative, became part of the clinic."""
    cast = Cast()
    cast.shortfall = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    cast.promise = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    merge_entity(actor=cast.root, entity=cast.hospital, into=cast.clinic, reason="One house.")
    cast.hospital = Entity.objects.get(pk=cast.hospital.pk)
    cast.charlie = User.objects.get(pk=cast.charlie.pk)
    return cast


def initiative(cast):
    make_initiative(cast.lee, cast.hospital)


def second_place(cast):
    make_initiative(cast.lee, cast.system, entities=(cast.hospital,))


def shortfall(cast):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])


def promise(cast):
    make_promise(cast.lee, cast.alice, entity=cast.hospital)


def policy(cast):
    keep_policy(actor=cast.root, entity=cast.hospital, kind="", terms=Terms((Step("owner", -7),)))


@pytest.mark.parametrize("begin", [initiative, second_place, shortfall, promise, policy])
def test_nothing_new_starts_there_and_where_it_could_is_said(cast, begin):
    with pytest.raises(Invalid, match=r"Hospital is part of Clinic now\. Choose that one\."):
        begin(cast)


def test_no_counts_of_a_workforce_are_entered_of_a_site_that_the_system_took_in(cast):
    merge_entity(actor=cast.root, entity=cast.clinic, into=cast.system, reason="One house.")
    clinic = Entity.objects.get(pk=cast.clinic.pk)
    with pytest.raises(Invalid, match="Clinic is part of System now"):
        make_count(cast, make_stratification(), entity=clinic)


def test_what_is_there_goes_on(cast):
    made = make_promise(cast.alice, cast.bob, initiative=cast.initiative)
    assert made.entity == cast.hospital
    assert fulfil(actor=cast.alice, commitment=cast.promise, evidence="Seen.").state == "fulfilled"


def test_its_owner_who_holds_no_role_logs_what_fell_short_at_what_it_is_part_of(cast):
    assert may_log(cast.alice, cast.clinic, cast.initiative)
    assert not may_log(cast.alice, cast.system, cast.initiative)
    made = make_shortfall(cast.alice, cast.clinic, cast.principles[0], initiative=cast.initiative)
    assert made.entity == cast.clinic


@pytest.mark.parametrize(
    ("filters", "visible"),
    [
        (InitiativeFilter, visible_initiatives),
        (CommitmentFilter, visible_commitments),
        (ShortfallFilter, visible_shortfalls),
    ],
)
def test_its_lists_are_found_by_either(cast, filters, visible):
    for entity in (cast.hospital, cast.clinic, cast.system):
        found = filters({"entity": entity.pk}, queryset=visible(cast.lee)).qs
        assert found.count() == 1


def test_who_holds_a_role_on_the_other_sees_all_of_it(cast):
    assert cast.initiative in visible_initiatives(cast.charlie)
    assert cast.shortfall in visible_shortfalls(cast.charlie)


def test_what_somebody_says_about_it_reaches_the_other(cast):
    assert list(offered_places()) == [cast.clinic]
    _, voice = hear(entity=cast.hospital)
    assert voice.entity == cast.clinic


def test_a_register_that_has_its_former_name_means_the_other(cast):
    register = b"Title,Site,Accountable,Status,Guiding principles\nNew,Hospital,Alice,planned,1\n"
    read = preview_register(actor=cast.lee, content=register, file_name="register.csv")
    write_register(actor=cast.lee, register_import=read)
    assert Initiative.objects.get(title="New").entity == cast.clinic
