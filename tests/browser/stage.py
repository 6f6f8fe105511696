"""The demonstration on a day that never changes, served by one process: what the pictures show.

`python -m tests.browser.stage` takes QI_DATA_DIR and PORT, prints READY, and runs until SIGINT.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from qi_tracker import environment as env
from qi_tracker.embedded import services
from tests import schema

READY = "The stage is set."
# A Wednesday, nine in the morning in Seattle: what is late, due or new is so as of this day.
DAY = datetime(2026, 3, 18, 16, tzinfo=UTC)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "qi_tracker.settings"
    folder = Path(os.environ["QI_DATA_DIR"])
    with services(folder, durable=False):
        schema.fill(os.environ["DATABASE_URL"], folder)
        serve(env.number("PORT", 8000))


def serve(port: int) -> None:
    """Load the demonstration, remind once, and answer, all with the clock at DAY."""
    import django
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    django.setup()

    from initiatives.base import clock

    with clock.at(DAY), ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler) as server:
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_demo", verbosity=0)
        call_command("send_reminders", verbosity=0)

        from qi_tracker.wsgi import application  # reads the static files, so they come first

        server.set_app(application)
        print(READY, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
