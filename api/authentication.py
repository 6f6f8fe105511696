"""Who calls: the holder of a bearer token. Its scope says what it may read and write."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from initiatives.people.models import Token, User
from initiatives.people.scopes import allows
from initiatives.people.services import find_token

KEYWORD = "bearer"
ROOT = "/api/v1/"


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
    """A token of scope `read` reads, one of `write:observations` writes observations alone."""

    def has_permission(self, request: Request, view: object) -> bool:
        token = request.auth
        if not isinstance(token, Token):
            return True
        area = request.path.removeprefix(ROOT).split("/")[0]
        writes = request.method not in SAFE_METHODS and not getattr(view, "stores_nothing", False)
        self.message = refusal(token.scope, area, writes)
        return allows(token.scope, area, writes=writes)


def refusal(scope: str, area: str, writes: bool) -> str:
    """What a token may not do, and which one would be needed."""
    if writes and allows(scope, area, writes=False):
        return f"This token may only read here. Issue one with the scope write or write:{area}."
    needed = "write" if writes else "read"
    return f"This token reaches {scope} alone. Issue one with the scope {needed}:{area} as well."


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema names it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
