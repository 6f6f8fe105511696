"""Every error as problem details (RFC 9457), with a stable type and a sentence to act on."""

import logging
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import PermissionDenied as Forbidden
from django.http import Http404, HttpRequest, JsonResponse, UnreadablePostError
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response

from initiatives.base.errors import Blocked, Invalid, NotAllowed, Stale
from initiatives.base.outages import AGAIN_IN, is_outage

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
NON_FIELD = "non_field_errors"
FAILED = "Something went wrong on our side. It was noted; try again in a while."
UNAVAILABLE = (
    "A part of this system is away for a moment. Ask again after Retry-After. A write may have "
    "been applied all the same, so send it again with the same Idempotency-Key or If-Match."
)

# What an exception means; without a sentence of its own here, it brings one.
MEANINGS: tuple[tuple[tuple[type[Exception], ...], int, str, str], ...] = (
    ((NotAllowed,), 403, "not_allowed", ""),
    ((Forbidden,), 403, "not_allowed", "You may not do this."),
    ((Stale,), 412, "stale", ""),
    (
        (Http404, ObjectDoesNotExist, exceptions.NotFound),
        404,
        "not_found",
        "There is no such record, or you may not see it.",
    ),
    ((RequestDataTooBig,), 413, "too_large", "The body is larger than 10 MB. Send less at once."),
    (
        (SuspiciousOperation, UnreadablePostError),
        400,
        "parse_error",
        "The body could not be read to its end, or has too many parts.",
    ),
)
# Where DRF's own sentence or name says too little.
CODES = {"permission_denied": "not_allowed"}
SENTENCES = {
    "not_authenticated": "Say who you are: send Authorization: Bearer and your token, or sign in.",
    "not_acceptable": "This API answers application/json; ask for it, or leave out Accept.",
}
CSRF = " Send the X-CSRFToken of your session, or call with a token in Authorization."


class PreconditionRequired(exceptions.APIException):
    """A change must say which version of the record it changes."""

    status_code = 428
    default_code = "precondition_required"
    default_detail = "Send If-Match with the ETag of the record as you read it."


class SwitchedOff(exceptions.APIException):
    """What is asked for belongs to a part of the product that is switched off."""

    status_code = 404
    default_code = "switched_off"


class BadQuery(exceptions.APIException):
    """The query string says something that cannot be read."""

    status_code = 400
    default_code = "bad_query"

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(told(errors))
        self.errors = errors


class BulkRefused(exceptions.APIException):
    """Some of many items cannot be taken, so none was; each with its index and its own problem."""

    status_code = 422
    default_code = "invalid"

    def __init__(self, items: list[dict[str, Any]]) -> None:
        self.items = items
        self.errors = {
            ".".join(filter(None, ("items", str(item["index"]), field))): message
            for item in items
            for field, message in (item.get("errors") or {"": item["detail"]}).items()
        }
        super().__init__(f"Nothing was written. {told(self.errors)}")


def problem(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    """The body of a problem."""
    return {
        "type": f"urn:qi-tracker:problem:{code.replace('_', '-')}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }


def problem_details(error: Exception, context: dict[str, Any]) -> Response:
    """What DRF asks for: an answer to any exception."""
    body, headers = translated(error)
    response = Response(body, status=body["status"], headers=headers, content_type=MEDIA_TYPE)
    if is_outage(error):
        logger.warning("A server does not answer: %s", error)
        vars(response)["_has_been_logged"] = True  # else Django adds an error a request
    elif body["status"] >= 500:
        logger.exception("An API request failed.", exc_info=error)
    return response


def translated(error: Exception) -> tuple[dict[str, Any], dict[str, str]]:
    """The problem and the headers of an exception."""
    if isinstance(error, Blocked):
        missing = [{"field": item.field, "message": item.message} for item in error.missing]
        return problem(409, "blocked", error.message, errors=error.errors, missing=missing), {}
    if isinstance(error, Invalid):
        return problem(422, "invalid", error.message, errors=error.errors), {}
    for kinds, status, code, sentence in MEANINGS:
        if isinstance(error, kinds):
            return problem(status, code, sentence or str(error)), {}
    if isinstance(error, exceptions.APIException):
        return from_framework(error)
    if is_outage(error):
        return problem(503, "unavailable", UNAVAILABLE), {"Retry-After": str(AGAIN_IN)}
    return problem(500, "failed", FAILED), {}


def from_framework(error: exceptions.APIException) -> tuple[dict[str, Any], dict[str, str]]:
    """The problem of an exception of DRF's, with the headers that it asks for."""
    headers = {}
    if scheme := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = scheme
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(ceil(wait))
    if isinstance(error, exceptions.ValidationError):
        errors = flat(error.detail)
        return problem(422, "invalid", told(errors), errors=errors), headers
    code = str(error.default_code)
    detail = SENTENCES.get(code) or str(error.detail)
    detail += CSRF if detail.startswith("CSRF Failed") else ""
    more: dict[str, Any] = {}
    if isinstance(error, (BadQuery, BulkRefused)):
        more["errors"] = error.errors
    if isinstance(error, BulkRefused):
        more["items"] = error.items
    return problem(error.status_code, CODES.get(code, code), detail, **more), headers


def told(errors: dict[str, str]) -> str:
    """Errors by field as one line, for a log or for a person."""
    return " ".join(f"{field}: {message}" for field, message in errors.items())


def flat(detail: Any, path: str = "") -> dict[str, str]:
    """Nested validation errors as one message a field, by dotted path."""
    if isinstance(detail, dict):
        parts = [
            (path if key == NON_FIELD else f"{path}.{key}" if path else str(key), value)
            for key, value in detail.items()
        ]
    elif isinstance(detail, list) and any(isinstance(item, (dict, list)) for item in detail):
        parts = [(f"{path}.{index}", item) for index, item in enumerate(detail) if item]
    else:
        words = detail if isinstance(detail, list) else [detail]
        return {path or "body": " ".join(str(word) for word in words)}
    return {name: text for key, value in parts for name, text in flat(value, key).items()}


@csrf_exempt  # there is nothing here to forge; and the refusal would be a page, not a problem
def no_such_route(request: HttpRequest, path: str = "") -> JsonResponse:
    """A problem for an address that the API does not have."""
    detail = f"{request.path} is no address of this API; see /api/v1/docs/."
    if not path.endswith("/") and is_route(f"{request.path}/"):
        detail = f"Addresses of this API end in a slash: {request.path}/."
    body = problem(404, "no_such_route", detail)
    return JsonResponse(body, status=404, content_type=MEDIA_TYPE)


def is_route(path: str) -> bool:
    """Whether something answers there."""
    try:
        return resolve(path).func is not no_such_route
    except Resolver404:
        return False
