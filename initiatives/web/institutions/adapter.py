"""Who comes in through an institution: allauth checks the proof, our services decide the rest."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from initiatives.base.errors import DomainError, NotAllowed
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people import services
from initiatives.people.models import User
from initiatives.web.institutions.claims import Said, said_by

STRONG = "with_second_factor"
GONE = _("This institution is not set up here any more. Go back to sign in.")
FORBIDDEN = 403
log = logging.getLogger(__name__)


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts are found or made by what the institution may vouch for, and by nothing else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never by allauth's own form: `pre_social_login` has found or made the account."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Not by allauth, which would ask no institution for its domains."""
        return

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The proof holds. Find whom it is about; nobody is let in who is refused here."""
        try:
            said = what_is_said(sociallogin)
            sociallogin.user = person = person_of(sociallogin, said)
            services.follow_groups(person=person, arrival=said.arrival)
        except DomainError as refusal:
            provider = sociallogin.account.provider
            log.warning("A sign-in through %s was refused: %s", provider, refusal.message)
            context = {"reason": refusal.message}
            page = render(request, "account/refused.html", context, status=FORBIDDEN)
            raise ImmediateHttpResponse(page) from refusal
        sociallogin.state.pop("process", None)  # it signs in, and connects to nobody signed in
        sociallogin.state[STRONG] = said.strong
        keep_account(sociallogin, person)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        """In the log by its kind: what the exception holds may hold codes and tokens."""
        kind = type(exception).__name__ if exception else "no exception"
        log.warning("A sign-in through %s failed: %s, %s", provider.sub_id, error, kind)


def what_is_said(sociallogin: Any) -> Said:
    """What the institution says; raises NotAllowed for one that is not set up any more."""
    account = sociallogin.account
    institution = settings.INSTITUTIONS.get(account.provider)
    if institution is None:
        raise NotAllowed(GONE)
    first = next(iter(sociallogin.email_addresses), None)
    email, verified = (first.email, first.verified) if first else ("", False)
    return said_by(institution, account.extra_data, email, verified)


def person_of(sociallogin: Any, said: Said) -> User:
    """The person who came this way before, or of that address; raises NotAllowed."""
    if sociallogin.is_existing:
        person: User = sociallogin.user
        services.may_come_in(person)
        return person
    institution = settings.INSTITUTIONS[said.arrival.provider]
    return services.arrive(
        arrival=said.arrival, domains=institution.domains, creates=institution.creates
    )


def keep_account(sociallogin: Any, person: User) -> None:
    """That this person comes this way, and nothing else of what the institution said."""
    account = sociallogin.account
    account.user, account.extra_data = person, {}
    account.save()


def with_second_factor(sociallogin: Any) -> bool:
    """Whether the institution is believed to have asked for a second factor."""
    return bool(sociallogin and sociallogin.state.get(STRONG))
