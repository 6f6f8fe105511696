"""The community's voice in the demonstration."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from initiatives.community.models import Feedback, ReportBack
from initiatives.community.queries import figures
from initiatives.people.models import User

pytestmark = pytest.mark.django_db


def test_a_handful_of_voices_stand_at_every_step():
    call_command("load_demo", stdout=StringIO())
    states = [
        (voice.state, voice.set_aside) for voice in Feedback.objects.order_by("received_on", "pk")
    ]
    assert states == [
        ("answered", False),
        ("answered", False),
        ("decided", False),
        ("themed", False),
        ("received", True),
        ("received", False),
    ]
    assert set(ReportBack.objects.values_list("state", flat=True)) == {"draft", "published"}
    lead = User.objects.get(email="lead@demo.example")
    assert figures(lead).whole.answered == 2
    page = Client().get("/feedback/answers/?lang=es").content.decode()
    assert "un niño tuvo que traducir" in page
    answers = [
        voice.answer_commitment.state
        for voice in Feedback.objects.exclude(answer_commitment=None).order_by("received_on")
    ]
    assert answers == ["fulfilled", "fulfilled", "open", "open"]
