"""Loading a crosswalk, and reading it back."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.framework import queries
from initiatives.framework.choices import CLOSEST_FIRST
from initiatives.framework.loading import read_crosswalk
from initiatives.framework.models import (
    Attestation,
    CrosswalkLink,
    OutsideFramework,
    Requirement,
)
from initiatives.framework.queries import Crossing
from initiatives.framework.services import load_crosswalk
from initiatives.history.models import Event
from tests.factories import make_framework, make_user
from tests.initiatives.framework.crossing import (
    CROSSWALK,
    OFFICE,
    crossed,
    load,
    load_shipped,
    outside,
    written,
)


@given(st.lists(st.sampled_from(CLOSEST_FIRST)))
def test_the_strongest_of_some_links_is_the_closest_whatever_their_order(strengths):
    links = tuple(CrosswalkLink(strength=one) for one in strengths)
    strongest = Crossing(OutsideFramework(), links).strongest
    assert strongest == (min(strengths, key=CLOSEST_FIRST.index) if strengths else "")
    assert Crossing(OutsideFramework(), links[::-1]).strongest == strongest


@pytest.mark.django_db
def test_the_crosswalk_that_comes_with_the_product_fits_the_nine_principles():
    load_shipped()
    matrix = queries.crosswalk_matrix(make_user())
    assert [one.short_name for one in matrix.columns] == ["Joint Commission", "IHI", "AHA"]
    assert [one.short_name for one in matrix.retired_columns] == ["CMS HCHE"]
    seventh = dict(matrix.current)[queries.principles(make_user()).get(number=7)]
    assert [(one.strongest, [link.requirement.code for link in one.links]) for one in seventh] == [
        ("direct", ["5"]),
        ("contextual", ["1"]),
        ("direct", ["6"]),
    ]
    assert all(any(one.links for one in crossings) for _, crossings in matrix.current)


@pytest.mark.django_db
def test_what_was_recalled_and_not_read_is_not_verified():
    load_shipped()
    recalled = Requirement.objects.filter(verified_on=None)
    assert {one.framework.key for one in recalled} == {"cms-hche", "section-1557-language"}
    assert not Requirement.objects.filter(framework__key="cms-hche", verified_on__isnull=False)
    assert OutsideFramework.objects.get(verified_on=None).key == "section-1557-language"
    assert not CrosswalkLink.objects.exclude(reviewer="").exists()


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing():
    ours = make_framework()
    crossed(ours)
    before = Event.objects.count()
    assert load(ours, outside()) == []
    assert (OutsideFramework.objects.count(), Event.objects.count()) == (1, before)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another name"},
        {"requirements": [{"code": "1", "text": "Name who leads."}]},
    ],
)
def test_a_changed_text_needs_a_new_version(change):
    ours = make_framework()
    crossed(ours)
    with pytest.raises(Invalid, match="new version"):
        load(ours, outside(key="other"), outside(**change))
    assert OutsideFramework.objects.count() == 1


@pytest.mark.django_db
def test_a_new_version_comes_in_force_and_leaves_the_former_and_the_others_as_they_were():
    ours = make_framework()
    first = crossed(ours)
    other = crossed(ours, key="other")
    links = list(
        CrosswalkLink.objects.filter(requirement__framework=first).values("pk", "strength")
    )
    (second,) = load(ours, outside(version="2", status="retired"))
    first.refresh_from_db()
    assert (first.in_force, second.in_force) == (False, True)
    assert list(queries.outside_in_force(make_user())) == [second, other]
    kept = CrosswalkLink.objects.filter(requirement__framework=first)
    assert list(kept.values("pk", "strength")) == links
    about = Event.objects.filter(subject_kind="outsideframework", subject_id=first.pk)
    assert list(about.values_list("verb", flat=True)) == ["superseded", "put in force"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mapped", "says"),
    [
        ({"key": "nobody"}, "not loaded"),
        ({}, "names principle 2"),
        ({"version": "9"}, "not loaded"),
    ],
)
def test_principles_that_are_not_there_are_refused_and_nothing_is_written(mapped, says):
    make_framework(1, key="ours")
    with pytest.raises(Invalid, match=says):
        load_crosswalk(content=read_crosswalk(written(outside(), **mapped)))
    assert not OutsideFramework.objects.exists()


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_fails_loudly(tmp_path):
    with pytest.raises(CommandError, match="load_framework"):
        call_command("load_crosswalk", str(CROSSWALK))
    call_command("load_framework", str(OFFICE), stdout=StringIO())
    said = StringIO()
    for _ in range(2):
        call_command("load_crosswalk", str(CROSSWALK), stdout=said)
    lines = said.getvalue().splitlines()
    assert sum(line.endswith("(edition 1) is in force.") for line in lines) == 12
    assert lines[-1] == "12 loaded before; nothing changed in them."
    (tmp_path / "bad.yaml").write_text("nothing")
    for name in ("bad.yaml", "missing.yaml"):
        with pytest.raises(CommandError):
            call_command("load_crosswalk", str(tmp_path / name))


@pytest.mark.django_db
def test_only_who_leads_the_whole_system_loads_one(cast):
    content = read_crosswalk(written(outside(), key=cast.framework.key))
    with pytest.raises(NotAllowed, match="whole system"):
        load_crosswalk(content=content, actor=cast.erin)
    assert load_crosswalk(content=content, actor=cast.lee)


@pytest.mark.django_db
def test_the_database_deletes_nothing_of_it(cast):
    made = crossed(cast.framework)
    link = CrosswalkLink.objects.filter(requirement__framework=made)
    attested = Attestation.objects.create(
        requirement=made.requirements.first(),
        number=1,
        text="We do.",
        attested_by=cast.lee,
        attested_on=date(2026, 1, 1),
    )
    said = Attestation.objects.filter(pk=attested.pk)
    for refused in (link.delete, said.delete, lambda: said.update(text="We do not.")):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            refused()
