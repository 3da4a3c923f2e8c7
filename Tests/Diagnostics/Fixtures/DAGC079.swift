import DagDSL

struct DAGC079: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.param(.text("region")))")  // expect: DAGC079
                }, Self.file),
            CatalogEntry(  // expect: DAGC079
                FixturePipeline("told") { Empty("load") }.with {
                    $0.notifications = [
                        .onFailure(.email(.mail, to: ["a@example.com"]), saying: "\(.param(.text("region")))")
                    ]
                }, Self.file),
            CatalogEntry(
                FixturePipeline("templates") {
                    asking("dot", "{{ params.dya }}")  // expect: DAGC079
                    asking("brackets", "{{ params['dya'] }}")  // expect: DAGC079
                    asking("block", "{% if params.full %}a{% endif %}")  // expect: DAGC079
                    asking("variable", "{{ var.value.buckt }}")  // expect: DAGC071
                    asking("connection", "{{ conn.warehouse_bd.host }}")  // expect: DAGC070
                    asking("macro", "{{ macros.ds_ad(ds, 1) }}")  // expect: DAGC073
                    asking("pulled", "{{ ti.xcom_pull(task_ids='dott') }}")  // expect: DAGC164
                    asking("pulls", "{{ ti.xcom_pull(['dot'], key='k') }}{{ ti.xcom_pull('x', dag_id='y') }}")
                    asking("there", "{{ var.value.get('x') }}{{ var.json.bucket }}{{ macros.acme.f(1) }}")
                    Bash("bash", "echo {{ ti.xcom_pull('dot') }}")  // expect: DAGC087
                    asking("known", "{{ params.day }}{{ params.get('x') }}")
                    asking("asked", "{{ params.x | default('a') }}")
                    Operator("own", "acme.Operator", ["params": ["x": 1], "day": .template("{{ params.x }}")])
                    asking("other", "{{ dag.params.x }}{{ task.params['x'] }}")
                }.with { $0.params = [.text("day", default: "a")] }, Self.file),
        ]
    }

    private func asking(_ id: TaskID, _ template: String, line: UInt = #line, column: UInt = #column) -> Operator {
        Operator(
            id, "acme.Operator", ["value": .template(template)], file: #filePath, line: line, column: column)
    }
}
