import DagDSL

struct DAGC186: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").podTemplate(PodTemplate("larg"))  // expect: DAGC186
                    Bash("clean", "true").podTemplate(PodTemplate("Huge"))  // expect: DAGC186
                    Bash("move", "true").podTemplate(PodTemplate("large"))
                    Bash("copy", "true").podTemplate(file: "/etc/airflow/pods/copy.yaml")
                }, Self.file)
        ]
    }
}
