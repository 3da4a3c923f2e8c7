import DagDSL

/// One task of dbt that becomes a task for each of its models: each reads two before it, and every fourth has a test that
/// looks at another.
struct DbtModelsPipeline: Pipeline {
    let number: Name

    var id: PipelineID { "models_\(number)" }
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("data-engineering")

    var flow: some Flow {
        DbtBuild("models", select: .path("models/part_\(number)"), builds: Self.built(number), after: Self.raw)
            .taskPerModel()
    }

    private static let raw = Dataset<Order>("raw", in: .lake, path: "raw")

    private static func built(_ number: Name) -> Dataset<Order> {
        Dataset("model_\(number)_0", in: .lake, path: "models/model_\(number)_0")
    }

    /// What dbt would know of so many models for each of so many pipelines.
    static func manifest(pipelines: Int, models: Int) -> DbtManifest {
        var lines: [String] = []
        for pipeline in 0..<pipelines {
            for model in 0..<models {
                let name = "model_\(pipeline)_\(model)"
                let above = Set([model / 2, model / 3]).filter { $0 < model }.sorted()
                    .map { "model.shop.model_\(pipeline)_\($0)" }
                lines.append(
                    [
                        "model.shop.\(name)", "model", name, "shop",
                        "shop.part_\(pipeline).layer_\(model / 100).\(name)",
                        "models/part_\(pipeline)/layer_\(model / 100)/\(name).sql", "daily",
                        above.joined(separator: ","), "table", name, "",
                    ].joined(separator: "\t"))
                guard model % 4 == 3 else { continue }
                let tested = ["model.shop.\(name)", "model.shop.model_\(pipeline)_\(model - 1)"]
                lines.append(
                    [
                        "test.shop.test_\(name).0", "test", "test_\(name)", "shop",
                        "shop.part_\(pipeline).test_\(name)",
                        "models/tests.yml", "", tested.joined(separator: ","), "test", "test_\(name)", "",
                    ].joined(separator: "\t"))
            }
        }
        return DbtManifest("shop/manifest.json", lines.joined(separator: "\n"))
    }
}
