import Foundation
import TestSupport
import Testing

@Suite("The configuration of Alertmanager")
struct AlertmanagerTests {
    @Test("is taken by Alertmanager")
    func isTaken() async throws {
        let result = try await GeneratedFiles.run("amtool", ["check-config", "alertmanager/alertmanager.yml"])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("leads each severity of each team to whom it is meant for")
    func leads() async throws {
        let result = try await GeneratedFiles.run("sh", ["alertmanager/test_routes.sh"])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test("is found out by its tests when a route is lost")
    func isFoundOut() async throws {
        try await GeneratedFiles.withCopy { copy in
            let file = copy.appending(path: "alertmanager/alertmanager.yml")
            let text = try String(contentsOf: file, encoding: .utf8)
            let changed = text.replacingOccurrences(of: "team=\\\"finance-data\\\"", with: "team=\\\"finance\\\"")
            try #require(changed != text)
            try Data(changed.utf8).write(to: file)
            let result = try await GeneratedFiles.run("sh", ["alertmanager/test_routes.sh"], in: copy)
            #expect(result.status != 0)
        }
    }
}
