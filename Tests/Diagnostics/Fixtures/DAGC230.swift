import DagDSL

/// Classes by their import paths, of providers and of the package.
struct DAGC230: DiagnosticFixture {
    static let file = #filePath

    private static let bash: Name = "airflow.providers.standard.operators.bash.BashOperator"
    private static let sensor: Name = "airflow.providers.standard.sensors.bash.BashSensor"

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator("word", Self.bash, ["bash_comand": "load"])  // expect: DAGC230
                    Operator("two", Self.bash, ["retires": 3, "sl": 1])  // expect: DAGC230 DAGC230
                    Operator("good", Self.bash, ["bash_command": "load", "retries": 3])
                    Operator("no_class", "airflow.providers.standard.operators.bash.BashOperater")  // expect: DAGC230
                    Operator("later", "airflow.providers.standard.operators.newest.NewestOperator", ["any": 1])
                    Operator("unread", "airflow.providers.databricks.operators.databricks.Run", ["any": 1])
                    OperatorSensor("sensor", Self.sensor, ["comand": "x"])  // expect: DAGC230
                        .givingUp(after: .hours(1))
                    Operator("own", "fixtures_python.classes.Copy", ["table": "orders", "retries": 2])
                    Operator("own_word", "fixtures_python.classes.Copy", ["tabel": "orders"])  // expect: DAGC230
                    Operator("own_class", "fixtures_python.classes.Kopy", ["table": "orders"])  // expect: DAGC230
                    Operator("derived", "fixtures_python.classes.Derived", ["anything": "orders"])
                }, Self.file)
        ]
    }
}
