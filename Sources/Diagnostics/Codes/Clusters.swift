extension DiagnosticCode {
    package static let profileOverBudget = DiagnosticCode(
        "DAGC320", .error, "profile that does not fit its memory",
        cause: """
            What the components of the profile, the pods of tasks and the cluster itself ask for adds up to more memory \
            than the profile has. The last pods would wait for a node for ever, and which those are is chance.
            """,
        bad: "Profile(\"operations\", memory: .gibibytes(4))",
        good: "Profile(\"operations\", memory: .gibibytes(8))")

    package static let overcommittedProfile = DiagnosticCode(
        "DAGC321", .warning, "limits far beyond the memory that there is",
        cause: """
            All that may be used at the same time is more than the profile's memory by more than the installation \
            allows. When components use what they may, the node ends one of them, and not the one that grew.
            """,
        bad: ".resources(memory: .mebibytes(256), limit: .gibibytes(8), cpu: .milli(100))",
        good: ".resources(memory: .mebibytes(256), limit: .mebibytes(512), cpu: .milli(100))")

    package static let componentWithoutBudget = DiagnosticCode(
        "DAGC322", .error, "component without a budget",
        cause: """
            A component of an installed platform does not say what it asks of a machine, or asks for more than it may \
            take. In a namespace with a quota its pods are refused, and only an event of its replica set says so.
            """,
        bad: ".custom(\"ranking\", …)",
        good: ".custom(\"ranking\", …).resources(memory: .mebibytes(256), cpu: .milli(100)).inNamespace(\"data\")")

    package static let brokenProfile = DiagnosticCode(
        "DAGC323", .error, "profile that lacks what it needs",
        cause: "The profile names what is no component, or has a component without another one that it needs.",
        bad: "Profile(\"logs\", memory: .gibibytes(4), components: [\"kibana\"])",
        good: "Profile(\"logs\", memory: .gibibytes(4), components: [\"kibana\", \"elasticsearch\"])")

    package static let badObjectName = DiagnosticCode(
        "DAGC324", .error, "name that Kubernetes does not take",
        cause: """
            Names of objects are lower case letters, digits and dashes; those of ports have at most 15 characters and a \
            letter. A variable that is set twice has the last value, and nobody sees the first.
            """,
        bad: ".port(\"Prometheus_metrics\", 9100)",
        good: ".port(\"metrics\", 9100)")

    package static let badPort = DiagnosticCode(
        "DAGC325", .error, "port that cannot be",
        cause: """
            A port is beyond 65535 or given twice, or a probe asks at one on which the component does not listen. Pods \
            of it would be restarted again and again.
            """,
        bad: ".port(\"http\", 80_800)",
        good: ".port(\"http\", 8080)")

    package static let storageNowhere = DiagnosticCode(
        "DAGC326", .error, "disk that nobody writes to",
        cause:
            "The component has storage and does not say where it is mounted, so that what it stores ends with its pod.",
        bad: ".custom(\"ranking\", …).storage(.gibibytes(1))",
        good: ".custom(\"ranking\", …).storage(.gibibytes(1)).stores(at: \"/var/lib/ranking\")")

    package static let missedRecovery = DiagnosticCode(
        "DAGC327", .error, "backup that cannot keep what is promised",
        cause: """
            What may be lost is less than the time between two backups and what one of them takes, or nothing backs the \
            component up. A dump is of one moment: all that was written since is gone with the disk.
            """,
        bad: ".postgres(\"metadata\", backup: .hours(24)).recovers(losing: .hours(1), within: .hours(2))",
        good: ".postgres(\"metadata\", backup: .minutes(30)).recovers(losing: .hours(1), within: .hours(2))")

    package static let backupBesideData = DiagnosticCode(
        "DAGC328", .error, "backup that is lost with the data",
        cause: """
            The copies of backups lie in the bucket of the backups, or there is one place for what may not be lost. When \
            the region or the bucket is gone, so are both.
            """,
        bad: ".backups(in: \"s3://acme-backups/orders\", copies: \"s3://acme-backups/copy\", by: \"backup-tools:1\")",
        good:
            ".backups(in: \"s3://acme-backups/orders\", copies: \"s3://acme-backups-west/orders\", by: \"backup-tools:1\")"
    )

    package static let refusedUse = DiagnosticCode(
        "DAGC329", .error, "use that the network refuses",
        cause: """
            On an installed platform network policies let through what components declare and nothing else. A task or a \
            connector uses a component that does not know of it: on the cluster it would wait for an answer until it \
            gives up.
            """,
        bad: ".kafkaConnect().needs(\"kafka\")",
        good: ".kafkaConnect().needs(\"kafka\", \"schema-registry\").reaches(\"the archive's buckets\", ports: 443)")

    package static let podBeyondQuota = DiagnosticCode(
        "DAGC330", .error, "pod that is larger than its quota",
        cause: """
            A namespace bounds the memory of its pods together, and one pod of a Spark application alone asks for more. \
            The cluster refuses to make it, and says so nowhere but in an event.
            """,
        bad: "jobs: WorkerLimit(1, memory: .gibibytes(2), cpu: .cores(1))",
        good: "jobs: WorkerLimit(3, memory: .gibibytes(2), cpu: .cores(1))")

    package static let workerLacks = DiagnosticCode(
        "DAGC331", .error, "worker that cannot run its connectors",
        cause: """
            The workers of Kafka Connect run in an image without a plugin that a connector of a stream names, or without \
            the secrets that it reads. Connect takes the connector and lets each of its tasks fail. Or their container has \
            no room for their heap, or the connectors are made for workers of Strimzi's that are others.
            """,
        bad: ".kafkaConnect()",
        good: """
            .kafkaConnect(image: "registry.example.com/connect:3.3.2")
                .secret("shop-capture", keys: ["username", "password"], for: "…", mountedAt: "/mnt/secrets/shop")
            """)

    package static let unresolvedAddress = DiagnosticCode(
        "DAGC332", .error, "name that cannot be resolved",
        cause: """
            In its own namespace a component is found by its name alone, in any other one by its name and namespace. The \
            address is used where it means nothing, or something else.
            """,
        bad: "StreamingPlatform(brokers: [\"kafka:9092\"], …)",
        good: "StreamingPlatform(brokers: [\"kafka.data:9092\"], …)")
}
