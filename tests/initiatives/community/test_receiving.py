"""Taking in a voice: kept once, with nothing beside it that tells who or when."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.community import sealing, services
from initiatives.community.models import Feedback, FeedbackBackground, FeedbackContact
from initiatives.community.services import Background, Voice
from initiatives.history.models import Event
from initiatives.people.models import Membership
from tests.initiatives.community.voices import SAID, days_later, hear

pytestmark = pytest.mark.django_db


def test_a_voice_is_kept_with_its_words_and_its_day(cast):
    _, voice = hear(entity=cast.clinic, language="es", kind="unfair", experience="1")
    assert (voice.said, voice.entity, voice.language) == (SAID, cast.clinic, "es")
    assert (voice.state, voice.received_on, voice.channel) == ("received", clock.today(), "web")


def test_without_a_place_it_is_about_the_whole_system(cast):
    assert hear()[1].entity == cast.system


def test_where_there_is_no_system_nobody_could_answer(db, monkeypatch):
    monkeypatch.setattr(services.receiving, "first_system", lambda: None)
    with pytest.raises(Invalid, match="nobody could answer"):
        services.receive_feedback(voice=Voice(SAID), key="key")


def test_a_form_sent_twice_is_kept_once_and_has_the_same_code(cast):
    first = services.receive_feedback(voice=Voice(SAID), key="the key of the form")
    again = services.receive_feedback(voice=Voice("Other words"), key="the key of the form")
    assert (first[1], again[1], first[0]) == (True, False, again[0])
    assert [voice.said for voice in Feedback.objects.all()] == [SAID]


def test_of_the_code_only_a_hash_is_kept(cast):
    code, voice = hear()
    row = Feedback.objects.filter(pk=voice.pk).values().get()
    assert code.secret not in str(row)
    assert row["secret_digest"] == code.digest


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"said": "  \n"}, "said"),
        ({"said": "x" * 5001}, "said"),
        ({"said": "a\x00b"}, "said"),
        ({"said": "x", "better": "x" * 5001}, "better"),
        ({"said": "x", "kind": "rant"}, "kind"),
        ({"said": "x", "experience": "6"}, "experience"),
        ({"said": "x", "language": "xx"}, "language"),
    ],
)
def test_what_cannot_be_kept_changes_nothing(cast, fields, wrong):
    with pytest.raises(Invalid) as refused:
        services.receive_feedback(voice=Voice(**fields), key="key", contact="me@example.org")
    assert wrong in refused.value.errors
    assert not Feedback.objects.exists()
    assert not FeedbackContact.objects.exists()


def test_an_identifier_in_the_words_turns_nobody_away(cast):
    assert hear("My MRN 12345678 was read out loud.")[1].pk


def test_it_is_never_deleted(cast):
    _, voice = hear()
    for delete in (voice.delete, Feedback.objects.filter(pk=voice.pk).delete):
        with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
            delete()


def columns(table):
    """The name and type of each column of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
            [table],
        )
        return dict(cursor.fetchall())


@pytest.mark.parametrize(
    "table",
    [
        "initiatives_feedback",
        "initiatives_feedbackbackground",
        "initiatives_feedbackcontact",
        "initiatives_feedback_themes",
    ],
)
def test_no_table_has_room_for_a_time_or_an_address(table):
    kinds = columns(table)
    assert kinds
    assert not [name for name, kind in kinds.items() if "time" in kind or kind in ("inet", "cidr")]
    assert not [name for name in kinds if "agent" in name or "address" in name]


def test_on_the_day_itself_neither_history_nor_promise_is_written(cast):
    before = Event.objects.count(), Commitment.objects.count()
    hear()
    assert services.pick_up_feedback() == 0
    assert (Event.objects.count(), Commitment.objects.count()) == before


def test_the_day_after_a_theme_and_an_answer_are_promised_by_the_equity_lead(cast):
    day = datetime.fromisoformat("2026-11-02T20:00:00+00:00")  # a Monday
    with clock.at(day):
        _, voice = hear()
    with clock.at(day + timedelta(days=1)):
        assert services.pick_up_feedback() == 1
        assert services.pick_up_feedback() == 0
    voice.refresh_from_db()
    theme, answer = voice.theme_commitment, voice.answer_commitment
    assert (voice.owner, theme.owner, theme.kind) == (cast.lee, cast.lee, "feedback")
    assert (theme.due_on, answer.due_on) == (date(2026, 11, 16), date(2027, 1, 1))
    assert SAID not in f"{theme.title} {theme.detail} {answer.title}"
    event = Event.objects.get(subject_kind="feedback", verb="received")
    assert (event.actor, event.at.date()) == (None, date(2026, 11, 3))


