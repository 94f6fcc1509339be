"""Settings of the reference portal; all that a city changes comes from the environment.

``YIZHAN_DATA``          folder for the database and secrets (default ``run/server``)
``PORTAL_DATABASE_URL``  ``sqlite:///…`` (default, in the data folder) or ``postgresql://…``
``PORTAL_CACHE_URL``     empty (memory) or ``redis://…``
``PORTAL_BASE_URL``      the public address, when it is not the one being listened on
``PORTAL_BEHIND_PROXY``  ``1`` (a proxy on this machine) or the addresses of proxies, with
                         commas: their X-Real-IP and X-Forwarded-Proto are believed (server.proxy)
``IDENTITY_GATEWAY``     class that sends messages (default: files in the data folder)
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

BASE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("YIZHAN_DATA", BASE.parent / "run" / "server"))


def _secret(name: str) -> str:
    """A random secret, made once and kept in the data folder (mode 0600)."""
    path = DATA / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        value = secrets.token_urlsafe(48)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(value)
        return value


SECRET_KEY = _secret("secret_key")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PORTAL_HOSTS", "127.0.0.1,localhost").split(",")
PORTAL_BASE_URL = os.environ.get("PORTAL_BASE_URL", "")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "server.identity",
    "server.content",
    "server.cases",
    "server.forum",
    "server.spokes",
    "server.live",
    "server.subscriptions",
    "server.me",
    "server.handoff",
    "server.assist",
    "server.services",
    "server.evaluation",
    "server.search",
]
MIDDLEWARE = [
    "server.middleware.ProblemsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "server.urls"
WSGI_APPLICATION = "server.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("PORTAL_DATABASE_URL", f"sqlite:///{DATA / 'portal.sqlite3'}"),
        conn_max_age=None,
    ),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        # Caches a thread, small: what they lack is in the kernel's, which all of them share, or
        # parsed again in microseconds.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-256;",
        "cached_statements": 16,
    }

_cache = os.environ.get("PORTAL_CACHE_URL", "")
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _cache}
    if _cache
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 300},  # of up to 30 KB each: counts of searches and lists
    },
}

AUTH_USER_MODEL = "identity.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        *("MinimumLengthValidator", "CommonPasswordValidator"),
        *("NumericPasswordValidator", "UserAttributeSimilarityValidator"),
    )
]
IDENTITY_GATEWAY = os.environ.get("IDENTITY_GATEWAY", "server.identity.messages.FileGateway")
CSRF_FAILURE_VIEW = "server.identity.phone.extra.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 1800

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [DATA / "locale"]
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Answers below 500 are not news, mistakes are logged by server.unexpected without addresses:
    # these can name a visitor's case.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
    },
}

# Limits of the conduct rules: hours to accept (office hours unless told otherwise), working days.
CASE_ACCEPT_HOURS = int(os.environ.get("PORTAL_ACCEPT_HOURS", "4"))
CASE_REPLY_DAYS = int(os.environ.get("PORTAL_REPLY_DAYS", "5"))
CASE_CLOCK_HOURS = os.environ.get("PORTAL_CLOCK_HOURS", "") == "1"

# Posts of visitors wait for a moderator when this is 1.
PREMODERATE = os.environ.get("PORTAL_PREMODERATE", "") == "1"
# Listeners of live interviews at once (each holds a thread); nchan's publisher (server.live.push).
LIVE_STREAMS = int(os.environ.get("PORTAL_STREAMS", "4"))
PUSH_URL = os.environ.get("PORTAL_PUSH_URL", "")

# Mail into files until a city names its server; SMS through a function that makes the gateway.
EMAIL_HOST = os.environ.get("PORTAL_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("PORTAL_MAIL_PORT", "25"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("PORTAL_MAIL_FROM", "portal@localhost")
SMS_GATEWAY = os.environ.get("PORTAL_SMS_GATEWAY", "server.subscriptions.channels.file_gateway")
