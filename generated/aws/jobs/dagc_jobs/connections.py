"""Connections that the scheduler hands over in variables of the process."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from dagc_jobs.errors import SECRETS, JobError


class Connection:
    """A connection as a URI or as JSON, from the variable that a spec names."""

    def __init__(self, variable: str, subject: str, needs_host: bool = True) -> None:
        text = os.environ.get(variable, "").strip()
        if not text:
            raise JobError(f"the environment variable {variable} is not set: give it the connection of {subject}")
        SECRETS.add(text)
        try:
            fields = json.loads(text) if text.startswith("{") else uri_fields(text)
            extra = fields.get("extra") or {}
            extra = json.loads(extra) if isinstance(extra, str) else extra
        except ValueError:
            raise JobError(
                f"the environment variable {variable} is neither a URI nor JSON: "
                "write it as Airflow's AIRFLOW_CONN_ variables are written"
            ) from None
        self.kind: str = fields.get("conn_type") or ""
        self.host: str | None = fields.get("host")
        if not self.host and needs_host:
            raise JobError(f"the connection in {variable} names no host")
        self.port: int | None = fields.get("port")
        self.login: str | None = fields.get("login")
        self.password: str | None = fields.get("password")
        self.schema: str | None = fields.get("schema")
        self.extra: Mapping[str, Any] = extra
        SECRETS.update(filter(None, [self.password]))

    @property
    def url(self) -> str:
        """The address of an HTTP server, as Airflow's HTTP connections name it."""
        host = self.host or ""
        if "://" in host:
            base = host
        else:
            scheme = self.schema or (self.kind if self.kind == "https" else "http")
            base = f"{scheme}://{host}"
        return f"{base}:{self.port}" if self.port else base


def uri_fields(uri: str) -> dict[str, Any]:
    parts = urlsplit(uri)
    extra: dict[str, Any] = dict(parse_qsl(parts.query))
    if "__extra__" in extra:
        extra = json.loads(extra["__extra__"])
    return {
        "conn_type": parts.scheme,
        "host": unquote(parts.hostname or ""),
        "port": parts.port,
        "login": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "schema": unquote(parts.path.lstrip("/")),
        "extra": extra,
    }
