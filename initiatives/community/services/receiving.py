"""Taking in what somebody has to say, once, with nothing beside it that tells who or when."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import required
from initiatives.community import rules, sealing
from initiatives.community.choices import Channel, Language
from initiatives.community.codes import Code, code_for
from initiatives.community.models import Feedback, FeedbackBackground, FeedbackContact
from initiatives.history.services import record
from initiatives.people.models import Entity, User
from initiatives.people.queries import first_system

LONGEST = 5000
NO_PLACE = _("There is no health system here yet, so nobody could answer.")


@dataclass(frozen=True)
class Voice:
    """What somebody says. Without an entity it is about the whole system."""

    said: str
    better: str = ""
    kind: str = ""
    experience: str = ""
    language: str = Language.EN
    channel: str = Channel.WEB
    entity: Entity | None = None
    may_quote: bool = False


@dataclass(frozen=True)
class Background:
    """What somebody says about themselves; all of it may be left out."""

    language: str = ""
    races: Sequence[str] = ()
    race_words: str = ""
    disabilities: Sequence[str] = ()
    age: str = ""

    def __bool__(self) -> bool:
        return any((self.language, self.races, self.race_words, self.disabilities, self.age))


NOTHING = Background()


def receive_feedback(
    *,
    voice: Voice,
    key: str,
    background: Background = NOTHING,
    contact: str = "",
    set_aside: bool = False,
) -> tuple[Code, bool]:
    """Keep what came by the public form; returns its code, and whether it was new.

    `key` is the random key of the form: what is sent under it a second time changes nothing. No
    event is written now, since events have times: `pick_up_feedback` does that on another day.
    Raises Invalid for what cannot be kept.
    """
    code = code_for(key)
    try:
        with transaction.atomic():
            keep(voice, code, background, contact, set_aside)
    except IntegrityError:
        if not Feedback.objects.filter(selector=code.selector).exists():
            raise
        return code, False
    return code, True


@transaction.atomic
def enter_feedback(
    *,
    actor: User,
    voice: Voice,
    received_on: date | None = None,
    background: Background = NOTHING,
    contact: str = "",
) -> tuple[Code, Feedback]:
    """Enter what came by phone, on paper or in person; returns the code to hand out."""
    rules.may_enter(actor).require()
    if received_on and received_on > clock.today(actor.time_zone):
        raise Invalid({"received_on": gettext("It cannot have come in the future.")})
    if voice.entity is not None:
        rules.may_triage(actor, voice.entity).require()
    code = code_for(secrets.token_urlsafe())
    feedback = keep(voice, code, background, contact, False, received_on)
    after = {"channel": feedback.channel, "language": feedback.language}
    record(actor=actor, verb="entered", subject=feedback, after=after)
    return code, feedback


def keep(
    voice: Voice,
    code: Code,
    background: Background,
    contact: str,
    set_aside: bool,
    received_on: date | None = None,
) -> Feedback:
    """The rows: the voice, its background apart from it, its contact sealed."""
    required(said=voice.said)
    entity = voice.entity or first_system()
    if entity is None:
        raise Invalid({"entity": NO_PLACE})
    entity = entity.merged_into or entity  # nothing is lost that was written while it was merged
    feedback = Feedback(
        said=voice.said.strip(),
        better=voice.better.strip(),
        kind=voice.kind,
        experience=voice.experience,
        language=voice.language,
        channel=voice.channel,
        entity=entity,
        may_quote=voice.may_quote,
        received_on=received_on or clock.today(),
        selector=code.selector,
        secret_digest=code.digest,
        set_aside=set_aside,
    )
    check_words(feedback, "said", "better")
    feedback.save()
    if background:
        keep_background(background, feedback)
    if contact.strip():
        FeedbackContact.objects.create(feedback=feedback, sealed=sealing.seal(contact.strip()))
    return feedback


def keep_background(background: Background, feedback: Feedback) -> None:
    """A row that names no voice, only the month and the place."""
    row = FeedbackBackground(
        month=feedback.received_on.replace(day=1),
        entity=feedback.entity,
        language=background.language.strip(),
        races=list(background.races),
        race_words=background.race_words.strip(),
        disabilities=list(background.disabilities),
        age=background.age,
    )
    check_words(row, "language", "race_words")
    row.save(force_insert=True)


def check_words(record: Feedback | FeedbackBackground, *names: str) -> None:
    """Raises Invalid for unknown choices, too long texts and signs that cannot be kept.

    Unlike other texts these may hold what looks like health information: it was pointed out to
    whoever wrote it, and nobody is turned away for it.
    """
    errors = {}
    relations = {field.name for field in record._meta.fields if field.is_relation}
    try:
        record.clean_fields(exclude=relations)
    except ValidationError as error:
        errors = {name: messages[0] for name, messages in error.message_dict.items()}
    for name in names:
        value = getattr(record, name)
        if "\x00" in value:
            errors[name] = gettext("This text has a character that cannot be kept; type it anew.")
        elif len(value) > LONGEST:
            errors[name] = gettext("Keep this within %(longest)s characters.") % {
                "longest": f"{LONGEST:,}"
            }
    if errors:
        raise Invalid(errors)
