"""The end of a SAML sign-in, for what is no XML at all as well."""

import logging

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml import views as saml
from allauth.socialaccount.providers.saml.utils import get_app_or_404
from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


def finish_acs(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """allauth's; what its parser raises over becomes the page that says that it was not taken."""
    try:
        answer: HttpResponse = saml.finish_acs(request, organization_slug=organization_slug)
    except (SyntaxError, ValueError) as error:  # lxml tells of bad XML by a SyntaxError
        log.warning("A SAML response could not be read: %s", type(error).__name__)
        provider = get_app_or_404(request, organization_slug).get_provider(request)
        answer = render_authentication_error(request, provider)
    return answer
