import BackendInterface
import Backends
import Compilation
import DagDSL
import PipelineModel
import Pipelines
import Testing
import Workspace

/// Each backend has folders of its own, so that none can overwrite what another has written.
@Suite struct RegistryTests {
    static let environments = Pipelines.catalog.project.environments.map(\.model)

    @Test(arguments: environments)
    func `no two backends have a folder or a name in common`(_ environment: EnvironmentModel) {
        let backends = BackendRegistry.all(for: environment)
        let (names, folders) = (backends.map(\.name), backends.flatMap(\.folders))
        #expect(Set(names).count == names.count, "\(names)")
        #expect(Set(folders).count == folders.count, "\(folders)")
        #expect(folders.allSatisfy { !$0.isEmpty && !$0.contains("/") })
    }

    @Test(arguments: environments)
    func `a backend writes into its folders and nowhere else`(_ environment: EnvironmentModel) throws {
        let backends = BackendRegistry.all(for: environment)
        let folders = Dictionary(uniqueKeysWithValues: backends.map { ($0.name, $0.folders) })
        let artifacts = try #require(Compilation.run(Pipelines.catalog, for: environment).artifacts).artifacts
        for artifact in artifacts {
            let own = folders[artifact.origin.backend] ?? []
            #expect(own.contains { artifact.path.text.hasPrefix("\($0)/") }, "\(artifact.path) of \(own)")
        }
        #expect(Set(artifacts.map(\.origin.backend)).isSubset(of: folders.keys))
    }

    @Test(arguments: environments)
    func `an environment has exactly one orchestrator`(_ environment: EnvironmentModel) {
        #expect(BackendRegistry.all(for: environment).count { $0 is any Orchestrator } == 1)
    }
}
