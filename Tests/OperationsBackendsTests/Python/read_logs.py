"""Reads the emitted configuration of Fluentd: its ports, which files it takes, and
whether what it does to lines is right for lines that the real programs have written.

usage: read_logs.py GENERATED LINES

LINES is a folder with a file `COMPONENT.log` for each component whose lines there are.
"""

import fnmatch
import json
import pathlib
import re
import sys

import yaml

ID = "0123456789abcdef" * 4


def sections(text: str) -> list[tuple[str, str, dict, list]]:
    """The configuration as sections: name, pattern, values, inner sections."""
    top: list = []
    open_sections: list = [("", "", {}, top)]
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("</"):
            assert open_sections.pop()[0] == line[2:-1], f"{line} ends another section"
        elif line.startswith("<"):
            name, _, pattern = line[1:-1].partition(" ")
            section = (name, pattern, {}, [])
            open_sections[-1][3].append(section)
            open_sections.append(section)
        else:
            key, _, value = line.partition(" ")
            open_sections[-1][2][key] = unquoted(value)
    assert len(open_sections) == 1, "a section does not end"
    return top


def unquoted(value: str) -> str:
    if value.startswith("'"):
        return re.sub(r"\\(['\\])", r"\1", value[1:-1])
    return value


def containers(generated: pathlib.Path, model: dict) -> list[tuple[str, str, str, str]]:
    """Component, namespace, pod and container of all that has a format of logs."""
    found = []
    for component in model["operations"]["components"]:
        workload = component.get("workload")
        if workload and component.get("logs"):
            name = component["name"]
            container = workload.get("container", name)
            pod = f"{name}-7d4b9c6f5-x2x4z"
            found.append((name, workload["namespace"], pod, container))
            # What stands beside it is no log of it.
            for companion in workload.get("companions", []):
                found.append(("", workload["namespace"], pod, companion["name"]))
    found.append(("airflow-tasks", "airflow", "load-orders-x2x4z", "base"))
    for role in ("driver", "executor"):
        container = f"spark-kubernetes-{role}"
        found.append((f"spark-{role}", "spark", f"shop-orders-{role}-1", container))
    found.append(("", "airflow", "airflow-scheduler-0", "scheduler-log-groomer"))
    return found


def check_files(sources: list[dict], found: list) -> list[str]:
    """Each container's file is taken by its own source and by no other."""
    wrong = []
    for component, namespace, pod, container in found:
        file = f"/var/log/containers/{pod}_{namespace}_{container}-{ID}.log"
        taken = [s["tag"] for s in sources if fnmatch.fnmatch(file, s["path"])]
        expected = [f"log.{component}"] if component else []
        if taken != expected:
            wrong.append(f"{file} is taken by {taken} and not by {expected}")
    return wrong


def check_ports(generated: pathlib.Path, all_sections: list) -> list[str]:
    """Fluentd listens wherever its pod says that it does."""
    listening = {
        int(values["port"])
        for name, _, values, _ in all_sections
        if name == "source" and values["@type"] == "prometheus"
    }
    path = generated / "kubernetes/components/fluentd/objects.yaml"
    wanted = set()
    for item in yaml.safe_load_all(path.read_text()):
        if item and item["kind"] == "DaemonSet":
            (container,) = item["spec"]["template"]["spec"]["containers"]
            wanted |= {port["containerPort"] for port in container["ports"]}
            for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
                wanted.add(container[probe]["tcpSocket"]["port"])
    return [f"nobody listens on port {port}" for port in sorted(wanted - listening)]


def check_room(generated: pathlib.Path, all_sections: list) -> list[str]:
    """What Fluentd keeps outlives its pod, and there is room for it."""
    path = generated / "kubernetes/components/fluentd/objects.yaml"
    (pod,) = (
        item["spec"]["template"]["spec"]
        for item in yaml.safe_load_all(path.read_text())
        if item and item["kind"] == "DaemonSet"
    )
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    mounts = {
        mount["mountPath"]: volumes[mount["name"]]
        for mount in pod["containers"][0]["volumeMounts"]
        if not mount.get("readOnly")
    }
    kept = [
        (values["pos_file"], 0)
        for name, _, values, _ in all_sections
        if name == "source" and "pos_file" in values
    ]
    for name, _, _, inner in all_sections:
        if name == "match":
            (buffer,) = (part[2] for part in inner if part[0] == "buffer")
            kept.append((buffer["path"], int(buffer["total_limit_size"].rstrip("m"))))
    wrong = []
    for file, size in kept:
        folder = next((at for at in mounts if file.startswith(at + "/")), None)
        volume = mounts.get(folder, {})
        if volume.get("hostPath", {}).get("type") != "DirectoryOrCreate":
            wrong.append(f"{file} ends with its pod, or is nowhere: {volume}")
        limit = volume.get("emptyDir", {}).get("sizeLimit", "")
        if limit and int(limit.rstrip("Mi")) < size:
            wrong.append(f"{file} may hold {size} MiB of {limit}")
    return wrong if kept else ["nothing is kept"]


