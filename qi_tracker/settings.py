"""Every setting of the product, in one file; the environment decides what differs between places.

`docs/operations.md` lists the variables. With none set, this is a development or trial system on
one machine; with QI_PRODUCTION=yes it refuses to start on anything unsafe.
"""

from pathlib import Path
from typing import Any

import dj_database_url
import django
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from api.enums import ENUMS
from qi_tracker import environment as env
from qi_tracker import institutions, telemetry

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir()

# Where it runs
PRODUCTION = env.flag("QI_PRODUCTION")
DEBUG = env.flag("QI_DEBUG")
DEMO = env.flag("QI_DEMO", default=not PRODUCTION)
SECRET_KEY = env.text("QI_SECRET_KEY", None if PRODUCTION else "trial-system-only-" + "0" * 50)
CONTACT_KEYS = env.words("QI_CONTACT_KEY", None if PRODUCTION else "trial-system-only-" + "0" * 32)
if PRODUCTION and min((len(key) for key in CONTACT_KEYS), default=0) < 32:
    raise ImproperlyConfigured("QI_CONTACT_KEY must have at least 32 characters.")
ALLOWED_HOSTS = env.words("QI_ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("QI_TRUSTED_ORIGINS")
SITE_URL = env.text("QI_SITE_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")
if PRODUCTION and (DEBUG or DEMO):
    raise ImproperlyConfigured("QI_DEBUG and QI_DEMO must be off where QI_PRODUCTION is on.")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("QI_ALLOWED_HOSTS must name the hosts that this system answers for.")

# Parts
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "qi_tracker.static_files.StaticFiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_filters",
    "django_htmx",
    "csp",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "rest_framework",
    "drf_spectacular",
    "initiatives",
]
# Django's admin, read-mostly; docs/security.md says what for. Without its own discovery of pages.
EMERGENCY_ADMIN = env.flag("QI_EMERGENCY_ADMIN")
if EMERGENCY_ADMIN:
    INSTALLED_APPS.append("django.contrib.admin.apps.SimpleAdminConfig")
MIDDLEWARE = [
    "qi_tracker.requests.attend",
    "qi_tracker.headers.complete",
    "csp.middleware.CSPMiddleware",
    "qi_tracker.health.answer_probes",
    "qi_tracker.headers.refuse_plain_http",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "initiatives.web.languages.speak_chosen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "initiatives.web.sessions.watch_over",
]
ROOT_URLCONF = "qi_tracker.urls"
WSGI_APPLICATION = "qi_tracker.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "initiatives.web.context.chrome",
            ],
            "libraries": {
                "analytics": "initiatives.web.templatetags.analytics",
                "charts": "initiatives.web.templatetags.charts",
                "community": "initiatives.web.templatetags.community",
                "deciding": "initiatives.web.templatetags.deciding",
                "fields": "initiatives.web.templatetags.fields",
                "ui": "initiatives.web.templatetags.ui",
            },
        },
    },
]
FORM_RENDERER = "initiatives.web.renderer.FormRenderer"

# Data
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", None if PRODUCTION else "postgresql:///qi_tracker"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL", None if PRODUCTION else "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "qi",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},  # asked thrice a request
    }
}

