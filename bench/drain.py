"""One worker of the bench: `python -m bench.drain`.

It says `ready`, waits for a line, and sends mail until nothing waits, by as many threads as a
worker process has.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor


def main() -> None:
    """Send as a worker's task does, to the end."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")
    django.setup()
    from django.conf import settings
    from django.urls import get_resolver

    from initiatives.accountability.choices import Channel
    from initiatives.accountability.services import drain

    get_resolver().url_patterns  # noqa: B018 (read once in the life of a worker, not a cost here)
    threads = settings.CELERY["worker_concurrency"]
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(drain, [Channel.EMAIL] * threads))


if __name__ == "__main__":
    main()
