"""Every error as problem details (RFC 9457), with a stable type and a sentence to act on."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from initiatives.base.errors import Blocked, Invalid, NotAllowed, Stale

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
NOT_FOUND = "There is no such record, or you may not see it."
FAILED = "Something went wrong on our side. It was noted; try again in a while."


class PreconditionRequired(exceptions.APIException):
    """A change must say which version of the record it changes."""

    status_code = 428
    default_code = "precondition_required"
    default_detail = "Send If-Match with the ETag of the record as you read it."


class BadQuery(exceptions.APIException):
    """The query string says something that cannot be read."""

    status_code = 400
    default_code = "bad_query"

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


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
    if body["status"] >= 500:
        logger.exception("An API request failed.", exc_info=error)
    return Response(body, status=body["status"], headers=headers, content_type=MEDIA_TYPE)


def translated(error: Exception) -> tuple[dict[str, Any], dict[str, str]]:
    """The problem and the headers of an exception."""
    if isinstance(error, Blocked):
        missing = [{"field": item.field, "message": item.message} for item in error.missing]
        return problem(409, "blocked", error.message, errors=error.errors, missing=missing), {}
    if isinstance(error, Invalid):
        return problem(422, "invalid", error.message, errors=error.errors), {}
    if isinstance(error, NotAllowed):
        return problem(403, "not_allowed", error.message), {}
    if isinstance(error, Stale):
        return problem(412, "stale", error.message), {}
    if isinstance(error, (Http404, ObjectDoesNotExist, exceptions.NotFound)):
        return problem(404, "not_found", NOT_FOUND), {}
    if isinstance(error, PermissionDenied):
        return problem(403, "not_allowed", str(error) or "You may not do this."), {}
    if isinstance(error, exceptions.APIException):
        return from_framework(error)
    return problem(500, "failed", FAILED), {}


def from_framework(error: exceptions.APIException) -> tuple[dict[str, Any], dict[str, str]]:
    """The problem of an exception of DRF's, with the headers that it asks for."""
    headers = {}
    if scheme := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = scheme
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    if isinstance(error, exceptions.ValidationError):
        errors = flat(error.detail)
        return problem(422, "invalid", " ".join(errors.values()), errors=errors), headers
    code = str(error.default_code)
    more = {"errors": error.errors} if isinstance(error, BadQuery) else {}
    return problem(error.status_code, code, str(error.detail), **more), headers


def flat(detail: Any, path: str = "") -> dict[str, str]:
    """Nested validation errors as one message a field, by dotted path."""
    if isinstance(detail, dict):
        parts = ((f"{path}.{key}" if path else str(key), value) for key, value in detail.items())
    elif isinstance(detail, list) and any(isinstance(item, (dict, list)) for item in detail):
        parts = ((f"{path}.{index}", item) for index, item in enumerate(detail) if item)
    else:
        words = detail if isinstance(detail, list) else [detail]
        return {path or "body": " ".join(str(word) for word in words)}
    return {name: text for key, value in parts for name, text in flat(value, key).items()}


def no_such_route(request: HttpRequest, path: str = "") -> JsonResponse:
    """A problem for an address that the API does not have."""
    body = problem(
        404, "no_such_route", f"/api/{path} is no address of this API; see /api/v1/docs/."
    )
    return JsonResponse(body, status=404, content_type=MEDIA_TYPE)
