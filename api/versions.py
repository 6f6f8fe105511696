"""Versions of records as ETags: read with one, change with If-Match."""

import re

from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import PreconditionRequired
from initiatives.base.errors import Stale
from initiatives.base.models import Record

WHATEVER = "*"  # RFC 9110, 13.1.1: any version, said on purpose
# A proxy that compresses makes an entity tag weak; the version in it is as good.
ENTITY_TAG = re.compile(r'(?:W/)?"(\d{1,9})"', re.ASCII)


def etag_of(record: Record) -> str:
    """The version of a record as an entity tag."""
    return f'"{record.version}"'


def version_in(request: Request) -> int | None:
    """The version that a change is based on, None for any; without If-Match it raises
    PreconditionRequired.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired
    if header == WHATEVER:
        return None
    match = ENTITY_TAG.fullmatch(header)
    if match is None:
        raise Stale("If-Match names no version of this record. Read it again and use its ETag.")
    return int(match[1])


def optional_version_in(request: Request) -> int | None:
    """The version that an action is based on, where it says so."""
    return version_in(request) if request.headers.get("If-Match") else None


def with_etag(response: Response, record: Record) -> Response:
    """The answer with the record's version."""
    response["ETag"] = etag_of(record)
    return response
