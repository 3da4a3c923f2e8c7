"""Holds the rules of each JMX exporter against names that Kafka, its Connect, Debezium
and the Schema Registry give their numbers: every metric that is offered is made.

usage: jmx_rules.py GENERATED
"""

import pathlib
import re
import sys

import yaml

# A bean's domain and keys, and one of its attributes. Sources:
# https://kafka.apache.org/41/documentation.html#connect_monitoring,
# https://debezium.io/documentation/reference/3.3/connectors/postgresql.html
# and https://docs.confluent.io/platform/current/schema-registry/monitoring.html
SHOP = "debezium.postgres<type=connector-metrics, context=streaming, server=shop>"
WORKER = "kafka.connect<type=connect-worker-metrics, connector=shop-source>"
TASK = "kafka.connect<type=connector-task-metrics, connector=shop-source, task=0>"
ERRORS = "kafka.connect<type=task-error-metrics, connector=shop-archive, task=0>"
TOPIC = "kafka.server<type=BrokerTopicMetrics, name={}PerSec, topic=orders>"
CONTROLLER = "kafka.controller<type=KafkaController, name=OfflinePartitionsCount>"
BEANS = {
    "kafka": [
        (
            "kafka.controller<type=KafkaController, name=OfflinePartitionsCount>",
            "Value",
        ),
        ("kafka.server<type=ReplicaManager, name=UnderReplicatedPartitions>", "Value"),
        (TOPIC.format("MessagesIn"), "Count"),
        (TOPIC.format("FailedProduceRequests"), "Count"),
        (TOPIC.format("TotalProduceRequests"), "Count"),
    ],
    "kafka-connect": [
        (WORKER, "connector-failed-task-count"),
        (TASK, "status: running"),
        (ERRORS, "deadletterqueue-produce-requests"),
        (SHOP, "MilliSecondsBehindSource"),
        (SHOP, "TotalNumberOfEventsSeen"),
    ],
    "schema-registry": [
        ("kafka.schema.registry<type=jersey-metrics>", "request-total"),
        ("kafka.schema.registry<type=jersey-metrics>", "request-error-total"),
    ],
}


def rules(generated: pathlib.Path, component: str) -> dict:
    path = generated / f"kubernetes/components/{component}/objects.yaml"
    for item in yaml.safe_load_all(path.read_text()):
        if item and item["kind"] == "ConfigMap":
            return yaml.safe_load(item["data"]["rules.yaml"])
    raise SystemExit(f"{component} has no rules")


def made(rules: dict, bean: str, attribute: str) -> tuple[str, set[str]] | None:
    """The metric and its labels; the first rule that matches counts.

    The exporter looks for a pattern in the bean, the attribute and its value together:
    https://prometheus.github.io/jmx_exporter/1.5.0/http-mode/rules/
    """
    for rule in rules["rules"]:
        wanted = f"^.*(?:{rule['pattern']}).*$"
        match = re.fullmatch(wanted, f"{bean}<>{attribute}: 17.5")
        if match:
            # The exporter writes groups as `$1`, Python as `\\1`.
            name = match.expand(rule["name"].replace("$", "\\"))
            name = re.sub(r"[^A-Za-z0-9_:]", "_", name).lower()
            return name, set(rule.get("labels", {}))
    return None


def main() -> int:
    generated = pathlib.Path(sys.argv[1])
    model = yaml.safe_load((generated / "model/environment.json").read_text())
    wrong = []
    for component in model["operations"]["components"]:
        beans = BEANS.get(component["name"])
        if beans is None:
            continue
        found = [made(rules(generated, component["name"]), *bean) for bean in beans]
        shown = {item[0]: item[1] for item in found if item}
        for metric in component["metrics"]:
            if metric["name"] not in shown:
                wrong.append(f"{component['name']}: no rule makes {metric['name']}")
            elif set(metric.get("labels", [])) != shown[metric["name"]]:
                wrong.append(f"{metric['name']} has labels {shown[metric['name']]}")
    print("\n".join(wrong))
    print(f"{sum(map(len, BEANS.values()))} numbers, {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
