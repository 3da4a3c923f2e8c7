import Foundation
import TestSupport
import Testing

@Suite("Dashboards")
struct GrafanaTests {
    @Test("ask for what there is, lie beside each other, have units, and turn red where alerts do")
    func holdTogether() async throws {
        let result = try await GeneratedFiles.runScript("read_dashboards.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }

    static let schema = PackageFolder.schemas.appending(path: "grafana-dashboard.schema.json")

    @Test("are what Grafana's schema says", .needs(schema))
    func fitSchema() async throws {
        let result = try await GeneratedFiles.runScript(
            "read_dashboards.py", [GeneratedFiles.folder.path, Self.schema.path])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }
}
