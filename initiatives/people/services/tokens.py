"""API tokens: the secret is shown once, only its hash is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import required
from initiatives.history.services import record
from initiatives.people import rules, scopes
from initiatives.people.choices import Scope
from initiatives.people.models import Token, User
from initiatives.people.signing_in import remember, standing

PREFIX = "qit_"
LONGEST_DAYS = 366
NOTE_USE_EVERY = timedelta(minutes=1)


def digest_of(secret: str) -> str:
    """SHA-256: the secret has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_token(
    *, user: User, name: str, scope: str = Scope.WRITE, days: int = 90, actor: User | None = None
) -> tuple[Token, str]:
    """A new token and its secret, which is not kept; raises Invalid on a bad scope or life.

    One's own, or a service's by an administrator of all that the service reaches.
    """
    if actor is not None and actor.pk != user.pk:
        rules.may_issue_for(actor, user).require()
    required(name=name)
    scope = scopes.canonical(scope)
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(
            {
                "days": _("A token lives 1 to %(longest_days)s days.")
                % {"longest_days": LONGEST_DAYS}
            }
        )
    if not user.is_active:
        raise Invalid({"user": _("%(user)s's account is closed.") % {"user": user}})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        name=name.strip()[:80],
        digest=digest_of(secret),
        scope=scope,
        expires_at=clock.now() + timedelta(days=days),
    )
    about = {"name": token.name, "scope": token.scope}
    record(actor=actor or user, verb="issued a token to", subject=user, after=about)
    return token, secret


@transaction.atomic
def revoke_token(*, actor: User, token: Token) -> None:
    """End one of one's own tokens at once, or one of a service that one looks after."""
    rules.may_revoke(actor, token).require()
    revoked = Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
    if revoked:
        about = {"name": token.name}
        record(actor=actor, verb="revoked a token of", subject=token.user, before=about)


def find_token(secret: str) -> Token | None:
    """The token in force that this secret belongs to; notes its use at most once a minute.

    A service for which nobody answers any more has none in force.
    """
    now = clock.now()
    token = (
        Token.objects.filter(digest=digest_of(secret), revoked_at=None, expires_at__gt=now)
        .filter(Q(user__answered_by=None) | Q(user__answered_by__is_active=True))
        .filter(user__is_active=True)
        .select_related("user")
        .annotate(**standing("user_id"))
        .first()
    )
    if token is None:
        return None
    remember(token.user, token)
    if token.last_used_at is None or now - token.last_used_at > NOTE_USE_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
