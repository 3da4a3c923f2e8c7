import Foundation
import Testing

@Suite("Dashboards")
struct GrafanaTests {
    @Test("ask for what there is, lie beside each other, have units, and turn red where alerts do")
    func holdTogether() throws {
        let result = try GeneratedFiles.runScript("read_dashboards.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.output.suffix(4000))")
    }

    static let schema = GeneratedFiles.schemas.appending(path: "grafana-dashboard.schema.json").path

    @Test(
        "are what Grafana's schema says",
        .enabled(if: FileManager.default.fileExists(atPath: schema), "no Grafana schema beside the package"))
    func fitSchema() throws {
        let result = try GeneratedFiles.runScript("read_dashboards.py", [GeneratedFiles.folder.path, Self.schema])
        #expect(result.status == 0, "\(result.output.suffix(4000))")
    }
}
