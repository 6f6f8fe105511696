"""What links in mails lead to: each shows a page that asks, and does one thing when told to.

Mail scanners open links by themselves, so opening one does nothing. Nothing else can be reached
from here without signing in. The address of these pages is a key: our referrer policy, same-origin,
tells it to no other site. `no-referrer` would have browsers send the form without its origin, which
is refused.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from initiatives.accountability import queries, services
from initiatives.accountability.services import read_acknowledgement, read_unsubscription
from initiatives.base.errors import DomainError

GONE = 410

asks_first = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@asks_first
def acknowledge(request: HttpRequest, token: str) -> HttpResponse:
    """Say that one knows of a commitment, by the fresh signed link of a mail."""
    try:
        link = read_acknowledgement(token)
        person, commitment = queries.linked(link.person, link.commitment, link.generation)
        if request.method == "POST":
            services.acknowledge(actor=person, commitment=commitment)
    except DomainError as error:
        return over(request, error)
    context = {"commitment": commitment, "person": person, "done": request.method == "POST"}
    return render(request, "mail_links/acknowledge.html", context)


@never_cache
@csrf_exempt  # mail programs post here by themselves when somebody presses Unsubscribe (RFC 8058)
@asks_first
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End one's digests; escalations still come."""
    try:
        person = queries.addressee(read_unsubscription(token))
    except DomainError as error:
        return over(request, error)
    if request.method == "POST":
        services.end_digests(person=person)
    context = {"person": person, "done": request.method == "POST"}
    return render(request, "mail_links/unsubscribe.html", context)


def over(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Why the link does nothing, and what to do instead."""
    return render(request, "mail_links/over.html", {"why": error.message}, status=GONE)
