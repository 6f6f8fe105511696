"""One call of every operation on webhooks; the address is one that is public without a look-up."""

from typing import Any

NEW = {"name": "New", "address": "https://8.8.8.8/in", "types": ["shortfall.logged"]}
WEBHOOKS: tuple[tuple[str, str, str, Any], ...] = (
    ("lee", "POST", "webhooks/", NEW),
    ("lee", "PATCH", "webhooks/$hook/", {"name": "Engine", "types": ["commitment.fulfilled"]}),
    ("lee", "POST", "webhooks/$hook/rotate/", None),
    ("lee", "POST", "webhooks/$hook/test/", None),
    ("lee", "POST", "webhooks/$hook/replay/", {"since": "2026-01-01T00:00:00Z"}),
    ("root", "POST", "webhooks/$hook/disable/", None),
    ("lee", "POST", "webhooks/$hook_off/enable/", None),
    ("lee", "DELETE", "webhooks/$hook_off/", None),
    ("lee", "POST", "webhook-deliveries/$hook_delivery/repeat/", None),
)
