import Foundation
import TestSupport
import Workspace

/// Emitted files that are read by the readers of their languages.
struct ReadBack {
    private struct Case: Encodable {
        let name: String
        let plain: String
        let hostile: String
        let texts: [String: String]
    }

    private let folder: URL
    private var cases: [Case] = []
    private(set) var differences: [String] = []

    init(in folder: URL) { self.folder = folder }

    /// How many files are read.
    var count: Int { cases.count }

    /// Adds the files of a project with marks, and those of the same with texts in place of them.
    mutating func add(_ name: String, _ plain: [Artifact], _ hostile: [Artifact], _ texts: HostileTexts) throws {
        let paths = plain.map(\.path.text)
        guard paths == hostile.map(\.path.text) else {
            let other = Set(paths).symmetricDifference(hostile.map(\.path.text))
            return differences.append("\(name): other files: \(other.sorted())")
        }
        let place = folder.appending(path: "\(cases.count)")
        let mark = Data("Qq".utf8)
        for (one, other) in zip(plain, hostile) where Data(one.bytes).range(of: mark) != nil || one.bytes != other.bytes
        {
            let files = [("plain", one), ("hostile", other)].map {
                ($0.1, place.appending(path: "\($0.0)/\(one.path.text)"))
            }
            for (artifact, file) in files {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(artifact.bytes).write(to: file)
            }
            cases.append(
                Case(
                    name: "\(name), \(one.path.text)", plain: files[0].1.path, hostile: files[1].1.path,
                    texts: texts.texts))
        }
    }

    /// Reads all files, and tells what does not say what it should.
    mutating func read() async throws {
        let list = folder.appending(path: "cases.json")
        try JSONEncoder().encode(cases).write(to: list)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Python/read_texts.py")
        let told = try await PythonEnvironment.airflow3.python(script, [list.path]).succeed()
        differences += told.output.split(separator: "\n").map(String.init)
    }
}
