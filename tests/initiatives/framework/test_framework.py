from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.framework import queries
from initiatives.framework.loading import read_framework
from initiatives.framework.models import Framework, Principle
from initiatives.framework.services import approve_definition, load_framework
from initiatives.people.choices import Role
from tests.factories import Cast, make_entity, make_user, seat

DATA = Path(__file__).parents[3] / "initiatives" / "framework" / "data"
OFFICE = DATA / "uw_medicine.yaml"


def changed(**values):
    data = yaml.safe_load(OFFICE.read_text())
    data["framework"] |= values.pop("framework", {})
    return yaml.safe_dump(data | values).encode()


@pytest.mark.django_db
def test_the_office_has_nine_principles_with_what_each_expects():
    framework, new = load_framework(content=read_framework(OFFICE.read_bytes()))
    assert new
    assert [one.number for one in framework.principles.all()] == list(range(1, 10))
    assert all(one.expectations.count() for one in framework.principles.all())
    seventh = framework.principles.get(number=7)
    assert seventh.statement.startswith("Identify where we've fallen short")
    assert (len(framework.mission), len(framework.values)) == (4, 5)


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing():
    content = read_framework(OFFICE.read_bytes())
    load_framework(content=content)
    _, new = load_framework(content=content)
    assert not new
    assert Principle.objects.count() == 9


@pytest.mark.django_db
def test_another_text_under_the_same_version_is_refused():
    load_framework(content=read_framework(OFFICE.read_bytes()))
    with pytest.raises(Invalid, match="new version"):
        load_framework(content=read_framework(changed(purpose="Something else.")))
    assert Framework.objects.count() == 1


@pytest.mark.django_db
def test_a_new_version_comes_in_force_and_leaves_the_old_one_as_it_was():
    load_framework(content=read_framework(OFFICE.read_bytes()))
    before = list(Principle.objects.order_by("pk").values("pk", "statement"))
    load_framework(content=read_framework(changed(framework={"version": "2027"})))
    assert list(Principle.objects.order_by("pk").values("pk", "statement"))[:9] == before
    in_force = Framework.objects.filter(in_force=True)
    assert [one.edition for one in in_force] == ["2027"]
    assert {one.framework_id for one in queries.principles(make_user())} == {in_force.get().pk}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no named parts"),
        (b"[1, 2]", "no named parts"),
        (b"a: [", "not YAML"),
        (b"\xff\xfe\x00", "not YAML"),
        (b"x" * 1_000_001, "larger"),
        (b"!!python/object/apply:os.system ['true']", "not YAML"),
        (changed(principles=[]), "list of principles"),
        (changed(principles="all"), "list of principles"),
        (changed(principles=[{"number": 0}]), "whole number"),
        (changed(principles=[{"number": 1, "short_name": "x", "statement": ""}]), "statement"),
        (
            changed(principles=[{"number": 1, "short_name": "x", "statement": "y"}] * 2),
            "more than once",
        ),
        (changed(framework={"key": None}), "framework.key"),
        (changed(mission="one"), "mission"),
    ],
)
def test_what_is_no_framework_is_refused_by_part(content, says):
    with pytest.raises(Invalid, match=says):
        read_framework(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_framework_or_refused(content):
    with pytest.raises(Invalid):
        read_framework(content)


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_fails_loudly(tmp_path):
    said = StringIO()
    call_command("load_framework", str(OFFICE), stdout=said)
    assert "9 principles" in said.getvalue()
    bad = tmp_path / "bad.yaml"
    bad.write_text("nothing")
    for path in (bad, tmp_path / "missing.yaml"):
        with pytest.raises(CommandError):
            call_command("load_framework", str(path))


@pytest.mark.django_db
def test_the_definitions_that_principle_4_asks_for_are_all_there_with_their_source():
    required = yaml.safe_load(OFFICE.read_text())["definitions_required"]
    written = yaml.safe_load((DATA / "definitions.yaml").read_text())
    assert {one["term"] for one in written} == set(required)
    assert all(len(one["text"]) > 100 and one["source"] for one in written)


WORDS = {"term": "Equity", "text": "Fair chances.", "source": "A book"}


@pytest.mark.django_db
def test_a_new_version_of_a_definition_has_an_approver_and_leaves_the_old_one():
    lead = seat(make_user("Lee"), Role.LEAD, make_entity())
    first = approve_definition(actor=lead, **WORDS)
    second = approve_definition(actor=lead, **(WORDS | {"term": " equity ", "text": "Fairer."}))
    assert (first.number, second.number) == (1, 2)
    assert (second.approver, second.approved_by) == ("Lee", lead)
    assert list(queries.definitions_in_force(lead)) == [second]
    assert queries.definition(lead, first.pk).text == "Fair chances."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"term": " "}, "term"),
        ({"text": ""}, "text"),
        ({"source": ""}, "source"),
        ({"term": "x" * 61}, "term"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"approved_on": date(2999, 1, 1)}, "approved_on"),
    ],
)
def test_a_bad_definition_is_refused_by_field(values, field):
    lead = seat(make_user(), Role.LEAD, make_entity())
    with pytest.raises(Invalid) as refused:
        approve_definition(actor=lead, **(WORDS | values))
    assert field in refused.value.errors


@pytest.mark.django_db
def test_only_a_lead_or_an_administrator_defines():
    cast = Cast()
    for name, may in {"lee": True, "root": True, "erin": False, "ada": False, "bob": False}.items():
        try:
            approve_definition(
                actor=getattr(cast, name),
                approved_on=clock.today() - timedelta(days=1),
                **(WORDS | {"term": name}),
            )
            allowed = True
        except NotAllowed:
            allowed = False
        assert allowed is may, name