def test_the_nearest_lead_answers_and_else_an_administrator(cast):
    from initiatives.community.queries.voices import answering_for
    from tests.factories import make_user, seat

    near = seat(make_user("Near"), "equity_lead", cast.clinic)
    assert answering_for(cast.clinic) == near
    assert answering_for(cast.hospital) == cast.lee
    Membership.objects.filter(role="equity_lead").update(ended_at=clock.now())
    assert answering_for(cast.clinic) == cast.root
    Membership.objects.update(ended_at=clock.now())
    assert answering_for(cast.clinic) is None


def test_where_nobody_answers_it_waits_until_somebody_does(cast):
    hear()
    seats = Membership.objects.filter(role__in=("equity_lead", "system_administrator"))
    seats.update(ended_at=clock.now())
    with days_later(1):
        assert services.pick_up_feedback() == 0
        seats.update(ended_at=None)
        assert services.pick_up_feedback() == 1


def test_what_was_set_aside_is_promised_once_it_is_let_in(cast):
    _, voice = hear(set_aside=True)
    with days_later(1):
        assert services.pick_up_feedback() == 0
        services.let_in(actor=cast.lee, feedback=voice)
        assert services.pick_up_feedback() == 1


def test_who_they_are_cannot_be_joined_to_what_they_said(cast):
    about = Background(races=("black",), age="18-44", language="Somali")
    _, voice = hear(background=about, entity=cast.clinic)
    row = FeedbackBackground.objects.get()
    assert row.month == voice.received_on.replace(day=1)
    assert not {"feedback", "feedback_id", "selector"} & set(
        columns("initiatives_feedbackbackground")
    )
    assert not hasattr(voice, "background")


def test_who_says_nothing_about_themselves_leaves_no_row(cast):
    hear()
    assert not FeedbackBackground.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackBackground.objects.create(month=date(2026, 11, 2), entity=cast.clinic)


def test_contact_details_are_sealed_without_the_time(cast):
    hear(contact="206-555-0100")
    sealed = FeedbackContact.objects.get().sealed
    assert "555" not in sealed
    assert sealing.unseal(sealed) == "206-555-0100"
    assert sealing.sealing.lock(sealing.PURPOSE)._fernets[0].extract_timestamp(sealed) == 0


def test_another_key_does_not_open_them_and_an_old_one_still_does(settings, cast):
    sealed = sealing.seal("me@example.org")
    old = settings.CONTACT_KEYS
    settings.CONTACT_KEYS = ["a new key of at least 32 characters"]
    with pytest.raises(Invalid, match="QI_CONTACT_KEY"):
        sealing.unseal(sealed)
    settings.CONTACT_KEYS = ["a new key of at least 32 characters", *old]
    assert sealing.unseal(sealed) == "me@example.org"


def test_a_steward_enters_what_came_by_phone(cast):
    day = clock.today() - timedelta(days=2)
    voice = Voice(SAID, channel="phone", language="so", entity=cast.clinic)
    code, entered = services.enter_feedback(actor=cast.lee, voice=voice, received_on=day)
    assert (entered.channel, entered.received_on, entered.selector) == ("phone", day, code.selector)
    event = Event.objects.get(subject_kind="feedback")
    assert (event.actor, event.verb) == (cast.lee, "entered")
    assert SAID not in str(event.after)


@pytest.mark.parametrize("name", ["alice", "bob", "sam", "charlie", "erin", "ada", "nobody"])
def test_others_enter_nothing(cast, name):
    with pytest.raises(NotAllowed):
        services.enter_feedback(actor=getattr(cast, name), voice=Voice(SAID))


def test_nothing_can_have_come_tomorrow(cast):
    day = clock.today(cast.lee.time_zone) + timedelta(days=1)
    with pytest.raises(Invalid, match="future"):
        services.enter_feedback(actor=cast.lee, voice=Voice(SAID), received_on=day)
