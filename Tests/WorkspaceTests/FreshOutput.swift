import Foundation
import TestSupport
import Workspace

/// A fresh folder for one test, with `output` in it, which does not exist yet.
struct FreshOutput {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    var url: URL { URL(filePath: folder.path) }

    var output: OutputFolder { OutputFolder(folder.file("output")) }

    func write(_ text: String, to path: String) throws { try folder.write(text, to: "output/\(path)") }

    func read(_ path: String) throws -> String { try folder.read("output/\(path)") }

    /// Every file below the output folder, with its bytes.
    func contents() throws -> [String: Data] {
        let root = url.appending(path: "output").path
        var contents: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
            if isFolder.boolValue {
                contents[path + "/"] = Data()
            } else {
                contents[path] = FileManager.default.contents(atPath: "\(root)/\(path)")
            }
        }
        return contents
    }
}

/// Artifacts of these paths and texts.
func artifacts(_ texts: KeyValuePairs<String, String>) -> ArtifactSet {
    ArtifactSet(
        texts.map { path, text in
            Artifact(path: ArtifactPath(path), text: text, backend: "airflow", source: "orders")
        })
}

extension OutputFolder {
    /// Plans and carries out.
    @discardableResult
    func compile(_ artifacts: ArtifactSet, onConflict policy: OutputWriter.ConflictPolicy = .refuse) throws
        -> OutputPlan
    {
        let plan = OutputPlan(artifacts, onto: try state(for: artifacts))
        try OutputWriter.apply(plan, to: self, onConflict: policy)
        return plan
    }
}
