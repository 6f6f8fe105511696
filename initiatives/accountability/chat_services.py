"""The chat services that take a message at an https address, and what their addresses look like.

The list is what may be used of apprise. Its own way to read addresses is passed by: there a service
may be a local program, and the query of an https address may name a file to send, turn the check of
certificates off, or follow redirects. Here a pattern takes the address apart, and nothing but what
it names reaches apprise.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qsl

from django.utils.translation import gettext

from initiatives.base.addresses import check_address, check_form
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _


@dataclass(frozen=True)
class Service:
    """One service; each field says what apprise's plugin for it needs to know."""

    name: str
    plugin: str  # module and class in apprise.plugins
    pattern: str  # of host, port and path; what its groups find goes to the plugin
    query: Mapping[str, str] = field(default_factory=dict)  # needed, and as what it goes there
    fixed: Mapping[str, Any] = field(default_factory=dict)  # goes there always
    changed: Mapping[str, Any] = field(default_factory=dict)  # set on the plugin once it is made
    escaped: bool = False  # apprise may escape: it leaves links whole here
    hosts: str = ""  # pattern of the hosts that are of this service only; none: any host
    hint: str = ""  # what to look for, when the host is right and the rest is not


SLACK = Service(
    "Slack",
    "slack.NotifySlack",
    r"hooks\.slack\.com(:443)?/services"
    r"/(?P<token_a>[A-Z0-9]+)/(?P<token_b>[A-Z0-9]+)/(?P<token_c>[A-Za-z0-9]+)",
    fixed={"include_footer": False, "include_image": False},
    escaped=True,
    hosts=r"(.+\.)?slack(-gov)?\.com",
    hint=_(
        "For Slack, give the address of an incoming webhook: "
        "it begins with https://hooks.slack.com/services/"
    ),
)
TEAMS = Service(
    "Microsoft Teams",
    "workflows.NotifyWorkflows",
    r"(?P<host>[a-z0-9.-]+\.(logic\.azure\.com|api\.powerplatform\.com)(:443)?)"
    r"(?P<power_automate>/powerautomate/automations/direct(/cu/(?P<routing_id>[0-9]+))?)?"
    r"/workflows/(?P<workflow>[A-Za-z0-9_-]+)/triggers/manual/paths/invoke",
    query={"sig": "signature", "api-version": "version"},
    fixed={"include_image": False},
    # Teams takes 28 KB; a letter outside of English may need six bytes. Apprise says 1,000.
    changed={"body_maxlen": 4000},
    hosts=r"(.+\.)?(logic\.azure|api\.powerplatform|webhook\.office|teams\.microsoft)\.com",
    hint=_(
        "For Microsoft Teams, add a workflow to the channel that posts when a webhook request is "
        "received, and give its whole address. Teams no longer takes those of connectors."
    ),
)
DISCORD = Service(
    "Discord",
    "discord.NotifyDiscord",
    r"discord(app)?\.com(:443)?/api/webhooks"
    r"/(?P<webhook_id>[0-9]+)/(?P<webhook_token>[A-Za-z0-9_-]+)",
    fixed={"avatar": False},
    hosts=r"(.+\.)?discord(app)?\.com",
    hint=_(
        "For Discord, give the address of a webhook: "
        "it begins with https://discord.com/api/webhooks/"
    ),
)
GOOGLE_CHAT = Service(
    "Google Chat",
    "google_chat.NotifyGoogleChat",
    r"chat\.googleapis\.com(:443)?/v1/spaces/(?P<workspace>[A-Za-z0-9_-]+)/messages",
    query={"key": "webhook_key", "token": "webhook_token"},
    hosts=r"chat\.google(apis)?\.com",
    hint=_(
        "For Google Chat, give the whole address of a webhook: "
        "it begins with https://chat.googleapis.com/v1/spaces/"
    ),
)
WEBEX = Service(
    "Webex",
    "webexteams.NotifyWebexTeams",
    r"(webexapis|api\.ciscospark)\.com(:443)?/v1/webhooks/incoming/(?P<token>[A-Za-z0-9]{80,160})",
    fixed={"mode": "webhook"},
    # Apprise's own ends in a slash, to which it adds another one.
    changed={"notify_url": "https://webexapis.com/v1/webhooks/incoming"},
    hosts=r"(.+\.)?(webex|webexapis|ciscospark)\.com",
    hint=_(
        "For Webex, give the address of an incoming webhook: "
        "it begins with https://webexapis.com/v1/webhooks/incoming/"
    ),
)
MATTERMOST = Service(
    "Mattermost",
    "mattermost.NotifyMattermost",
    r"(?P<host>[^/]+)(?P<fullpath>(/[A-Za-z0-9_.-]+)*)/hooks/(?P<token>[a-z0-9]{26})",
)
WEBHOOK = Service("Webhook", "custom_json.NotifyJSON", r"(?P<host>[^/]+)(?P<fullpath>/.*)?")
SERVICES = (SLACK, TEAMS, DISCORD, GOOGLE_CHAT, WEBEX, MATTERMOST, WEBHOOK)


def service_at(address: str) -> Service:
    """The service that an address belongs to; raises Invalid for the field `address`.

    A host that anyone may choose is looked up: it must be on the public internet.
    """
    service, _ = understood(address)
    if not service.hosts:
        check_address(address)
    return service


def understood(address: str) -> tuple[Service, dict[str, Any]]:
    """The service, and what its plugin is made with, by the form of the address.

    Raises Invalid for the field `address`.
    """
    parts = check_form(address)
    for service in SERVICES:
        if re.fullmatch(service.hosts or ".*", parts.hostname or ""):
            given = arguments(service, parts)
            if given is not None:
                return service, given
            if service.hosts:
                raise Invalid({"address": service.hint})
    raise Invalid({"address": gettext("This is not the address of a webhook.")})


def arguments(service: Service, parts: SplitResult) -> dict[str, Any] | None:
    """What the address says to the plugin; nothing when it is not one of this service."""
    query = dict(parse_qsl(parts.query))
    found = re.fullmatch(service.pattern, parts.netloc.lower() + parts.path.rstrip("/"))
    if not found or not query.keys() >= service.query.keys():
        return None
    asked = {argument: query[name] for name, argument in service.query.items()}
    if service is WEBHOOK:
        asked["fullpath"] = f"{parts.path}?{parts.query}".rstrip("?")
    return {**found.groupdict(), **asked, **service.fixed}
