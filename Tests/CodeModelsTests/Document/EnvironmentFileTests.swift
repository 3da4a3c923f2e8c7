import CodeModels
import Foundation
import TestSupport
import Testing

@Suite("An environment file")
struct EnvironmentFileTests {
    @Test("gives a shell the same values")
    func isReadByShell() async throws {
        let values = ["30", "", "a b", "it's", "$HOME `x` \"y\" \\", "*/5 * * * *", "größer", "{\"a\": 1}"]
        var file = EnvironmentFile(header: "Settings.\n\nGenerated.")
        for (index, value) in values.enumerated() { file.append(PythonIdentifier(readingLike: "V\(index)"), value) }
        try await withTemporaryFolder { folder in
            try Data(file.render().utf8).write(to: folder.appending(path: "airflow.env"))
            let names = values.indices.map { "\"$V\($0)\"" }.joined(separator: " ")
            let result = try await Command(
                named: "sh", ["-c", ". ./airflow.env; printf '%s\\n' \(names)"]
            ).run(in: folder)
            #expect(result.output == values.map { $0 + "\n" }.joined())
        }
    }

    @Test("writes simple values without quotes, which every reader understands")
    func isPlain() {
        var file = EnvironmentFile()
        file.append("AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL", "15")
        #expect(file.render() == "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL=15\n")
    }
}
