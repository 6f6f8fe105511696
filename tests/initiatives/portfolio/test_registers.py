"""Bringing a register in: judged, written once, and nothing kept that must not be."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.people.choices import Role
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.services import discard_register, preview_register, write_register
from tests.factories import Cast, make_user, seat

HEAD = "Title,Site,Accountable,Status,Guiding principles\n"
GOOD = HEAD + "First,Hospital,Alice,testing,1;2\nSecond,Clinic,,planned,1\n"


def brought(actor, text, name="register.csv"):
    return preview_register(actor=actor, content=text.encode(), file_name=name)


def verdicts(run):
    return [row["verdict"] for row in run.verdicts["rows"]]


@pytest.mark.django_db
def test_what_is_taken_is_written_whole_with_a_history():
    cast = Cast()
    run = brought(cast.lee, GOOD)
    assert verdicts(run) == ["accepted", "question"]
    assert Initiative.objects.count() == 1
    write_register(actor=cast.lee, register_import=run)
    first = Initiative.objects.get(title="First")
    assert (first.stage, first.owner, first.entity) == ("testing", cast.alice, cast.hospital)
    assert [one.principle.number for one in first.alignments.all()] == [1, 2]
    assert Initiative.objects.get(title="Second").stage == "proposed"
    event = Event.objects.get(subject_kind="initiative", subject_id=first.pk)
    assert event.after["row"]["Title"] == "First"


@pytest.mark.django_db
def test_the_same_file_again_adds_nothing_and_says_so():
    cast = Cast()
    for _ in range(2):
        run = write_register(actor=cast.lee, register_import=brought(cast.lee, GOOD))
    assert Initiative.objects.count() == 3
    assert all(row["reference"] for row in run.verdicts["rows"])
    assert "already" in run.verdicts["rows"][0]["reasons"][-1]["message"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_add_nothing_twice():
    cast = Cast()
    runs = [brought(cast.lee, GOOD) for _ in range(2)]

    def write(run):
        try:
            return write_register(actor=cast.lee, register_import=run)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert {run.state for run in pool.map(write, runs)} == {"written"}
    assert Initiative.objects.count() == 3


@pytest.mark.django_db
def test_an_import_is_written_or_discarded_once_and_its_file_goes():
    cast = Cast()
    run = discard_register(actor=cast.lee, register_import=brought(cast.lee, GOOD))
    assert bytes(run.content) == b""
    with pytest.raises(Invalid, match="discarded"):
        write_register(actor=cast.lee, register_import=run)


@pytest.mark.django_db
def test_a_file_with_what_looks_like_a_patient_is_not_kept():
    cast = Cast()
    run = brought(cast.lee, HEAD + "MRN 12345678 waited,Hospital,Alice,testing,1\n")
    assert verdicts(run) == ["refused"]
    assert (run.state, bytes(run.content)) == ("discarded", b"")
    assert "12345678" not in str(run.verdicts)
    assert "not kept" in run.verdicts["remarks"][-1]


@pytest.mark.django_db
def test_each_person_brings_in_for_their_own_entities_only():
    cast = Cast()
    lead_of_clinic = seat(make_user(), Role.LEAD, cast.clinic)
    run = brought(lead_of_clinic, GOOD)
    assert verdicts(run) == ["refused", "question"]
    for name in ("alice", "bob", "erin", "ada", "charlie", "nobody"):
        with pytest.raises(NotAllowed):
            brought(getattr(cast, name), GOOD)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00\x01", b"Title\n"])
def test_what_is_no_register_is_refused_with_a_reason(content):
    with pytest.raises(Invalid) as refused:
        preview_register(actor=Cast().lee, content=content, file_name="x.csv")
    assert refused.value.errors["file"]