# People and sessions
AUTH_USER_MODEL = "initiatives.User"
AUTHENTICATION_BACKENDS = ["initiatives.web.accounts.Backend"]
VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
    {"NAME": "initiatives.people.passwords.PlaceWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "initiatives.web.accounts.Adapter"
ACCOUNT_FORMS = {
    "login": "initiatives.web.forms.accounts.LoginForm",
    "reset_password": "initiatives.web.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "initiatives.web.forms.accounts.ResetPasswordKeyForm",
    "change_password": "initiatives.web.forms.accounts.ChangePasswordForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "10/h/ip,3/h/key"}
SESSION_ENGINE = "qi_tracker.sessions"
SESSION_HOURS = env.number("QI_SESSION_HOURS", 12)
SESSION_COOKIE_AGE = 60 * 60 * SESSION_HOURS
IDLE_MINUTES = env.number("QI_IDLE_MINUTES", 30 if PRODUCTION else 0)
# Browsers take a cookie of this prefix only from this very host, over HTTPS.
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
MESSAGE_STORAGE = "qi_tracker.notes.Storage"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

# Sign-in by institutions and with second factors: docs/signing-in.md explains each
INSTITUTIONS = institutions.read(env.text("QI_INSTITUTIONS", ""), PRODUCTION)
SOCIALACCOUNT_PROVIDERS = institutions.providers(INSTITUTIONS)
SOCIALACCOUNT_ADAPTER = "initiatives.web.institutions.adapter.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
# By a link: a form that leads elsewhere would need every provider's hosts in `form-action`.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
LOCAL_SIGN_IN = env.choice("QI_PASSWORD_SIGN_IN", ("everyone", "break-glass"), "everyone")
if LOCAL_SIGN_IN == "break-glass" and not INSTITUTIONS:
    raise ImproperlyConfigured("QI_PASSWORD_SIGN_IN=break-glass needs QI_INSTITUTIONS.")
SECOND_FACTOR_ROLES = env.words("QI_MFA_ROLES", "system_administrator" if PRODUCTION else "")
MFA_ADAPTER = "initiatives.web.factors.Adapter"
MFA_FORMS = {
    "authenticate": "initiatives.web.forms.factors.AuthenticateForm",
    "reauthenticate": "initiatives.web.forms.factors.ReauthenticateForm",
    "activate_totp": "initiatives.web.forms.factors.ActivateForm",
    "add_webauthn": "initiatives.web.forms.factors.AddKeyForm",
    "edit_webauthn": "initiatives.web.forms.factors.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "QI Tracker"
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # who makes an account answers for its address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# Security headers
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("QI_REDIRECT_TO_HTTPS", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("QI_HSTS_SUBDOMAINS", default=True)
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # the preload list takes in a whole domain: its owner decides, not one service
]
BEHIND_PROXY = env.flag("QI_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Language and time
LANGUAGE_CODE = "en-us"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = [("en-us", "English"), ("es", "Español")]  # of the staff pages and mails
TIME_ZONE = env.text("QI_TIME_ZONE", "America/Los_Angeles")
USE_I18N = USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = env.folder("QI_STATIC_ROOT", DATA_DIR / "static")
# The admin's files too, since an image is made before anybody knows whether it is switched on.
ADMIN_FILES = Path(django.__file__).parent / "contrib" / "admin" / "static" / "admin"
STATICFILES_DIRS = [BASE_DIR / "qi_tracker" / "static", ("admin", ADMIN_FILES)]
EXPORTS_DIR = DATA_DIR / "exports"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # what people ask for as files; fetched through a view that asks whose they are
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(EXPORTS_DIR),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Mail: a server where one is named, files to look at where none is
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("QI_MAIL_FROM", "QI Tracker <qi-tracker@localhost>")
EMAIL_HOST = env.text("QI_MAIL_HOST", "")
EMAIL_PORT = env.number("QI_MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("QI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("QI_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("QI_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = env.text("QI_MAIL_BACKEND", "") or (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "initiatives.accountability.mailbox.EmlFileBackend"
)
MAIL_DIR = DATA_DIR / "mail"

# API
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.Cursor",
    "DEFAULT_SCHEMA_CLASS": "api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.PerPerson"],
    "DEFAULT_THROTTLE_RATES": {
        "user": env.text("QI_API_RATE", "1200/min"),
        "token": env.text("QI_API_TOKEN_RATE", "600/min"),
    },
    "EXCEPTION_HANDLER": "api.errors.problem_details",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "QI Tracker",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.contract.complete",
    ],
    "ENUM_NAME_OVERRIDES": {**ENUMS, "MailLanguageEnum": LANGUAGES},
}

# Worker: the settings that docs/operations.md explains
CELERY: dict[str, Any] = {
    "broker_url": REDIS_URL,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "broker_transport_options": {
        "visibility_timeout": 3600,
        "socket_timeout": 10,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 5,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
    },
    "task_ignore_result": True,
    "task_acks_late": False,
    "worker_cancel_long_running_tasks_on_connection_loss": False,
    "worker_pool": "threads",
    "worker_concurrency": env.number("QI_WORKER_THREADS", 2),
    "worker_prefetch_multiplier": 1,
    "worker_hijack_root_logger": False,
    "beat_scheduler": "workers.signs_of_life:Scheduler",
    "timezone": "UTC",
}

# Reminders: docs/operations.md explains each
SWEEP_SECONDS = env.number("QI_SWEEP_SECONDS", 30)
LEASE_SECONDS = env.number("QI_LEASE_SECONDS", 120)
RETRY_SECONDS = env.number("QI_RETRY_SECONDS", 60)
MAILS_PER_MINUTE = env.number("QI_MAILS_PER_MINUTE", 600)
HOLD_ABOVE = env.number("QI_HOLD_ABOVE", 200)
OLDEST_OWED_MINUTES = env.number("QI_OLDEST_OWED_MINUTES", 60)
# Webhooks: docs/webhooks.md explains each
WEBHOOK_NETWORKS = env.networks("QI_WEBHOOK_NETWORKS")
WEBHOOK_DAYS = env.number("QI_WEBHOOK_DAYS", 30)
if WEBHOOK_DAYS < 1:
    raise ImproperlyConfigured("QI_WEBHOOK_DAYS is at least 1.")
FEEDBACK_PHONE = env.text("QI_FEEDBACK_PHONE", "")
METRICS_TOKEN = env.text("QI_METRICS_TOKEN", "")

# Traces: off unless a collector is named
OTEL_ENDPOINT = env.text("QI_OTEL_ENDPOINT", "")
if OTEL_ENDPOINT:
    telemetry.require()

# Log: qi_tracker/logs.py says what never gets into it
ACCESS_LOG = env.flag("QI_ACCESS_LOG")
LOG_FORMAT = env.choice("QI_LOG_FORMAT", ("json", "line"), "json" if PRODUCTION else "line")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "qi_tracker.logs.Line"},
        "json": {"()": "qi_tracker.logs.Json"},
    },
    "filters": {"unwatched": {"()": "qi_tracker.unwatched.Unwatched"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["unwatched"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.text("QI_LOG_LEVEL", "INFO")},
    # Both write the whole address of a chat at DEBUG, and whoever has it can write there.
    "loggers": {"apprise": {"level": "ERROR"}, "urllib3": {"level": "INFO"}},
}
