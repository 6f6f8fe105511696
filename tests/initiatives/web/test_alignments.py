import pytest
from django.urls import reverse

from initiatives.portfolio.models import Alignment, Assessment
from initiatives.portfolio.services import assess
from tests.initiatives.web.forms import fields_of, fill_in

EVIDENCE = {"checkpoint": "charter", "rating": "met", "evidence": "The charter says so."}


@pytest.fixture
def alignment(cast):
    return cast.initiative.alignments.first()


def statuses(cast, browse, url):
    names = ("alice", "bob", "sam", "lee", "root", "erin", "ada", "charlie", "nobody")
    return {name: browse(getattr(cast, name)).get(url).status_code for name in names}


def test_who_may_assess_and_never_the_accountable_owner(cast, browse, alignment):
    url = reverse("alignment_assess", args=[alignment.pk])
    assert statuses(cast, browse, url) == {
        "alice": 403,
        "bob": 200,
        "sam": 200,
        "lee": 200,
        "root": 200,
        "erin": 403,
        "ada": 403,
        "charlie": 404,
        "nobody": 404,
    }
    refusal = browse(cast.alice).get(url).content.decode()
    assert "The accountable owner cannot assess their own initiative" in refusal


@pytest.mark.parametrize("name", ["alignment_edit", "alignment_withdraw"])
def test_who_may_change_an_alignment(cast, browse, alignment, name):
    assert statuses(cast, browse, reverse(name, args=[alignment.pk])) == {
        "alice": 200,
        "bob": 200,
        "sam": 200,
        "lee": 200,
        "root": 200,
        "erin": 403,
        "ada": 403,
        "charlie": 404,
        "nobody": 404,
    }


def test_who_may_align(cast, browse):
    url = reverse("initiative_align", args=[cast.initiative.pk])
    assert statuses(cast, browse, url)["erin"] == 403
    assert statuses(cast, browse, url)["bob"] == 200


def test_an_initiative_is_aligned_with_one_more_principle(cast, browse):
    url = reverse("initiative_align", args=[cast.initiative.pk])
    client = browse(cast.bob)
    offered = [key for key, _ in client.get(url).context["form"].fields["principle"].choices]
    assert offered == ["", cast.principles[2].pk]
    answer = fill_in(client, url, principle=cast.principles[2].pk, rationale="It opens the books.")
    assert answer.status_code == 302
    assert cast.initiative.alignments.count() == 3


def test_the_same_principle_twice_is_refused_beside_the_field(cast, browse):
    url = reverse("initiative_align", args=[cast.initiative.pk])
    answer = fill_in(browse(cast.bob), url, principle=cast.principles[0].pk, rationale="Again.")
    assert answer.status_code == 422
    assert "already aligned" in answer.content.decode()


def test_a_rationale_is_needed(cast, browse, alignment):
    url = reverse("alignment_edit", args=[alignment.pk])
    assert fill_in(browse(cast.bob), url, rationale="  ").status_code == 422
    assert fill_in(browse(cast.bob), url, rationale="Clearer.").status_code == 302
    alignment.refresh_from_db()
    assert alignment.rationale == "Clearer."


def test_an_assessment_is_recorded_with_who_and_when(cast, browse, alignment):
    url = reverse("alignment_assess", args=[alignment.pk])
    assert fill_in(browse(cast.bob), url, **EVIDENCE).status_code == 302
    made = Assessment.objects.get()
    assert (made.assessor, made.rating, made.evidence) == (
        cast.bob,
        "met",
        "The charter says so.",
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"evidence": ""}, "evidence"),
        ({"rating": "not_applicable", "evidence": ""}, "reason"),
        ({"rating": "splendid"}, "rating"),
        ({"checkpoint": "someday"}, "checkpoint"),
        ({"evidence_url": "javascript:alert(1)"}, "evidence_url"),
    ],
)
def test_what_cannot_be_assessed_is_said_beside_its_field(cast, browse, alignment, sent, field):
    url = reverse("alignment_assess", args=[alignment.pk])
    answer = fill_in(browse(cast.bob), url, **(EVIDENCE | sent))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Assessment.objects.exists()


def test_an_alignment_is_withdrawn_with_a_reason(cast, browse, alignment):
    url = reverse("alignment_withdraw", args=[alignment.pk])
    assert fill_in(browse(cast.bob), url, reason="").status_code == 422
    assert fill_in(browse(cast.bob), url, reason="It serves another.").status_code == 302
    assert not Alignment.objects.filter(pk=alignment.pk).exists()


def test_a_withdrawal_sent_twice_ends_on_the_initiative(cast, browse, alignment):
    client, url = browse(cast.bob), reverse("alignment_withdraw", args=[alignment.pk])
    sent = fields_of(client.get(url)) | {"reason": "It serves another."}
    first, second = client.post(url, sent), client.post(url, sent)
    assert (second.status_code, second.url) == (302, first.url)


def test_an_assessed_alignment_stays_and_says_why(cast, browse, alignment):
    assess(actor=cast.lee, alignment=alignment, **EVIDENCE)
    url = reverse("alignment_withdraw", args=[alignment.pk])
    answer = fill_in(browse(cast.bob), url, reason="It serves another.")
    assert answer.status_code == 422
    assert "assessments are kept for good" in answer.content.decode()
    assert Alignment.objects.filter(pk=alignment.pk).exists()
