"""What happens once before the processes start: tables, static files, the demonstration."""

import subprocess
import sys

from qi_tracker.environment import BASE_DIR
from qi_tracker.processes import dies_with_parent


class PreparationFailed(Exception):
    """A step failed; what it printed stands above."""


def prepare() -> None:
    """Run the steps in one process of their own; raises PreparationFailed."""
    child = subprocess.Popen(
        [sys.executable, "-m", "qi_tracker.supervisor.preparing"],
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_parent(),
    )
    try:
        if child.wait():
            raise PreparationFailed("the database could not be prepared; see above.")
    finally:
        child.kill()
        child.wait()


def main() -> None:
    """The steps, each one of Django's or the product's own commands."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO and is_empty():
        print("Loading the demonstration system.", flush=True)
        call_command("load_demo")


def is_empty() -> bool:
    """Whether nobody has ever used this database: it has no people."""
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


if __name__ == "__main__":
    main()
