"""`python -m tests.chaos.telling ADDRESS EVENTS`: a webhook, and so much that it is told of."""

import os
import sys

import django


def main(address: str, events: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    django.setup()
    from django.core.management import call_command

    from initiatives.history.services import event, record_all
    from initiatives.webhooks.services import create_webhook
    from tests.factories import Cast, make_promise

    call_command("migrate", verbosity=0)
    cast = Cast()
    promise = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    create_webhook(actor=cast.lee, name="Chaos", address=address, types=["commitment.moved"])
    record_all(event(cast.lee, "moved", promise, after={"due_on": str(n)}) for n in range(events))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
