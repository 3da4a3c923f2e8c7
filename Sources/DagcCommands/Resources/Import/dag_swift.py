"""The Swift of a DAG that was read: typed kinds where they fit, and what was missed."""

from __future__ import annotations

import re
from typing import Any

RULES = {
    "all_done": "allEnded",
    "all_done_min_one_success": "allEndedOneSucceeded",
    "all_failed": "allFailed",
    "all_skipped": "allSkipped",
    "always": "always",
    "one_success": "oneSucceeded",
    "one_failed": "oneFailed",
    "one_done": "oneEnded",
    "none_failed": "noneFailed",
    "none_skipped": "noneSkipped",
    "none_failed_min_one_success": "noneFailedOneSucceeded",
    "all_success": "allSucceeded",
}
KEYWORDS = set(
    """
    as associatedtype break case catch class continue default defer deinit do else
    enum extension fallthrough false fileprivate for func guard if import in init
    inout internal is let nil operator private protocol public repeat rethrows
    return self static struct subscript super switch throw throws true try typealias
    var where while id title summary schedule owner start end flow params tags
    defaults macros filters deadline documentation notifications criticality
    objectives suppressions
    """.split()
)
# The callbacks of a task, and the events that they are told of.
EVENTS = {
    "on_failure_callback": "onFailure",
    "on_success_callback": "onSuccess",
    "on_retry_callback": "onRetry",
    "on_execute_callback": "onStart",
    "on_skipped_callback": "onSkip",
}
PYTHON_OPERATORS = "airflow.providers.standard.operators.python"
PYTHON = f"{PYTHON_OPERATORS}.PythonOperator"


def literal(text: str) -> str:
    """A text of Swift that means exactly these characters."""
    quoted = ""
    for each in text:
        if each in '"\\':
            quoted += "\\" + each
        elif each == "\n":
            quoted += "\\n"
        elif each == "\r":
            quoted += "\\r"
        elif each == "\t":
            quoted += "\\t"
        elif ord(each) < 0x20 or ord(each) == 0x7F:
            quoted += f"\\u{{{ord(each):x}}}"
        else:
            quoted += each
    return f'"{quoted}"'


def identifier(name: str, taken: set[str], capital: bool = False) -> str:
    words = [word for word in re.split(r"[^A-Za-z0-9]+", name) if word]
    text = "".join(word[:1].upper() + word[1:] for word in words)
    if not capital:
        text = text[:1].lower() + text[1:]
    if not text or text[0].isdigit():
        text = ("Dag" if capital else "task") + text
    wanted, number = text, 2
    while wanted in taken or wanted in KEYWORDS:
        wanted, number = f"{text}{number}", number + 1
    taken.add(wanted)
    return wanted


def is_template(text: str) -> bool:
    return "{{" in text or "{%" in text or "{#" in text


def runtime_text(text: str) -> str | None:
    """A text with templates in it; None where only Jinja's statements say it."""
    if "{%" in text or "{#" in text:
        return None
    parts = re.split(r"(\{\{.*?\}\})", text, flags=re.DOTALL)
    written = ""
    for part in parts:
        if part.startswith("{{"):
            inner = literal(part)
            written += f"\\(.template({inner}))"
        else:
            written += literal(part)[1:-1]
    return f'"{written}"'


