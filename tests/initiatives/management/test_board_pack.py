"""The command: a file, or a clear error and none."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from initiatives.base import clock
from tests.factories import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]


def run(path, **more):
    month = f"{clock.today():%Y-%m}"
    options = {"entity": "E-1", "start": month, "end": month, "output": path} | more
    said = StringIO()
    call_command("board_pack", stdout=said, **options)
    return said.getvalue()


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("pptx", b"PK")])
def test_it_writes_the_file_and_says_so(cast: Cast, tmp_path, form, begins):
    path = tmp_path / "pack"
    for entity in (cast.system.reference, str(cast.system.pk)):
        said = run(path, entity=entity, format=form, email=cast.erin.email)
        assert " of System, " in said
        assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"entity": "E-999999999"}, "There is no entity E-999999999. A key looks like E-1."),
        ({"entity": "'; drop"}, "A key looks like E-1."),
        ({"start": "soon"}, "Give a month as year-month"),
        ({"start": "2026-05", "end": "2026-04"}, "lies before the first one"),
        ({"end": "2999-01"}, "not begun yet"),
        ({"email": "nobody@nowhere.example"}, "Nobody here has the address"),
    ],
)
def test_bad_input_is_said_and_writes_nothing(cast: Cast, tmp_path, more, said):
    path = tmp_path / "pack.pdf"
    with pytest.raises(CommandError, match=said):
        run(path, **({"entity": cast.system.reference, "email": cast.erin.email} | more))
    assert not path.exists()


def test_it_shows_only_what_the_person_may_see(cast: Cast, tmp_path):
    path = tmp_path / "pack.pdf"
    with pytest.raises(CommandError, match="no such entity in your sight"):
        run(path, entity=cast.system.reference, email=cast.charlie.email)
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_said(cast: Cast, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        run(tmp_path, entity=cast.system.reference, email=cast.erin.email)
