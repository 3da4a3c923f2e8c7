"""Write down what a live Airflow holds, by name: no address, no secret, no value.

Prints one JSON object: connections with their types, pools with their slots, the names
of variables, and the versions of Airflow and of its providers.

    python export_inventory.py > inventory.json
    DAGC_AIRFLOW_USER=… DAGC_AIRFLOW_PASSWORD=… python export_inventory.py --url https://…

The first reads the database and environment of the Airflow that is installed, as its
command line does; the second asks the REST API (of 2.11 and 3.x; in place of user and
password also DAGC_AIRFLOW_TOKEN) and needs nothing but Python 3.10.
"""

import argparse
import base64
import contextlib
import datetime
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

FORMAT = 1
PAGE = 100


def scheme_of(text: str) -> str:
    """The type of a connection that is written as a URI or as JSON."""
    if text.startswith("{"):
        return str(json.loads(text).get("conn_type") or "")
    return urllib.parse.urlsplit(text).scheme.replace("-", "_")


def of_environment(prefix: str) -> dict[str, str]:
    """What variables of the process stand for, by names in small letters."""
    return {
        name[len(prefix) :].lower(): text
        for name, text in os.environ.items()
        if name.startswith(prefix)
    }


def installed() -> dict[str, str]:
    from importlib.metadata import distributions

    found = {}
    for distribution in distributions():
        name = (
            (distribution.metadata["Name"] or "")
            .lower()
            .replace("_", "-")
            .replace(".", "-")
        )
        if name.startswith("apache-airflow-providers-"):
            found[name] = distribution.version
    return found


def read_here() -> dict[str, Any]:
    """From the database of this Airflow: columns of names and types only."""
    with contextlib.redirect_stdout(sys.stderr):
        from airflow import __version__
        from airflow.configuration import conf
        from airflow.models import Connection, Pool, Variable
        from airflow.utils.session import create_session

        # Those of the task SDK know one by its name and cannot list them.
        names_and_types = (Connection.conn_id, Connection.conn_type)  # noqa: AIR311
        variable_names = Variable.key  # noqa: AIR311
        with create_session() as session:
            connections = {
                name: kind or "" for name, kind in session.query(*names_and_types)
            }
            pools = {
                name: slots for name, slots in session.query(Pool.pool, Pool.slots)
            }
            variables = {name for (name,) in session.query(variable_names)}
    for name, text in of_environment("AIRFLOW_CONN_").items():
        connections.setdefault(name, scheme_of(text))
    return {
        "airflow": __version__,
        "connections": connections,
        "pools": pools,
        "variables": variables | set(of_environment("AIRFLOW_VAR_")),
        "providers": installed(),
        # What it holds cannot be listed.
        "secrets_backend": bool(conf.get("secrets", "backend", fallback="")),
    }


class Service:
    """The REST API of an Airflow, of whichever version it has."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.headers = {"Accept": "application/json"}
        name, password = (
            os.environ.get("DAGC_AIRFLOW_USER", ""),
            os.environ.get("DAGC_AIRFLOW_PASSWORD", ""),
        )
        token = os.environ.get("DAGC_AIRFLOW_TOKEN") or self.token(name, password)
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        elif name:
            word = base64.b64encode(f"{name}:{password}".encode()).decode()
            self.headers["Authorization"] = f"Basic {word}"
        try:
            self.version = str(self.get("/api/v2/version")["version"])
            self.root = "/api/v2"
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            self.version = str(self.get("/api/v1/version")["version"])
            self.root = "/api/v1"

    def token(self, name: str, password: str) -> str | None:
        """Airflow 3 gives one for a name and a password, Airflow 2 does not."""
        if not name:
            return None
        body = json.dumps({"username": name, "password": password}).encode()
        request = urllib.request.Request(
            f"{self.url}/auth/token",
            data=body,
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return str(json.load(answer)["access_token"])
        except urllib.error.HTTPError as error:
            if error.code in (404, 405):
                return None
            raise

    def get(self, path: str) -> Any:
        request = urllib.request.Request(self.url + path, headers=self.headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def all(self, path: str, key: str) -> Iterator[dict[str, Any]]:
        """Every page of a list."""
        count, total = 0, 1
        while count < total:
            page = self.get(f"{self.root}{path}?limit={PAGE}&offset={count}")
            total = int(page["total_entries"])
            if not page[key]:
                return
            count += len(page[key])
            yield from page[key]


def read_service(url: str) -> dict[str, Any]:
    service = Service(url)
    return {
        "airflow": service.version,
        "connections": {
            entry["connection_id"]: entry.get("conn_type") or ""
            for entry in service.all("/connections", "connections")
        },
        "pools": {
            entry["name"]: entry["slots"] for entry in service.all("/pools", "pools")
        },
        "variables": {entry["key"] for entry in service.all("/variables", "variables")},
        "providers": {
            entry["package_name"]: entry["version"]
            for entry in service.all("/providers", "providers")
        },
        # The API lists what the database holds; whether there is more it does not say.
        "secrets_backend": False,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Write down what a live Airflow holds, by name."
    )
    parser.add_argument(
        "--url",
        help="Airflow's web server; without it, the Airflow of this Python is read",
    )
    arguments = parser.parse_args()
    try:
        found = read_service(arguments.url) if arguments.url else read_here()
    except urllib.error.URLError as error:
        sys.exit(f"{arguments.url}: {error}")
    now = datetime.datetime.now(datetime.timezone.utc)
    document = {
        "format": FORMAT,
        "exported": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **{
            key: sorted(value) if isinstance(value, set) else value
            for key, value in found.items()
        },
    }
    json.dump(document, sys.stdout, indent=2, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
