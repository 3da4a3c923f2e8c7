import AirflowBackend
import DagDSL
import Foundation
import Testing

@Suite struct Scratch {
    @Test(arguments: AirflowVersion.allCases) func emit(_ version: AirflowVersion) throws {
        let p: [any DagDSL.Pipeline] =
            [EveryKind(), Upstream(), Downstream(), RunnableKinds(), RunnableUpstream()]
            + (version == .v3 ? [HumanKinds()] : [])
        let c = try CompiledFixtures(p, for: version)
        for f in c.findings { print(f) }
        #expect(c.findings.isEmpty)
        try c.write(to: URL(filePath: "/tmp/kinds-out/\(version.rawValue)"))
    }
}
