"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from qi_tracker import telemetry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qi_tracker.settings")

telemetry.start("web")
application = get_wsgi_application()
