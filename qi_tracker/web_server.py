"""gunicorn's settings wherever it runs: `gunicorn --config python:qi_tracker.web_server`."""

from qi_tracker import environment as env

bind = f"{env.text('QI_BIND', '127.0.0.1')}:{env.number('PORT', 8000)}"
worker_class = "gthread"
workers = env.number("QI_WEB_PROCESSES", 2)
threads = env.number("QI_WEB_THREADS", 4)
preload_app = True  # loaded once, shared by the processes
timeout = 60
graceful_timeout = 5
control_socket_disable = True
accesslog = "-" if env.flag("QI_ACCESS_LOG") else None
forwarded_allow_ips = "*" if env.flag("QI_BEHIND_PROXY") else "127.0.0.1"
