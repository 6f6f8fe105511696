"""Loading vocabularies: whole or not at all, and never changed afterwards."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from initiatives.base.errors import Invalid
from initiatives.measures.loading import read_stratifications
from initiatives.measures.models import Stratification, Stratum, StratumMapping
from initiatives.measures.services import load_entities
from tests.factories import make_entity
from tests.initiatives.measures.making import make_stratification

pytestmark = pytest.mark.django_db
ONE = "stratifications: [{key: k, edition: '1', title: T, strata: [{code: a, label: A}]}]"


def loaded(*arguments):
    said = StringIO()
    call_command("load_stratifications", *arguments, stdout=said)
    return said.getvalue()


def test_ours_come_in_force_and_again_change_nothing():
    assert "Race and ethnicity (OMB 2024) is in force." in loaded()
    assert loaded().count("nothing changed") == Stratification.objects.count() == 9


def test_four_kinds_of_missing_are_kept_apart():
    loaded()
    absent = Stratum.objects.filter(stratification__key="race_ethnicity").exclude(absent="")
    assert set(absent.values_list("absent", flat=True)) == {
        *("not_asked", "declined", "not_known", "not_recorded")
    }


def test_what_cannot_be_mapped_exactly_says_so():
    loaded()
    mena = StratumMapping.objects.get(stratum__code="mena")
    assert (mena.other.stratification.edition, mena.other.code) == ("OMB 1997", "white")
    assert not mena.exact


def test_a_later_edition_comes_in_force_and_the_former_stays():
    former = make_stratification()
    later = make_stratification(edition="2", codes="abcd")
    former.refresh_from_db()
    assert (former.in_force, later.in_force) == (False, True)
    assert former.strata.count() == 4


def test_an_edition_that_says_something_else_is_refused():
    make_stratification()
    with pytest.raises(Invalid, match="an edition of its own"):
        make_stratification(codes="xyz")


def test_a_group_is_never_changed_or_deleted():
    group = make_stratification().strata.first()
    for change in (lambda: Stratum.objects.update(label="Other"), group.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[", "not YAML"),
        ("\x00", "not YAML"),
        ("[]", "no named parts"),
        ("stratifications: []", "a list of stratifications"),
        ("stratifications: [5]", "no named parts"),
        (ONE.replace("key: k, ", ""), "stratifications[1].key must be a text"),
        (ONE.replace("key: k", f"key: {'k' * 61}"), "longer than 60"),
        (
            ONE.replace("strata: [{code: a, label: A}]", "strata: []"),
            "a list of stratifications[1].strata",
        ),
        (ONE.replace("label: A", "label: A, absent: lost"), "absent is one of"),
        (ONE.replace("label: A}", "label: A}, {code: a, label: B}"), "more than once"),
        (ONE.replace("title: T", "title: T, ordered: perhaps"), "ordered is true or false"),
        (ONE.replace("label: A", "label: A, mapped: 5"), "mapped must be a list"),
        (ONE.replace("title: T", "title: MRN 1234567"), "stratifications[1].title: This looks as"),
        (ONE.replace("label: A", "lable: A"), "strata[1].lable is not a part that is read"),
        (ONE.replace("label: A", "label: <b>A</b>"), "strata[1].label has HTML"),
        (ONE.replace("label: A", "label: A, label: B"), "Line 1, column 81: label is there twice"),
    ],
)
def test_a_file_that_is_no_vocabulary_is_refused_with_its_part(content, said):
    with pytest.raises(Invalid) as refused:
        read_stratifications(content.encode())
    assert said in refused.value.message


def test_a_mapping_to_what_is_not_there_loads_nothing(tmp_path):
    path = tmp_path / "vocabulary.yaml"
    other = "{stratification: race, edition: '1', code: x}"
    path.write_text(ONE.replace("label: A", f"label: A, mapped: [{other}]"))
    with pytest.raises(CommandError, match="load that one first"):
        loaded(str(path))
    assert not Stratification.objects.exists()


def test_a_file_that_is_not_there_is_an_error_in_words():
    with pytest.raises(CommandError, match="cannot be read"):
        loaded("/nothing/here.yaml")


def test_a_system_of_one_place_has_no_vocabulary_of_places():
    make_entity("The only one")
    assert load_entities() is None


def labels(vocabulary):
    return [one.label for one in vocabulary.strata.all()]


def test_the_places_of_the_system_are_a_vocabulary_of_its_lowest_entities(cast):
    made, new = load_entities()
    assert new
    assert labels(made) == ["Hospital", "Clinic", "Not recorded"]
    assert load_entities() == (made, False)


def test_a_new_place_makes_a_new_edition_and_leaves_the_former(cast):
    former, _ = load_entities()
    make_entity("North clinic", cast.system)
    made, new = load_entities()
    assert new
    assert labels(made) == ["Hospital", "Clinic", "North clinic", "Not recorded"]
    assert labels(former) == ["Hospital", "Clinic", "Not recorded"]
    assert made.edition == f"{former.edition} (2)"
    assert "Entity" in loaded()
