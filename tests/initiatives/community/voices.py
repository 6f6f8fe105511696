"""Small makers for tests of the community: voices, themes, answers."""

import secrets
from datetime import timedelta

from initiatives.base import clock
from initiatives.community import services
from initiatives.community.models import Feedback
from initiatives.community.services import Voice, Words

SAID = "Nobody told me that I could have an interpreter."
WORDS = Words("en", "You waited without an interpreter.", "We ask each person now.")


def hear(said=SAID, **fields):
    """A voice from the public form; `contact`, `background` and `set_aside` as the service."""
    options = {
        name: fields.pop(name) for name in ("contact", "background", "set_aside") if name in fields
    }
    voice = Voice(said=said, **fields)
    code, _ = services.receive_feedback(voice=voice, key=secrets.token_urlsafe(), **options)
    return code, Feedback.objects.get(selector=code.selector)


def days_later(days):
    """The clock, so many days on."""
    return clock.at(clock.now() + timedelta(days=days))


def themed(actor, voice, name="Interpreters"):
    """The voice with a theme of this name."""
    from initiatives.community.models import Theme

    theme = Theme.objects.filter(name=name).first() or services.add_theme(actor=actor, name=name)
    return services.theme_feedback(actor=actor, feedback=voice, themes=[theme])


def answered(cast, *voices, words=WORDS, decision="done", entity=None):
    """An answer by lee, approved by root and published."""
    for voice in voices:
        themed(cast.lee, voice)
    answer = services.draft_answer(
        actor=cast.lee,
        feedback=voices,
        entity=entity or cast.system,
        decision=decision,
        words=words,
    )
    services.approve_answer(actor=cast.root, answer=answer)
    return services.publish_answer(actor=cast.lee, answer=answer)
