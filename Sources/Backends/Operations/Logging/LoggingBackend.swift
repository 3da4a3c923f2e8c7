import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// Logs: how the lines of each component are read and sent on, and for how long they are kept.
package struct LoggingBackend: Backend {
    package let name = "logging"
    package let folders = ["logging"]

    package init() {}

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let model = project.model
        let components = model.environment.operations?.components ?? []
        guard let store = components.first(where: { $0.kind == "elasticsearch" }),
            components.contains(where: { $0.kind == "fluentd" })
        else { return [] }
        let source = model.environment.name
        let configuration = Self.configuration(model, store)
        return [
            Artifact("logging/fluent.conf", bytes: Array(configuration.text.utf8), by: self, from: source),
            Artifact("logging/elasticsearch/lifecycle.json", json: Self.lifecycle(store), by: self, from: source),
            Artifact("logging/elasticsearch/template.json", json: Self.template(source), by: self, from: source),
        ]
    }

    /// Elasticsearch is named with its namespace where it runs on the cluster, as Fluentd is in another one.
    private static func configuration(_ model: ProjectModel, _ store: ComponentModel) -> FluentdConfiguration {
        let platform = InstalledPlatform(model)
        let components = model.environment.operations?.components ?? []
        let host = platform?.workload(of: store.name).map { "\(store.name).\($0.namespace)" } ?? store.name
        return FluentdConfiguration(
            environment: model.environment.name,
            logs: components.compactMap(log) + tasks(platform) + applications(platform),
            target: (host, store.ports.first { $0.purpose == .service }?.number ?? 9200),
            metricsPort: components.first { $0.kind == "fluentd" }?.scrapePorts.first)
    }

    private static func log(_ component: ComponentModel) -> FluentdConfiguration.Log? {
        component.logs.map { format in
            FluentdConfiguration.Log(
                name: component.name, namespace: component.workload?.namespace,
                container: component.workload?.container ?? component.name, format: format)
        }
    }

    /// Pods of tasks write like what starts them; the executor calls their container `base`.
    /// Source: https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html
    private static func tasks(_ platform: InstalledPlatform?) -> [FluentdConfiguration.Log] {
        guard let platform, let format = platform.component(ofKind: "airflow-scheduler")?.model.logs else { return [] }
        return [
            FluentdConfiguration.Log(
                name: "airflow-tasks", namespace: platform.tasks.namespace, container: "base", format: format)
        ]
    }

    /// Drivers and executors of Spark, those of streams too: the operator's own log holds nothing of theirs. They call
    /// their containers so unless a template of pods says otherwise.
    /// Source: https://spark.apache.org/docs/latest/running-on-kubernetes.html#pod-template
    private static func applications(_ platform: InstalledPlatform?) -> [FluentdConfiguration.Log] {
        guard let platform, let spark = platform.spark else { return [] }
        return ["driver", "executor"].map { role in
            FluentdConfiguration.Log(
                name: "spark-\(role)", namespace: spark.namespace, container: "spark-kubernetes-\(role)",
                format: .pattern(sparkLine))
        }
    }

    /// A line of Spark's own layout, `%d{yy/MM/dd HH:mm:ss} %p %c{1}: %m`. Source: `log4j2.properties.template` of Spark 4.
    private static let sparkLine = #"^(?<time>\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d) (?<level>[A-Z]+) (?<message>.*)$"#

    /// What Fluentd has to find on each machine.
    static func files(_ model: ProjectModel) -> [WorkloadFile] {
        guard let store = model.environment.operations?.components.first(where: { $0.kind == "elasticsearch" }) else {
            return []
        }
        return [WorkloadFile("/etc/fluentd/fluent.conf", configuration(model, store).text)]
    }

    /// The body of `PUT _ilm/policy/logs`. An index is as large as a tenth of the disk, so that whole ones can go.
    /// Source: https://www.elastic.co/docs/reference/elasticsearch/index-lifecycle-actions
    static func lifecycle(_ store: ComponentModel) -> Document {
        let size = max((store.storage?.sizeMiB ?? 10_240) / 10, 100)
        var phases: [(key: String, value: Document)] = [
            (
                "hot",
                [
                    "actions": [
                        "rollover": ["max_age": "1d", "max_primary_shard_size": .string("\(size)mb")]
                    ]
                ]
            )
        ]
        if let retention = store.storage?.retention {
            phases.append(
                ("delete", ["min_age": .string("\(max(retention / 3600, 1))h"), "actions": ["delete": [:]]]))
        }
        return ["policy": ["phases": .object(DocumentObject(phases))]]
    }

    /// The body of `PUT _index_template/logs`.
    static func template(_ environment: String) -> Document {
        let keyword: Document = ["type": "keyword"]
        return [
            "index_patterns": [.string("logs-\(environment)*")], "priority": 200,
            "template": [
                "settings": [
                    "index.lifecycle.name": "logs", "index.lifecycle.rollover_alias": .string("logs-\(environment)"),
                    "number_of_shards": 1, "number_of_replicas": 0,
                    // A field that one program writes as a number and another as words would refuse the whole line.
                    "index.mapping.ignore_malformed": true,
                ],
                "mappings": [
                    "properties": [
                        // Each component writes its own notation of a time; Fluentd's is `@timestamp`.
                        "@timestamp": ["type": "date"], "time": keyword, "level": keyword, "component": keyword,
                        "pod": keyword,
                        "environment": keyword, "dag_id": keyword, "task_id": keyword, "run_id": keyword,
                        "trace_id": keyword, "message": ["type": "text"],
                    ]
                ],
            ],
        ]
    }
}
