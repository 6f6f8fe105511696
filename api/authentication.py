"""Who calls: the holder of a bearer token. Its scope says whether it may write."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from initiatives.people.choices import Scope
from initiatives.people.models import Token, User
from initiatives.people.services import find_token

KEYWORD = "bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`; other schemes are left to others."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != KEYWORD:
            return None
        token = find_token(secret.strip())
        if token is None:
            raise AuthenticationFailed(
                "This token is unknown, expired or revoked. Issue a new one."
            )
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ScopeAllows(BasePermission):
    """A token of scope `read` reads."""

    message = "This token may only read. Issue one with the scope write."

    def has_permission(self, request: Request, view: object) -> bool:
        token = request.auth
        writes = request.method not in SAFE_METHODS
        return not (writes and isinstance(token, Token) and token.scope == Scope.READ)


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema names it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
