"""gunicorn's settings wherever it runs: `gunicorn --config python:qi_tracker.web_server`."""

import os
import shutil

from gunicorn.config import Config
from gunicorn.glogging import Logger

from qi_tracker import environment as env

bind = f"{env.text('QI_BIND', '127.0.0.1')}:{env.number('PORT', 8000)}"
worker_class = "gthread"
workers = env.number("QI_WEB_PROCESSES", 2)
threads = env.number("QI_WEB_THREADS", 4)
preload_app = True  # loaded once, shared by the processes
timeout = 60
# A connection is for one request. One that is kept stays with its process, so that one process may
# have most of those who are busy; and it is hung up on just as a request comes, which is then lost.
keepalive = 0
graceful_timeout = 5
control_socket_disable = True
accesslog = None  # qi_tracker.requests writes it, without addresses
forwarded_allow_ips = "*" if env.flag("QI_BEHIND_PROXY") else "127.0.0.1"

# The processes share their figures by files; those of an earlier start would be counted again.
figures = env.signs_dir() / "requests"
shutil.rmtree(figures, ignore_errors=True)
figures.mkdir(mode=0o700, parents=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(figures)


class Log(Logger):
    """What gunicorn says goes where all else goes, in the same form and without secrets."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


logger_class = Log