class DagWriter:
    """One DAG as a file of Swift."""

    def __init__(
        self, dag: dict[str, Any], functions: Any, writers: dict[str, str] | None = None
    ) -> None:
        self.dag = dag
        self.writers = {} if writers is None else writers
        self.functions = functions
        self.notes: list[str] = []
        taken: set[str] = set()
        self.names = {
            task["path"]: identifier(task["id"], taken) for task in dag["tasks"]
        }
        self.type = identifier(dag["id"], set(), capital=True)
        # Of the functions that make mapped groups the arguments that are the only ones.
        self.whole_items = {
            group["mapped"][1][0][0]
            for group in groups(dag["groups"])
            if group["mapped"]
            and group["mapped"][0] == "lists"
            and len(group["mapped"][1]) == 1
        }
        self.ordered = {
            path
            for task in dag["tasks"]
            for path in (*task["upstream"], task["path"])
            if task["upstream"]
        }

    def note(self, text: str) -> None:
        self.notes.append(text)

    # Values

    def value(self, value: list[Any], where: str) -> str:
        kind = value[0]
        if kind == "plain":
            plain = value[1]
            if plain is None:
                return "nil"
            if isinstance(plain, bool):
                return "true" if plain else "false"
            return repr(plain)
        if kind == "text":
            text = value[1]
            return f".template({literal(text)})" if is_template(text) else literal(text)
        if kind == "seconds":
            return f".duration({duration(value[1])})"
        if kind == "list":
            return "[" + ", ".join(self.value(each, where) for each in value[1]) + "]"
        if kind == "dictionary":
            return self.entries(value[1], where)
        if kind == "reference":
            return f".reference({literal(value[1])})"
        if kind == "object":
            return f".object({literal(value[1])}, {self.entries(value[2], where)})"
        if kind == "result" and value[1] in self.names:
            return f".result(of: {self.names[value[1]]})"
        if kind == "item":
            key = f"({literal(value[1])})" if self.has_key(value) else ""
            return f'"\\(.item{key})"'
        self.note(f"{where}: `{value[-1]}`")
        return "nil"

    def has_key(self, item: list[Any]) -> bool:
        """Whether the item of a mapping is one of several, and not the whole of it."""
        return len(item) > 1 and item[1] not in self.whole_items

    def entries(self, entries: Any, where: str) -> str:
        written = [
            f"{literal(name)}: {self.value(each, f'{where}, `{name}`')}"
            for name, each in entries
        ]
        return "[" + (", ".join(written) or ":") + "]"

    # The pipeline

    def text(self) -> str:
        lines = ["import DagDSL", ""]
        body = self.properties() + [""] + self.flow()
        for note in self.notes:
            lines.append(f"// Not understood: {note}".replace("\n", " "))
        if self.notes:
            lines.append("")
        lines += [f"struct {self.type}: Pipeline {{"]
        lines += [f"    {line}" if line else "" for line in body]
        lines += ["}", ""]
        return "\n".join(lines)

    def properties(self) -> list[str]:
        dag = self.dag
        lines = [f"let id: PipelineID = {literal(dag['id'])}"]
        if dag["title"]:
            lines.append(f"let title: String? = {literal(dag['title'])}")
        if dag["summary"]:
            lines.append(f"let summary = {literal(dag['summary'])}")
        if dag["documentation"]:
            lines.append(
                f"let documentation: String? = {literal(dag['documentation'])}"
            )
        lines.append(f"let schedule: Schedule = {self.schedule()}")
        lines.append(f"let owner: Owner = .team({literal(dag['owner'])})")
        lines += self.start()
        if dag["end"]:
            lines.append(f"let end: Day? = {day(dag['end'])}")
        if dag["catchup"] and dag["start"]:
            lines.append("let catchUp = true")
        if dag["runs"] not in (None, 16):
            lines.append(f"let maximumActiveRuns: Int? = {dag['runs']}")
        if dag["tasks_at_once"] not in (None, 16):
            lines.append(f"let maximumActiveTasks: Int? = {dag['tasks_at_once']}")
        if dag["timeout"]:
            lines.append(f"let runTimeout: Duration? = {duration(dag['timeout'])}")
        if dag["tags"]:
            tags = ", ".join(literal(tag) for tag in dag["tags"])
            lines.append(f"let tags: [Name] = [{tags}]")
        if dag["native"]:
            lines.append("let rendersNativeObjects = true")
        lines.append(f"let defaults = {self.defaults()}.bearingFailures()")
        if dag["params"]:
            params = ",\n    ".join(self.param(each) for each in dag["params"])
            lines += f"let params: [Param] = [\n    {params},\n]".split("\n")
        return lines

    def start(self) -> list[str]:
        if self.dag["start"] is None:
            return ["let start: Day? = .unbounded"]
        first, time, seconds = self.dag["start"]
        if seconds:
            self.note("the seconds of `start_date`")
        if time == "00:00":
            return [f"let start: Day? = {day(first)}"]
        return [
            f"let start: Day? = {day(first)}",
            f"let startTime: TimeOfDay? = {literal(time)}",
        ]

    def schedule(self) -> str:
        schedule = self.dag["schedule"]
        if schedule[0] in ("manual", "once", "continuous"):
            return f".{schedule[0]}()"
        if schedule[0] == "cron":
            window = "" if schedule[3] == "interval" else ", covering: .instant"
            zone = ".utc" if schedule[2] == "UTC" else literal(schedule[2])
            return f".cron({literal(schedule[1])}, in: {zone}{window})"
        if schedule[0] == "updates":
            condition = self.condition(schedule[1])
            times = schedule[2]
            if condition and times is None:
                return f".onUpdate(of: {condition})"
            if condition and times[0] == "cron":
                zone = ".utc" if times[2] == "UTC" else literal(times[2])
                cron = f"orCron: {literal(times[1])}, in: {zone}"
                return f".onUpdate(of: {condition}, {cron})"
            self.note("the updates that start it")
            return ".manual()"
        if schedule[0] == "partitions by time":
            zone = ".utc" if schedule[2] == "UTC" else literal(schedule[2])
            offset = f", offset: {schedule[4]}" if schedule[4] else ""
            cron = f".cron({literal(schedule[1])}, in: {zone})"
            return f"{cron}.partitioned(by: {literal(schedule[3])}{offset})"
        if schedule[0] == "partitions":
            condition = self.condition(schedule[1], dict(schedule[2]))
            if condition is not None:
                return f".onUpdate(of: {condition})"
            self.note("the partitions that start it")
            return ".manual()"
        if schedule[0] == "partitions at runtime":
            return ".partitionedAtRuntime()"
        if schedule[0] == "every":
            window = "" if schedule[2] == "interval" else ", covering: .instant"
            return f".every({duration(schedule[1])}{window})"
        self.note(f"the schedule, a `{schedule[1]}`")
        return ".manual()"

    def condition(
        self,
        condition: list[Any],
        mappers: dict[str, list[Any]] | None = None,
    ) -> str | None:
        """Updates of assets, or of their partitions where there are `mappers`."""
        if condition[0] == "asset":
            if mappers is None:
                return f".dataset({asset(condition)})"
            partitions = self.partitions(mappers[condition[1]])
            if partitions is None:
                return None
            return f".dataset({asset(condition)}, partitions: {partitions})"
        if condition[0] == "alias" and mappers is None:
            return f".alias(DatasetAlias({literal(condition[1])}))"
        if condition[0] not in ("all", "any"):
            return None
        parts = [self.condition(part, mappers) for part in condition[1]]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return f".{condition[0]}({', '.join(known)})" if len(known) > 1 else known[0]

    def partitions(self, mapper: list[Any]) -> str | None:
        if mapper[0] == "same":
            return ".same"
        if mapper[0] == "start":
            return f".start(of: .{mapper[1]}{zone(mapper[2])})"
        if mapper[0] == "only":
            return f".only({', '.join(literal(key) for key in mapper[1])})"
        if mapper[0] == "gathered":
            return f".gathered(into: .{mapper[1]}{zone(mapper[2])}{waiting(mapper[3])})"
        if mapper[0] == "gathered keys":
            into = f"into: {literal(mapper[2])}{waiting(mapper[3])}"
            return f".gathered({keys(mapper[1])}, {into})"
        if mapper[0] == "spread":
            trailing = ", trailing: true" if mapper[3] else ""
            return f".spread(over: .{mapper[1]}{zone(mapper[2])}{trailing})"
        if mapper[0] == "spread keys":
            return f".spread(over: {keys(mapper[1])})"
        if mapper[0] == "limited":
            inner = self.partitions(mapper[1])
            return inner and f"{inner}.atMost({mapper[2]})"
        if mapper[0] == "chain":
            links = [self.partitions(each) for each in mapper[1]]
            if not all(links):
                return None
            first, *others = links
            return str(first) + "".join(f".then({each})" for each in others)
        if mapper[0] == "product":
            parts = [self.partitions(each) for each in mapper[1]]
            known = [part for part in parts if part is not None]
            return f".product({', '.join(known)})" if len(known) == len(parts) else None
        return None

    def data_uses(self, arguments: dict[str, Any], where: str) -> str:
        """The assets that a task says it reads and writes."""
        text = ""
        shared = False
        for name, word in (("inlets", "reads"), ("outlets", "writes")):
            value = arguments.pop(name, None)
            if value is None or value[0] != "list":
                value = ["list", [] if value in (None, ["plain", None]) else [value]]
            for each in value[1]:
                if each[0] == "asset":
                    text += f".{word}({asset(each)})"
                    if word == "writes" and self.is_written_elsewhere(each):
                        shared = True
                elif each[0] == "alias" and word == "writes":
                    text += f".writes(DatasetAlias({literal(each[1])}))"
                else:
                    self.note(f"{where}: `{name}`, `{each[-1]}`")
        if shared:
            reason = literal("another DAG writes it, too, as it did in Airflow")
            text += f".suppressing(.DAGC095, because: {reason})"
        return text

    def is_written_elsewhere(self, value: list[Any]) -> bool:
        """Whether a DAG before this one writes the asset."""
        own = self.dag["id"]
        return self.writers.setdefault(value[2], own) != own

    def defaults(self) -> str:
        given = dict(self.dag["defaults"])
        arguments = []
        retry = self.retry(given)
        if retry:
            arguments.append(f"retry: {retry}")
        simple = {
            "execution_timeout": ("timeout", "seconds"),
            "pool": ("pool", "text"),
            "queue": ("queue", "text"),
            "priority_weight": ("priority", "plain"),
            "depends_on_past": ("dependsOnPast", "plain"),
        }
        for name, (label, kind) in simple.items():
            value = given.pop(name, None)
            if value is None or value == ["plain", None]:
                continue
            if name == "depends_on_past" and value[1] is False:
                continue
            if value[0] != kind:
                self.note(f"`{name}` of `default_args`")
            elif name == "pool":
                arguments.append(f"pool: Pool({literal(value[1])})")
            elif kind == "seconds":
                arguments.append(f"{label}: {duration(value[1])}")
            else:
                arguments.append(f"{label}: {self.value(value, name)}")
        for name in given:
            self.note(f"`{name}` of `default_args`")
        return f"TaskDefaults({', '.join(arguments)})"

    def retry(self, given: dict[str, Any]) -> str | None:
        count = given.pop("retries", None)
        delay = given.pop("retry_delay", ["seconds", 300])
        growth = given.pop("retry_exponential_backoff", None)
        longest = given.pop("max_retry_delay", None)
        if count is None:
            return None
        if count == ["plain", 0]:
            return ".never"
        wait = duration(delay[1]) if delay[0] == "seconds" else ".minutes(5)"
        if growth and growth[1] and longest and longest[0] == "seconds":
            return (
                f".exponential({count[1]}, from: {wait}, upTo: {duration(longest[1])})"
            )
        if growth and growth[1]:
            return f".exponential({count[1]}, from: {wait}, upTo: .days(1))"
        return f".fixed({count[1]}, every: {wait})"

    def param(self, param: dict[str, Any]) -> str:
        where = f"param `{param['name']}`"
        schema = self.value(param["schema"], where)
        default = param["default"]
        given = f", default: {self.value(default, where)}" if default else ""
        text = f".schema({literal(param['name'])}, {schema}{given})"
        if param["description"]:
            text = f"Param{text}.described({literal(param['description'])})"
        return text

    # The flow

    def flow(self) -> list[str]:
        body: list[str] = []
        for task in self.dag["tasks"]:
            body.append(f"let {self.names[task['path']]} = {self.task(task)}")
        edges = self.edges()
        placed = self.scopes("") + self.placed(self.dag["groups"])
        return [
            "var flow: some Flow {",
            *(f"    {line}" for line in body + placed + edges),
            "}",
        ]

    def placed(self, children: list[dict[str, Any]], depth: int = 0) -> list[str]:
        lines: list[str] = []
        for child in children:
            if "task" in child:
                if depth or child["task"] not in self.ordered:
                    lines.append(self.names[child["task"]])
                continue
            if not child["plain"]:
                self.note(f"group `{child['path']}`, which is no plain one")
            tooltip = (
                f", tooltip: {literal(child['tooltip'])}" if child["tooltip"] else ""
            )
            lines.append(f"{self.group(child)}{tooltip}) {{")
            scopes = self.scopes(child["path"])
            held = {name for line in scopes for name in re.findall(r"\w+", line)}
            inner = self.placed(child["children"], depth + 1)
            inner = scopes + [line for line in inner if line not in held]
            lines += [f"    {line}" for line in inner]
            lines.append("}")
        return lines

    def group(self, group: dict[str, Any]) -> str:
        name = literal(group["group"])
        if group["mapped"] is None:
            return f"Group({name}"
        where = f"group `{group['path']}`"
        kind, lists = group["mapped"]
        if kind == "rows":
            return f"ForEach({name}, over: {self.items(lists, where)}"
        if len(lists) == 1:
            return f"ForEach({name}, over: {self.items(lists[0][1], where)}"
        written = ", ".join(
            f"{literal(key)}: {self.items(items, where)}" for key, items in lists
        )
        return f"ForEach({name}, over: .product([{written}])"

    def scopes(self, group: str) -> list[str]:
        """What setups make and teardowns clear away for the tasks of a group."""
        tasks = {
            task["path"]: task
            for task in self.dag["tasks"]
            if task["path"].rpartition(".")[0] == group
        }
        lines: list[str] = []
        for task in tasks.values():
            if not task["teardown"]:
                continue
            setups = [
                up for up in task["upstream"] if up in tasks and tasks[up]["setup"]
            ]
            if len(setups) != 1:
                self.note(f"task `{task['path']}`: that it is a teardown")
                continue
            fails = ", failingRun: true" if task["fails_run"] else ""
            between = [
                self.names[up]
                for up in task["upstream"]
                if up in tasks and setups[0] in tasks[up]["upstream"]
            ]
            setup, name = self.names[setups[0]], self.names[task["path"]]
            lines.append(f"Using({setup}, teardown: {name}{fails}) {{")
            lines += [f"    {each}" for each in between]
            lines.append("}")
        return lines

    def edges(self) -> list[str]:
        labels = {(start, end): label for start, end, label in self.dag["labels"]}
        lines = []
        for task in self.dag["tasks"]:
            plain = [up for up in task["upstream"] if (up, task["path"]) not in labels]
            name = self.names[task["path"]]
            if plain:
                names = ", ".join(self.names[up] for up in plain)
                before = names if len(plain) == 1 else f"Parallel({names})"
                lines.append(f"{before} >>> {name}")
            for up in task["upstream"]:
                label = labels.get((up, task["path"]))
                if label is not None:
                    lines.append(
                        f"{self.names[up]} >>> Label({literal(label)}) >>> {name}"
                    )
        return lines

    def task(self, task: dict[str, Any]) -> str:
        where = f"task `{task['path']}`"
        if task["setup"] and not any(
            each["teardown"] and task["path"] in each["upstream"]
            for each in self.dag["tasks"]
        ):
            self.note(f"{where}: that it is a setup, for which there is no teardown")
        arguments = dict(task["arguments"])
        policies = self.policies(arguments, task, where)
        mapping = self.mapping(task, arguments, where)
        name = literal(task["id"])
        made = self.typed(task, name, arguments, where)
        return made + mapping + policies

    def typed(
        self, task: dict[str, Any], name: str, arguments: dict[str, Any], where: str
    ) -> str:
        kind = task["class"]
        short = kind.rsplit(".", 1)[-1]
        if short == "EmptyOperator" and not arguments:
            return f"Empty({name})"
        if short == "BashOperator" and "mapped" not in task:
            made = self.bash(name, arguments)
            if made is not None:
                return made
        call = task.get("call")
        if call is not None:
            return self.call(task, name, call, arguments, where)
        public = kind if "._" not in kind else kind
        given = self.entries(arguments.items(), where)
        return (
            f"Operator({name}, {literal(public)}, {given})"
            if arguments
            else (f"Operator({name}, {literal(public)})")
        )

    def bash(self, name: str, arguments: dict[str, Any]) -> str | None:
        command = arguments.get("bash_command")
        if command is None or command[0] != "text":
            return None
        text = runtime_text(command[1])
        known = {"bash_command", "cwd", "env", "append_env", "skip_on_exit_code"}
        if (
            text is None
            or set(arguments) - known
            or command[1].endswith((".sh", ".bash"))
        ):
            return None
        made = f"Bash({name}, {text})"
        variables = arguments.get("env")
        if variables is not None:
            if variables[0] != "dictionary":
                return None
            texts = [
                (key, runtime_text(each[1]) if each[0] == "text" else None)
                for key, each in variables[1]
            ]
            if any(each is None for _, each in texts):
                return None
            written = ", ".join(f"{literal(key)}: {each}" for key, each in texts)
            made += f".variables([{written or ':'}])"
            if arguments.get("append_env") != ["plain", True]:
                made += ".withoutWorkerVariables()"
        folder = arguments.get("cwd")
        if folder is not None and folder[0] == "text":
            made += f".inFolder({runtime_text(folder[1])})"
        statuses = arguments.get("skip_on_exit_code")
        if statuses is not None:
            if statuses[0] == "plain" and isinstance(statuses[1], int):
                made += f".skipping(onStatus: {statuses[1]})"
            elif statuses[0] == "list":
                numbers = ", ".join(str(each[1]) for each in statuses[1])
                made += f".skipping(onStatus: {numbers})"
            else:
                return None
        return made

    def call(
        self,
        task: dict[str, Any],
        name: str,
        call: dict[str, Any],
        arguments: dict[str, Any],
        where: str,
    ) -> str:
        kind = task["class"]
        plain = kind == PYTHON or kind.endswith("._PythonDecoratedOperator")
        given = call["arguments"].items()
        if plain and call["own"] is not None and not arguments:
            file = literal(f"{self.functions.module}.py")
            text = f"PythonCall({name}, {literal(call['own'])}, in: {file}"
            if call["arguments"]:
                text += f", {self.entries(given, where)}"
            return text + ")"
        if call["path"] is None:
            self.note(f"{where}: the function that it calls")
        public = undecorated(kind)
        all_given = [
            ["python_callable", ["reference", call["path"] or "builtins.print"]]
        ]
        if call["arguments"]:
            all_given.append(["op_kwargs", ["dictionary", list(given)]])
        all_given += [[key, value] for key, value in arguments.items()]
        return f"Operator({name}, {literal(public)}, {self.entries(all_given, where)})"

    def mapping(
        self, task: dict[str, Any], arguments: dict[str, Any], where: str
    ) -> str:
        mapping = task.get("mapped")
        if mapping is None:
            return ""
        target = task["call"]["arguments"] if "call" in task else arguments
        if mapping["rows"]:
            return f".mapped(overArguments: {self.items(mapping['items'], where)})"
        lists = mapping["items"]
        if len(lists) == 1:
            name, items = lists[0]
            if name == "op_kwargs" and "call" in task:
                return f".mapped(overArguments: {self.items(items, where)})"
            target[name] = ["item"]
            return f".mapped(over: {self.items(items, where)})"
        for name, _ in lists:
            target[name] = ["item", name]
        written = ", ".join(
            f"{literal(name)}: {self.items(items, where)}" for name, items in lists
        )
        return f".mapped(over: .product([{written}]))"

    def items(self, value: list[Any], where: str) -> str:
        if value[0] == "result" and value[1] in self.names:
            return f".result(of: {self.names[value[1]]})"
        if value[0] == "list":
            return f".list({self.value(value, where)})"
        self.note(f"{where}: the items `{value[-1]}`")
        return ".list([])"

    def policies(
        self, arguments: dict[str, Any], task: dict[str, Any], where: str
    ) -> str:
        text = ""
        if task["rule"] != "all_success" and not task["teardown"]:
            text += f".runs(when: .{RULES[task['rule']]})"
        retry = self.retry(arguments)
        if retry:
            text += f".retry({retry})"
        slots = arguments.pop("pool_slots", ["plain", 1])[1]
        held = "" if slots == 1 else f", slots: {slots}"
        written = {
            "task_display_name": lambda v: f".titled({literal(v)})",
            "doc_md": lambda v: f".documented({literal(v)})",
            "execution_timeout": lambda v: f".timeout({duration(v)})",
            "pool": lambda v: f".pool(Pool({literal(v)}){held})",
            "priority_weight": lambda v: f".priority({v})",
            "queue": lambda v: f".queue({literal(v)})",
            "owner": lambda v: f".owner(.team({literal(v)}))",
            "depends_on_past": lambda v: f".dependsOnPast({'true' if v else 'false'})",
            "max_active_tis_per_dag": lambda v: f".maximumActive({v})",
            "executor": lambda v: f".executor({literal(v)})",
        }
        for name, write in written.items():
            value = arguments.pop(name, None)
            if value is None or value == ["plain", None]:
                continue
            if value[0] in ("plain", "text", "seconds"):
                text += write(value[1])
            else:
                self.note(f"{where}: `{name}`")
        text += self.data_uses(arguments, where)
        text += self.notifications(arguments)
        for name in (
            *EVENTS,
            "executor_config",
            "email",
            "email_on_failure",
            "email_on_retry",
            "sla",
            "retry_policy",
        ):
            if arguments.pop(name, ["plain", None]) not in (
                ["plain", None],
                ["list", []],
                ["dictionary", []],
            ):
                self.note(f"{where}: `{name}`")
        return text

    def notifications(self, arguments: dict[str, Any]) -> str:
        """The functions of the DAG file that are told of a task; others are left."""
        told = []
        place = f"{self.functions.package}.{self.functions.module}."
        for name, event in EVENTS.items():
            value = arguments.get(name)
            if value is None:
                continue
            calls = value[1] if value[0] == "list" else [value]
            if not calls or not all(
                each[0] == "reference" and each[1].startswith(place) for each in calls
            ):
                continue
            del arguments[name]
            file = literal(f"{self.functions.module}.py")
            for each in calls:
                function = literal(each[1].removeprefix(place))
                told.append(f".{event}(.function({function}, in: {file}))")
        return f".notifies({', '.join(told)})" if told else ""


