"""A person's calendar at its secret address: no session, no sign-in."""

from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from initiatives.accountability import queries, services
from initiatives.accountability.calendar import MEDIA_TYPE, calendar_of


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """What the owner of the secret promised; one look-up by its hash, whatever is asked for."""
    try:
        feed = queries.calendar_feed(services.digest_of(secret))
    except ObjectDoesNotExist:
        raise Http404 from None
    services.note_reading(feed=feed)
    name = f"QI Tracker: {feed.person}"
    content = calendar_of(queries.calendar_entries(feed.person), settings.SITE_URL, name)
    etag = quote_etag(sha256(content).hexdigest())
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private"
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response)  # type: ignore[return-value]