def check_index(generated: pathlib.Path, all_sections: list) -> list[str]:
    """Fluentd writes to the name behind which a job puts the first index."""
    (target,) = (values for name, _, values, _ in all_sections if name == "match")
    alias = target["index_name"]
    path = generated / "kubernetes/components/elasticsearch/objects.yaml"
    items = [item for item in yaml.safe_load_all(path.read_text()) if item]
    maps = {
        item["metadata"]["name"]: item["data"]
        for item in items
        if item["kind"] == "ConfigMap"
    }
    jobs = [item for item in items if item["kind"] == "Job"]
    if not jobs:
        return ["nobody makes the index of the logs"]
    pod = jobs[0]["spec"]["template"]["spec"]
    variables = {item["name"]: item["value"] for item in pod["containers"][0]["env"]}
    files = maps[pod["volumes"][0]["configMap"]["name"]]
    wrong = []
    index = json.loads(files["index.json"])
    if index != {"aliases": {alias: {"is_write_index": True}}}:
        wrong.append(f"Fluentd writes to {alias}, and there is {index}")
    if variables["LOG_ALIAS"] != alias:
        wrong.append(f"the job looks for {variables['LOG_ALIAS']}")
    for name in ("lifecycle", "template"):
        text = (generated / f"logging/elasticsearch/{name}.json").read_text()
        if json.loads(text) != json.loads(files[f"{name}.json"]):
            wrong.append(f"the job puts another {name}")
    return wrong


def check_whole(all_sections: list, sources: list[dict]) -> list[str]:
    """Files that live for seconds are found, and lines in parts are put together before
    they are read."""
    wrong = []
    for source in sources:
        tag = source["tag"]
        if int(source.get("refresh_interval", 60)) > 5:
            wrong.append(f"{tag}: pods that live for seconds are not seen")
        filters = [
            values
            for name, pattern, values, _ in all_sections
            if name == "filter" and pattern == tag
        ]
        if [values["@type"] for values in filters[:2]] != ["concat", "parser"]:
            wrong.append(f"{tag}: parts of long lines are read alone")
            continue
        expected = {
            "key": "message",
            "use_partial_cri_logtag": "true",
            "partial_cri_logtag_key": "logtag",
            "separator": "",
            "stream_identity_key": source.get("path_key"),
        }
        given = {key: filters[0].get(key) for key in expected}
        if given != expected:
            wrong.append(f"{tag}: {given} puts other parts together")
    return wrong


def parsers(all_sections: list) -> dict[str, dict]:
    return {
        pattern.removeprefix("log."): inner[-1][2]
        for name, pattern, values, inner in all_sections
        if name == "filter" and values.get("@type") == "parser"
    }


def renamed(all_sections: list, component: str) -> dict[str, list[list[str]]]:
    """The fields that are made of others: their names, and the paths of which the first
    that holds something counts."""
    fields = {}
    for name, pattern, _, inner in all_sections:
        if name == "filter" and pattern == f"log.{component}":
            for key, value in (item for part in inner for item in part[2].items()):
                if value.startswith("${record"):
                    fields[key] = [
                        re.findall(r'"([^"]+)"', path) for path in value.split(" || ")
                    ]
    return fields


def read(line: str, parser: dict, fields: dict[str, list[list[str]]]) -> dict:
    """A line as Fluentd makes a record of it; one of another form keeps its text."""
    record = {"message": line}
    if parser["@type"] == "json":
        try:
            record |= json.loads(line)
        except json.JSONDecodeError:
            pass
        made = {key: found(record, paths) for key, paths in fields.items()}
        return record | made
    # Ruby and Python write named groups differently; the rest is the same here.
    expression = parser["expression"].strip("/").replace("(?<", "(?P<")
    match = re.search(expression, line)
    return record | (match.groupdict() if match else {})


def found(record: dict, paths: list[list[str]]):
    for path in paths:
        value = record
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        if value is not None:
            return value
    return None


def check_lines(all_sections: list, lines: pathlib.Path) -> list[str]:
    wrong, count = [], 0
    for path in sorted(lines.glob("*.log")):
        parser = parsers(all_sections).get(path.stem)
        if parser is None:
            wrong.append(f"nothing reads lines of {path.stem}")
            continue
        for line in path.read_text().splitlines():
            count += 1
            record = read(line, parser, renamed(all_sections, path.stem))
            missing = [
                key for key in ("time", "level", "message") if not record.get(key)
            ]
            if missing:
                wrong.append(f"{path.stem}: no {missing} of: {line}")
            elif record["message"] == line:
                wrong.append(f"{path.stem}: nothing is taken out of: {line}")
            elif not re.fullmatch(r"[A-Za-z]+", record["level"]):
                wrong.append(f"{path.stem}: the level {record['level']} of: {line}")
    print(f"{count} lines")
    return wrong if count else ["no lines"]


def check_others(all_sections: list) -> list[str]:
    """A line that a program does not write by its logger keeps its words."""
    line = "Traceback (most recent call last):"
    return [
        f"{component} loses the words of: {line}"
        for component, parser in parsers(all_sections).items()
        if read(line, parser, renamed(all_sections, component))["message"] != line
    ]


def main() -> int:
    generated, lines = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    model = yaml.safe_load((generated / "model/environment.json").read_text())
    all_sections = sections((generated / "logging/fluent.conf").read_text())
    sources = [
        values
        for name, _, values, _ in all_sections
        if name == "source" and values["@type"] == "tail"
    ]
    wrong = check_files(sources, containers(generated, model))
    wrong += check_ports(generated, all_sections) + check_lines(all_sections, lines)
    wrong += check_room(generated, all_sections) + check_index(generated, all_sections)
    wrong += check_whole(all_sections, sources) + check_others(all_sections)
    print("\n".join(wrong))
    print(f"{len(sources)} sources, {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
