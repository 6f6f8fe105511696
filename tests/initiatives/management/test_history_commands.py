import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from initiatives.history.models import Seal
from tests.initiatives.history.tampering import run, tampering, write_history

pytestmark = pytest.mark.django_db


def call(*arguments):
    said = StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def history():
    write_history()


@pytest.fixture
def kept(history, tmp_path):
    file = tmp_path / "kept.txt"
    file.write_text("2026-03-03 INFO History was sealed: " + call("seal_history", "--list"))
    return file


def test_an_intact_history_is_said_to_be_with_what_was_checked(history, kept):
    assert call("verify_history") == "History is intact: 32 events of 9 records, 2 seals.\n"
    assert "2 seals, 2 of them kept elsewhere" in call("verify_history", "--seals", str(kept))
    report = json.loads(call("verify_history", "--format", "json"))
    assert report == {
        "intact": True,
        "events": 32,
        "chains": 9,
        "seals": 2,
        "kept": 0,
        "breaks": [],
        "broken": 0,
    }


def test_a_broken_one_is_told_by_its_first_event_and_by_the_exit(history):
    said = StringIO()
    with tampering():
        run("UPDATE initiatives_event SET verb = 'forged' WHERE position = 6")
        with pytest.raises(CommandError, match="broken in 2 places, of 32 events") as refusal:
            call_command("verify_history", stdout=said)
    assert refusal.value.returncode == 1
    assert [line.partition(":")[0] for line in said.getvalue().splitlines()] == [
        "commitment 5",
        "initiative 8",
    ]


def test_breaks_come_as_json_as_well(history):
    said = StringIO()
    with tampering():
        run("DELETE FROM initiatives_event WHERE position = 8")
        with pytest.raises(CommandError, match="1 place,"):
            call_command("verify_history", "--format", "json", stdout=said)
    (found,) = json.loads(said.getvalue())["breaks"]
    assert (found["what"], found["position"], found["event"]) == ("removed", 8, None)


def test_seals_that_were_kept_show_what_was_made_to_fit(kept):
    kept.write_text(kept.read_text().replace("sha256 ", "sha256 0")[:-2] + "\n")
    with pytest.raises(CommandError):
        call("verify_history", "--seals", str(kept))


def test_a_kept_seal_with_another_digest_is_named(kept):
    digest = bytes(Seal.objects.get(number=2).digest).hex()
    kept.write_text(kept.read_text().replace(digest, "0" * 64))
    said = StringIO()
    with pytest.raises(CommandError, match="broken in 1 place,"):
        call_command("verify_history", "--seals", str(kept), stdout=said)
    assert said.getvalue().startswith("seal 2 of 2026-03-")
    assert "not the one that was kept" in said.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "has no line of a seal"),
        (b"\xff\xfe\x00 nothing", "has no line of a seal"),
        (b"seal 1 of 2026-01-01, sha256 " + b"0" * 63, "has no line of a seal"),
        (
            b"seal 1 of x sha256 " + b"0" * 64 + b"\nseal 1 of x sha256 " + b"1" * 64,
            "two different digests for seal 1",
        ),
    ],
)
def test_a_file_that_holds_no_seals_is_refused(tmp_path, content, says):
    file = tmp_path / "kept.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=says):
        call("verify_history", "--seals", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call("verify_history", "--seals", str(tmp_path))


def test_a_new_seal_is_printed_and_listed(history):
    line = call("seal_history")
    assert line.startswith("seal 3 of ")
    assert "2 events of 1 records, sha256 " in line
    assert call("seal_history", "--list").splitlines()[-1] == line.strip()


def test_sealing_a_broken_history_says_so(history):
    with tampering():
        run("DELETE FROM initiatives_event WHERE position = 8")
        with pytest.raises(CommandError, match="number 8 of its chain, was removed"):
            call("seal_history")
