"""One worker of the bench: `python -m bench.drain`.

It says `ready`, waits for a line, and sends mail until nothing waits.
"""

import os
import sys


def main() -> None:
    """Send as a worker's task does, to the end."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    django.setup()
    from django.urls import get_resolver

    from initiatives.accountability.choices import Channel
    from initiatives.accountability.services import drain

    get_resolver().url_patterns  # noqa: B018 (read once in the life of a worker, not a cost here)
    print("ready", flush=True)
    sys.stdin.readline()
    drain(Channel.EMAIL)


if __name__ == "__main__":
    main()
