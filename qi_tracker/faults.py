"""The answer to what no view could answer: a fault of ours, or a server that is away for a moment.

Django asks here whatever failed, a view or a middleware, so nothing may be read from the database.
"""

import logging
import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

from api.errors import FAILED, MEDIA_TYPE, UNAVAILABLE, problem
from initiatives.base import correlation
from initiatives.base.outages import AGAIN_IN, is_outage

logger = logging.getLogger(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    """A page, or a problem where a program asked, with the name by which it is in the log."""
    error = sys.exc_info()[1]
    if not is_outage(error):
        return told(request, 500, "failed", FAILED)
    logger.warning("A server does not answer: %s", error)
    response = told(request, 503, "unavailable", UNAVAILABLE)
    response.headers["Retry-After"] = str(AGAIN_IN)
    vars(response)["_has_been_logged"] = True  # just now; Django would add a trace a request
    return response


def told(request: HttpRequest, status: int, code: str, sentence: str) -> HttpResponse:
    """In the form that whoever asked can read."""
    if request.path_info.startswith("/api/"):
        body = problem(status, code, sentence)
        return JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    page = loader.get_template(f"{status}.html")
    return HttpResponse(page.render({"request_name": correlation.current()}), status=status)