def groups(children: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The groups of a DAG, the outer before the inner."""
    found: list[dict[str, Any]] = []
    for child in children:
        if "group" in child:
            found += [child, *groups(child["children"])]
    return found


def zone(name: str) -> str:
    return "" if name == "UTC" else f", in: {literal(name)}"


def keys(names: list[str]) -> str:
    return f"[{', '.join(literal(name) for name in names)}]"


def waiting(count: int | None) -> str:
    if count is None:
        return ""
    word = f".atLeast({count})" if count > 0 else f".allBut({-count})"
    return f", waitingFor: {word}"


def asset(value: list[Any]) -> str:
    name, uri = value[1], value[2]
    if name == uri:
        return f"Asset({'uri' if '://' in uri else 'named'}: {literal(uri)})"
    return f"Asset(uri: {literal(uri)}, named: {literal(name)})"


def undecorated(kind: str) -> str:
    """The class of which a decorator makes one of its own."""
    short = kind.rsplit(".", 1)[-1]
    match = re.fullmatch(r"_(\w+)DecoratedOperator", short)
    if match is None:
        return kind
    names = {
        "BranchPythonExternal": "BranchExternalPython",
        "PythonExternal": "ExternalPython",
    }
    name = names.get(match.group(1), match.group(1))
    return (
        f"{PYTHON_OPERATORS}.{name}Operator"
        if "Python" in name or (name == "ShortCircuit")
        else kind
    )


def day(text: str) -> str:
    year, month, of_month = (int(part) for part in text.split("-"))
    return f"Day({year}, {month}, {of_month})"


def duration(seconds: int) -> str:
    for name, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds and seconds % length == 0:
            return f".{name}({seconds // length})"
    return f".seconds({seconds})"
