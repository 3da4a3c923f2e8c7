import DagDSL

/// Exceptions for what looks like a secret need a reason and a use.
struct NotSecrets: DiagnosticFixture {
    static let file = #filePath

    var project: any Project { Allowing() }

    var entries: [CatalogEntry] {
        [CatalogEntry(FixturePipeline { Bash("login", "tool --token=sandbox-token") }, Self.file)]
    }

    private struct Allowing: Project {
        let name: Name = "fixtures"
        let start = Day(2026, 1, 1)
        let environments = FixtureProject().environments
        let notSecrets = [
            NotSecret("sandbox-token", because: " "),  // expect: DAGC156
            NotSecret("other-token", because: "everybody has it"),  // expect: DAGC155
        ]
    }
}
