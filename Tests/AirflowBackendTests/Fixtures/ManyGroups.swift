import DagDSL

/// Loops within loops over tables, with conditions: ninety tasks with 261 edges in ten groups.
struct ManyGroups: Pipeline {
    let id: PipelineID = "many_groups"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    private static let countries: [(id: Name, isLarge: Bool)] = [
        ("at", false), ("be", false), ("ch", false), ("de", true), ("es", true), ("fr", true), ("it", true),
        ("nl", false), ("pl", true), ("uk", true),
    ]
    private static let stages: [Name] = ["load", "check", "build"]
    private static let tables: [Name] = ["orders", "stock", "prices"]

    var flow: some Flow {
        let groups = Self.countries.map { country in
            Group(country.id) {
                let layers = Self.stages.map { stage in Self.tables.map { table in Bash("\(stage)_\(table)", "true") } }
                for (one, next) in zip(layers, layers.dropFirst()) { one >>> next }
            }
        }
        groups
        // All leaves of one to all roots of the next, where both are large or neither is.
        for (index, country) in Self.countries.enumerated() {
            for (other, later) in Self.countries.enumerated()
            where later.isLarge == country.isLarge && [1, 5].contains(other - index) {
                groups[index] >>> groups[other]
            }
        }
    }
}
