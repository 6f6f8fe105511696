"""Feedback and answers by the API: read only, and no more than the pages show."""

import pytest

from initiatives.community import services
from tests.api.problems import is_problem
from tests.initiatives.community.voices import SAID, answered, hear

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(cast):
    return hear(entity=cast.hospital, contact="206-555-0100")[1]


def test_each_reads_the_words_as_far_as_they_may(cast, call, voice):
    def words(viewer):
        return call(viewer).get(f"feedback/{voice.pk}/").json()

    assert (words(cast.lee)["words"], words(cast.lee)["verbatim"]) == (SAID, True)
    assert (words(cast.ada)["words"], words(cast.ada)["verbatim"]) == ("", False)
    services.redact_feedback(actor=cast.lee, feedback=voice, redacted="No interpreter.")
    assert words(cast.erin)["words"] == "No interpreter."


@pytest.mark.parametrize("name", ["alice", "bob", "sam", "charlie", "nobody"])
def test_others_find_nothing(cast, call, voice, name):
    answered(cast, voice)
    caller = call(getattr(cast, name))
    assert caller.walk("feedback/") == caller.walk("report-backs/") == []
    is_problem(caller.get(f"feedback/{voice.pk}/"), 404)


def test_neither_contact_nor_code_nor_background_is_among_the_fields(cast, call, voice):
    shown = str(call(cast.lee).get(f"feedback/{voice.pk}/").json())
    for secret in ("555-0100", voice.selector, voice.secret_digest, "sealed"):
        assert secret not in shown


def test_nothing_is_written(cast, call, voice):
    for method in ("post", "patch", "put", "delete"):
        answer = getattr(call(cast.root), method)(f"feedback/{voice.pk}/", {})
        assert answer.status_code in (403, 405)
    assert call(cast.root).post("feedback/", {"said": "x"}).status_code == 405


def test_answers_come_with_every_wording_and_without_how_many_spoke(cast, call, voice):
    made = answered(cast, voice)
    shown = call(cast.ada).get(f"report-backs/{made.pk}/").json()
    assert shown["wordings"][0]["heard"] == "You waited without an interpreter."
    assert (shown["state"], shown["decision"]) == ("published", "done")
    assert "voices" not in shown
