import Compilation
import DagDSL
import Diagnostics
import Testing

@Suite("The budget of a profile")
struct ProfileBudgetTests {
    /// What the cluster, one task and each component ask for: 1000, 256 and 256 MiB.
    private static let fitting = 1000 + 256 + 2 * 256

    private func findings(_ memory: Int, _ components: [Component]) -> [String] {
        let environment = Environment(
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.mebibytes(memory)),
            components: components, operations: .fixture)
        let catalog = Catalog(
            project: OneEnvironment(environment), pipelines: [.daily(#filePath)], pythonFiles: [])
        return Compilation.run(catalog, for: catalog.project.environments[0].model, to: .findings).report.sorted
            .filter { $0.code.id == "DAGC320" }.map { "\($0.message); \($0.fix ?? "")" }
    }

    private func component(_ name: Name) -> Component {
        .custom(name, kind: name, purpose: "ranks", runsAs: .image("ranking:1"))
            .port("metrics", 9100, for: .metrics).scraped(at: ["\(name):9100"])
            .resources(memory: .mebibytes(256), cpu: .milli(100)).inNamespace("data")
    }

    @Test("holds exactly what it has room for")
    func holds() {
        #expect(findings(Self.fitting, [component("one"), component("two")]) == [])
        #expect(findings(Self.fitting - 1, [component("one"), component("two")]).count == 1)
    }

    @Test("does not hold one more component, and says which to leave out")
    func doesNotHold() {
        let components = [component("one"), component("two").needs("one"), component("three")]
        let found = findings(Self.fitting, components)
        #expect(found.count == 1 && found[0].contains("256 too many"), "\(found)")
        // What another one needs is not among them.
        #expect(found.first?.contains("leave out `two`") == true || found.first?.contains("leave out `three`") == true)
    }
}
