"""Settings, all from the environment, with defaults that run the site on one machine."""

from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, validate

from newsroom import environment

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
# The demonstration edition: an invented county, every page marked as such, on data of its own.
DEMO = env.bool("DEMO", False)
SEEDS = BASE_DIR / "seeds" / "demo" if DEMO else BASE_DIR / "seeds"
VAR = Path(env.str("NEWSROOM_VAR", str(BASE_DIR / "var" / "demo" if DEMO else BASE_DIR / "var")))

# --- Safety ---------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = environment.secret_key(VAR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Behind a proxy that ends TLS: BEHIND_TLS=true makes cookies and redirects secure, and takes the
# last address of X-Forwarded-For for the sender.
BEHIND_TLS = env.bool("BEHIND_TLS", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing inline and nothing from elsewhere: no style attributes, no inline scripts.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- What the site is made of ---------------------------------------------------------------
INSTALLED_APPS = [
    "newsroom",
    "articles",
    "people",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "newsroom.proxy.readers_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.demo.unlisted",
    "csp.middleware.CSPMiddleware",
    "articles.page_cache.PageCache",
    "articles.replicas.middleware.ReadFromReplica",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1  # hours
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    # Readers' pages. They come first, as most requests are for them.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "readers",
        "DIRS": [BASE_DIR / "templates" / "readers"],
        "OPTIONS": {"environment": "newsroom.jinja.environment"},
    },
    # The editors' desk, which extends Django's admin.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
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

# --- Where things are kept ------------------------------------------------------------------
DATABASES = environment.databases(env, VAR)
# Readers' pages are read from the streaming replicas of DATABASE_REPLICA_URLS, if there are any.
DATABASE_ROUTERS = ["articles.replicas.routing.Router"] if len(DATABASES) > 1 else []
# Seconds that a replica may be behind. A correction is seen by all readers after this long.
DATABASE_REPLICA_MAX_LAG = env.float(
    "DATABASE_REPLICA_MAX_LAG", 1.0, validate=validate.Range(min=0)
)
SEARCH_INDEX = VAR / "index"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Whole pages, in the memory of each process: see articles.page_cache.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": env.int("PAGE_CACHE_ENTRIES", 2000)},
    },
}
PAGE_CACHE = env.bool("PAGE_CACHE", True)
ROSTER_DIR = Path(env.str("ROSTER_DIR", str(SEEDS / "roster")))

# --- Language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- The archive ----------------------------------------------------------------------------
SITE_NAME = env.str("SITE_NAME", "Newsroom (demonstration)" if DEMO else "Newsroom")
# An installed spaCy model, by package or folder, that may add evidence of who is a person.
SPACY_MODEL = env.str("SPACY_MODEL", "")
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")
# Where publishers can complain about our fetching; stands in every request beside SITE_URL.
CONTACT = env.str("CONTACT", "")
# Pages of one's own network may be fetched. Off, as anybody's feed could name an address in it.
INGEST_ALLOW_PRIVATE = env.bool("INGEST_ALLOW_PRIVATE", False)
# Seconds between two requests to one host, where it asks for no longer pause itself.
INGEST_DELAY = env.float("INGEST_DELAY", 1.0)
# Pages of articles that a worker asks publishers for each hour, to see whether they are still
# there; 0 turns that off.
LINK_CHECKS_AN_HOUR = env.int("LINK_CHECKS_AN_HOUR", 100, validate=validate.Range(min=0))
# Seconds between two signs of life of a worker; after three without one its job is given away.
WORKER_HEARTBEAT = env.float("WORKER_HEARTBEAT", 10.0)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
