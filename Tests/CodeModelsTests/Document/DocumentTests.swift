import Foundation
import TestSupport
import Testing

@testable import CodeModels

@Suite("A document")
struct DocumentTests {
    static let documents = (1...400).map { seed -> Document in
        var random = RandomDocument(seed: UInt64(seed))
        return random.document()
    }

    @Test("rendered as JSON and as YAML is the same document to Python")
    func isReadByPython() async throws {
        try await withTemporaryFolder { folder in
            var json: [String] = []
            var yaml: [String] = []
            for (index, document) in DocumentTests.documents.enumerated() {
                json.append("\(index).json")
                yaml.append("\(index).yaml")
                try Data(document.renderedJSON().utf8).write(to: folder.appending(path: "\(index).json"))
                try Data(document.renderedYAML().utf8).write(to: folder.appending(path: "\(index).yaml"))
            }
            let fromJSON = try await canonical(json, in: folder)
            let fromYAML = try await canonical(yaml, in: folder)
            for (index, document) in DocumentTests.documents.enumerated() {
                #expect(fromJSON[index] == fromYAML[index], "\(document.renderedYAML())")
            }
        }
    }

    @Test("is written as libyaml writes it, to the byte")
    func isLikeTheLibrary() {
        var written = 0
        for seed in 1...20_000 {
            var random = RandomDocument(seed: UInt64(seed))
            let document = random.document(depth: 1 + seed % 4)
            guard let bytes = YAMLWriter.render(document) else { continue }
            written += 1
            #expect(bytes == YAMLRenderer.renderByLibrary(document), "\(document)")
        }
        // Most random texts are hostile, and the rest must show something.
        #expect(written > 1000)
    }

    @Test("rendered as JSON and parsed is the same document")
    func isParsed() throws {
        for document in DocumentTests.documents {
            #expect(try JSONParser.parse(Array(document.renderedJSON().utf8)) == document)
        }
    }

    @Test("keeps the order of its keys")
    func keepsOrder() throws {
        let document = try JSONParser.parse(Array(#"{"z": 1, "a": {"y": 2, "b": 3}}"#.utf8))
        #expect(
            document.renderedJSON() == """
                {
                  "z": 1,
                  "a": {
                    "y": 2,
                    "b": 3
                  }
                }

                """)
    }

    @Test("reads as YAML the way people write it")
    func isReadableYAML() {
        let document: Document = [
            "apiVersion": "sparkoperator.k8s.io/v1beta2",
            "spec": [
                "pythonVersion": "3", "timeToLiveSeconds": 86400, "suspend": false, "restart": "on",
                "arguments": ["{{ data_interval_start | ds }}", "--verbose"],
                "sql": "select 1\nfrom orders\n", "empty": [], "ratio": .number(DocumentNumber(1e30)),
            ],
        ]
        #expect(
            document.renderedYAML() == """
                apiVersion: sparkoperator.k8s.io/v1beta2
                spec:
                  pythonVersion: "3"
                  timeToLiveSeconds: 86400
                  suspend: false
                  restart: "on"
                  arguments:
                  - "{{ data_interval_start | ds }}"
                  - "--verbose"
                  sql: |
                    select 1
                    from orders
                  empty: []
                  ratio: 1.0e+30

                """)
    }

    private func canonical(_ files: [String], in folder: URL) async throws -> [Substring] {
        let result = try await PythonTools.python("Document/canonical.py", files, in: folder)
        try #require(result.status == 0, "\(result.account.suffix(2000))")
        let lines = result.output.split(separator: "\n")
        try #require(lines.count == files.count)
        return lines
    }
}
