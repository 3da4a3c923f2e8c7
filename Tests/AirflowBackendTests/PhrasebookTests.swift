import Foundation
import PipelineModel
import TestSupport
import Testing

/// The page that says how what Airflow users know is said here.
@Suite struct PhrasebookTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/DagDSL/DagDSL.docc/AirflowPhrasebook.md")

    @Test(
        "Every argument of DAGs, tasks and the standard provider's operators has a row",
        arguments: AirflowVersion.allCases)
    func rows(_ version: AirflowVersion) async throws {
        let words = try Self.words()
        try await withTemporaryFolder { folder in
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "dags"))
            let signatures: [String: [String]] = try await airflow.ask("signatures.py")
            #expect(signatures.count > 20, "\(signatures.keys.sorted())")
            for (operatorClass, arguments) in signatures.sorted(by: { $0.key < $1.key }) {
                let missing = arguments.filter { !words.contains($0) }
                #expect(missing.isEmpty, "\(operatorClass) of Airflow \(version)")
                #expect(words.contains(operatorClass) || operatorClass == "DAG")
            }
        }
    }

    /// The words in code of the left columns.
    private static func words() throws -> Set<String> {
        var words: Set<String> = []
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") where line.hasPrefix("| ") {
            let left = line.firstRange(of: " | ").map { line[..<$0.lowerBound] } ?? line
            for (index, piece) in left.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            where !index.isMultiple(of: 2) {
                words.formUnion(piece.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
            }
        }
        return words
    }
}
