"""HTTP services of connections, asked once and within a time."""

from __future__ import annotations

import base64
import json
import ssl
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from dagc_jobs.connections import Connection
from dagc_jobs.errors import TRY_AGAIN, JobError

# What an answer may have at most; a service that sends more is asked something else.
LONGEST_ANSWER = 16 << 20


class Unreachable(JobError):
    """The service did not answer, or not as HTTP."""

    def __init__(self, message: str) -> None:
        super().__init__(message, TRY_AGAIN)


class NoRedirect(HTTPRedirectHandler):
    """A redirect is an answer: what it leads to, such as a page to log in, says nothing of the service."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def asked(variable: str, path: str, subject: str, seconds: float, query: Any = ()) -> tuple[int, bytes]:
    """Status and body of what the service of a connection answers."""
    connection = Connection(variable, subject)
    address = connection.url.rstrip("/") + "/" + path.lstrip("/")
    if query:
        address += ("&" if "?" in address else "?") + urlencode(query)
    if not address.startswith(("http://", "https://")):
        raise JobError(f"the connection in {variable} leads to no HTTP service")
    headers = {"Accept": "application/json, */*", "User-Agent": "dagc_jobs"}
    if connection.login:
        pair = f"{connection.login}:{connection.password or ''}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
    elif connection.password:
        headers["Authorization"] = f"Bearer {connection.password}"
    opener = build_opener(NoRedirect, HTTPSHandler(context=ssl.create_default_context()))
    try:
        with opener.open(Request(address, headers=headers), timeout=seconds) as answer:
            return answer.status, answer.read(LONGEST_ANSWER)
    except HTTPError as error:
        return error.code, error.read(LONGEST_ANSWER)
    except (URLError, OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise Unreachable(f"{subject} does not answer: {reason}") from None


def json_of(variable: str, path: str, subject: str, seconds: float, query: Any = ()) -> Any:
    """The JSON document that the service answers with status 200."""
    status, body = asked(variable, path, subject, seconds, query)
    if status != 200:
        raise JobError(f"{subject} answers {status}", TRY_AGAIN if status >= 500 else 2)
    try:
        return json.loads(body)
    except ValueError:
        raise JobError(f"{subject} answers no JSON") from None


def mapping(value: Any, subject: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise JobError(f"{subject} answers something else than a JSON object")
    return value
