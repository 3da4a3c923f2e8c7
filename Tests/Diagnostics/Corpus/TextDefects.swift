import DagDSL

extension Defect {
    static var texts: [Defect] {
        [
            Defect("a template names a macro that is misspelt", "DAGC073", remote("load {{ data_intervall_start }}")),
            Defect("a template uses a filter that does not exist", "DAGC073", remote("load {{ ts | date_only }}")),
            Defect("a template's braces are not closed", "DAGC074", remote("load {{ ds }")),
            Defect("a shell length is read as a template's comment", "DAGC074", remote("echo ${#files[@]}")),
            Defect(
                "a template stands in text that nobody renders", "DAGC087",
                FixturePipeline { Bash("load", "load.sh --day {{ ds }}") }),
            Defect(
                "the path of a file stands in place of SQL", "DAGC076",
                FixturePipeline { SQLStatement("load", in: .warehouse, "sql/load_orders.sql") }),
            Defect("a template uses the execution date", "DAGC077", remote("load {{ execution_date.isoformat() }}")),
            Defect("a template uses tomorrow", "DAGC077", remote("load --until {{ tomorrow_ds }}")),
            Defect(
                "a pipeline without intervals uses its window", "DAGC078",
                FixturePipeline { Bash("load", "load --from \(.windowStart) --to \(.windowEnd)") }
                    .with { $0.schedule = .manual() }),
            Defect(
                "a param is used and not declared", "DAGC079",
                FixturePipeline { Bash("load", "load \(.param(.integer("limit", default: 5)))") }),
            Defect(
                "a scheduled pipeline has a param without a default", "DAGC079",
                FixturePipeline { Bash("load", "load orders") }.with { $0.params = [.text("region")] }),
            Defect(
                "a password stands in a command", "DAGC100",
                FixturePipeline { Bash("dump", "pg_dump postgres://etl:s3cr3t@db/orders") }),
            Defect(
                "an access key stands in a command", "DAGC100",
                FixturePipeline { Bash("copy", "AWS_ACCESS_KEY_ID=AKIAABCDEFGHIJKLMNOP copy orders") }),
            Defect(
                "what a person enters becomes part of a command", "DAGC101",
                FixturePipeline { Bash("load", "load \(.param(.text("table", default: "orders")))") }
                    .with { $0.params = [.text("table", default: "orders")] }),
            Defect(
                "a secret becomes part of a command", "DAGC103",
                FixturePipeline { Bash("upload", "upload --token \(.variable(.apiToken))") }),
        ]
    }

    private static func remote(_ command: String) -> FixturePipeline {
        FixturePipeline {
            Operator("load", "airflow.providers.ssh.operators.ssh.SSHOperator", ["command": .template(command)])
        }
    }
}
