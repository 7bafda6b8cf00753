"""One question, patiently: spaced out, tried again where that can help, and told apart where it cannot."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote_plus

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location

Ask = Callable[[str], Location | None]

# Seconds: the services answer within one; a phone's network may need a few.
TIMEOUT = 10.0
RETRIES, RETRY_WAIT = 2, 5.0
# Shorter than any key a service gives, and short words would be masked all over a message.
LEAST_KEY = 6


class Refused(Exception):
    """The service will answer nothing more with this key; `code` is the problem that says why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class Unanswered(Exception):
    """No answer to this one question, though tried again; another may fare better."""


def patient(geocoder: Any, delay: float, key: str) -> Ask:
    """`geocoder.geocode` with `delay` seconds between questions. It raises only Refused and Unanswered, and no text of them holds the key."""
    limited = RateLimiter(
        lambda query: _asked(geocoder, query, key),
        min_delay_seconds=delay,
        max_retries=RETRIES,
        error_wait_seconds=max(RETRY_WAIT, delay),
        swallow_exceptions=False,
    )

    def ask(query: str) -> Location | None:
        try:
            return limited(query)
        except GeopyError as error:
            raise Unanswered(masked(str(error), key)) from None

    return ask


def _asked(geocoder: Any, query: str, key: str) -> Location | None:
    """What need not be tried again leaves as an exception that RateLimiter does not know."""
    try:
        return geocoder.geocode(query, timeout=TIMEOUT)
    except GeocoderRateLimited:
        raise
    except (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges) as error:
        raise Refused("geocode-key-refused", masked(str(error), key)) from None
    except GeocoderQuotaExceeded as error:
        raise Refused("geocode-quota", masked(str(error), key)) from None
    except GeocoderQueryError as error:
        raise Unanswered(masked(str(error), key)) from None
    except GeopyError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError) as error:  # geopy's own geocoders trust the reply
        raise GeocoderParseError(type(error).__name__) from None


def masked(text: str, key: str) -> str:
    """A text without the key, as it is or as an address writes it."""
    for secret in (key, quote_plus(key)) if len(key) >= LEAST_KEY else ():
        text = text.replace(secret, "***")
    return text


@contextmanager
def hushed() -> Iterator[None]:
    """Without the log lines of geopy and urllib3, which print whole addresses, key included, when a request fails."""
    loggers = [logging.getLogger(name) for name in ("geopy", "urllib3")]
    before = [(logger, logger.propagate, logger.handlers) for logger in loggers]
    for logger in loggers:
        logger.propagate, logger.handlers = False, [logging.NullHandler()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # geopy's, of coordinates that it then refuses
            yield
    finally:
        for logger, propagate, handlers in before:
            logger.propagate, logger.handlers = propagate, handlers
