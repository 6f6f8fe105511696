from dataclasses import replace
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
from initiatives.framework.loading import read_definitions, read_framework
from initiatives.framework.models import Definition, Framework, Principle
from initiatives.framework.services import approve_definition, load_definitions, load_framework
from initiatives.people.choices import Role
from tests.factories import Cast, make_entity, make_user, seat

DATA = Path(__file__).parents[3] / "initiatives" / "framework" / "data"
OFFICE, DEFINITIONS = DATA / "uw_medicine.yaml", DATA / "definitions.yaml"


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
        (changed(framework={"key": "two words"}), "letters, digits"),
        (changed(framework={"source": "javascript:alert(1)"}), "web address"),
        (changed(mision=["Typed in haste."]), "mision is not a part that is read here"),
        (changed(framework={"editon": "2"}), r"framework\.editon is not a part"),
        (changed(mission=["Good", "<script>alert(1)</script>"]), r"mission\[2\] has HTML"),
        (changed(values=["As for MRN 1234567."]), r"values\[1\]: .*medical record number"),
        (changed(mission=["one"] * 101), "more than 100 texts"),
        (OFFICE.read_bytes() + b"purpose: again\n", r"Line \d+, column 1: purpose is there twice"),
        (OFFICE.read_bytes().replace(b"purpose: >-", b'purpose: "\\ud800"\nx: >-'), "not YAML"),
    ],
)
def test_what_is_no_framework_is_refused_by_part(content, says):
    with pytest.raises(Invalid, match=says):
        read_framework(content)


def test_a_file_of_another_layout_with_the_same_text_is_the_same():
    data = yaml.safe_load(OFFICE.read_text())
    again = yaml.safe_dump(data, width=20).encode() + b"\n# remark"
    assert read_framework(again).digest == read_framework(OFFICE.read_bytes()).digest


def test_a_file_full_of_the_same_principle_is_refused_at_once():
    one = b"principles: [&p {number: 1, short_name: a, statement: b}, "
    many = one + b"*p," * 3_000 + b"]"
    with pytest.raises(Invalid, match="more than once"):
        read_framework(b"framework: {key: k, name: n, version: v}\n" + many)


@pytest.mark.django_db
def test_a_new_version_keeps_its_place_beside_another_framework():
    load_framework(content=read_framework(OFFICE.read_bytes()))
    load_framework(content=read_framework(changed(framework={"key": "other"})))
    new, _ = load_framework(content=read_framework(changed(framework={"version": "2027"})))
    assert queries.framework_in_force(make_user()) == new


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
def test_the_command_tells_which_terms_nobody_defined_and_loads_them_from_a_file(tmp_path):
    def run(*options):
        said = StringIO()
        call_command("load_framework", str(OFFICE), *options, stdout=said)
        return said.getvalue()

    assert "Not defined yet: equity, racism, bias, diversity, cultural humility." in run()
    with pytest.raises(CommandError, match="--approver"):
        run("--definitions", str(DEFINITIONS))
    said = run("--definitions", str(DEFINITIONS), "--approver", "Equity council")
    assert "equity, version 1" in said
    assert "Not defined" not in said
    assert {one.approver for one in Definition.objects.all()} == {"Equity council"}
    assert "No definition changed" in run(
        "--definitions", str(DEFINITIONS), "--approver", "Somebody else"
    )
    assert Definition.objects.count() == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "list of definitions"),
        ("[{term: a}]", r"definitions\[1\].text"),
        ("[{term: a, text: b}]", "source"),
        ("[{term: a, text: b, source: c, source_url: d}]", "web address"),
        ("[{term: a, text: b, source: c}, {term: A, text: b, source: c}]", "more than once"),
    ],
)
def test_bad_definitions_are_refused_by_part_and_leave_nothing_behind(tmp_path, content, says):
    bad = tmp_path / "bad.yaml"
    bad.write_text(content)
    with pytest.raises(CommandError, match=says):
        call_command(
            "load_framework", str(OFFICE), "--definitions", str(bad), "--approver", "Council"
        )
    assert not Definition.objects.exists()
    assert not Framework.objects.exists()


@pytest.mark.django_db
def test_only_what_a_file_says_otherwise_becomes_a_new_version():
    first = read_definitions(
        b"[{term: Bias, text: A, source: S}, {term: racism, text: B, source: S}]"
    )
    load_definitions(content=first, approver="Council")
    second = [replace(first[0], text="Changed"), first[1]]
    (made,) = load_definitions(content=second, approver="Council")
    assert (made.term, made.number) == ("bias", 2)


def test_the_definitions_that_principle_4_asks_for_are_all_there_with_their_source():
    required = yaml.safe_load(OFFICE.read_text())["definitions_required"]
    written = read_definitions(DEFINITIONS.read_bytes())
    assert {one.term for one in written} == set(required)
    assert all(len(one.text) > 100 and one.source for one in written)


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
def test_only_a_lead_or_an_administrator_of_the_whole_system_defines():
    cast = Cast()
    cast.part = seat(make_user("Part"), Role.LEAD, cast.clinic)
    for name, may in {
        "lee": True,
        "root": True,
        "erin": False,
        "part": False,
        "bob": False,
    }.items():
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
