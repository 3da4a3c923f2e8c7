import Foundation
import Testing
import Workspace

@Suite("The output folder")
struct OutputTests {
    @Test("holds the artifacts and a manifest of them")
    func holdsArtifacts() throws {
        let folder = try FreshOutput()
        let plan = try folder.output.compile(artifacts(["airflow/dags/a.py": "a\n", "spark/a/t.yaml": "t\n"]))
        #expect(plan.count(.create) == 2)
        #expect(
            try folder.contents().keys.filter { !$0.hasSuffix("/") }.sorted() == [
                "airflow/dags/a.py", "manifest.json", "spark/a/t.yaml",
            ])
        #expect(
            try folder.read("manifest.json") == """
                {
                  "version": 1,
                  "generator": "dagc",
                  "files": {
                    "airflow/dags/a.py": {
                      "sha256": "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7",
                      "backend": "airflow",
                      "source": "orders"
                    },
                    "spark/a/t.yaml": {
                      "sha256": "fe8edeeb98cc6d3b93cf2d57000254b84bd9eba34b4df7ce4b87db8b937b7703",
                      "backend": "airflow",
                      "source": "orders"
                    }
                  }
                }

                """)
    }

    @Test("is left alone by the same compilation, to the byte and the time stamp")
    func isIdle() throws {
        let folder = try FreshOutput()
        let set = artifacts(["a.py": "a\n", "b/c.py": "c\n"])
        try folder.output.compile(set)
        let before = try folder.contents()
        let stamp = try modificationTimes(folder)
        let plan = try folder.output.compile(set)
        #expect(plan.isUpToDate)
        #expect(try folder.contents() == before)
        #expect(try modificationTimes(folder) == stamp)
    }

    private func modificationTimes(_ folder: borrowing FreshOutput) throws -> [Date] {
        try ["a.py", "b/c.py", "manifest.json"].map { path in
            let file = folder.url.appending(path: "output/\(path)").path
            return try #require(try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date)
        }
    }

    @Test("follows changed, new and dropped artifacts, and keeps no empty folder")
    func followsChanges() throws {
        let folder = try FreshOutput()
        try folder.output.compile(artifacts(["a.py": "1", "old/deep/b.py": "b", "kept/c.py": "c"]))
        let plan = try folder.output.compile(artifacts(["a.py": "2", "new/d.py": "d", "kept/c.py": "c"]))
        #expect(
            plan.changes.map { "\($0.action.rawValue) \($0.path)" } == [
                "update a.py", "unchanged kept/c.py", "create new/d.py", "delete old/deep/b.py",
            ])
        #expect(
            try folder.contents().keys.sorted() == [
                "a.py", "kept/", "kept/c.py", "manifest.json", "new/", "new/d.py",
            ])
    }

    @Test("keeps files that the compiler never wrote, and their folders")
    func keepsStrayFiles() throws {
        let folder = try FreshOutput()
        try folder.output.compile(artifacts(["dags/a.py": "a", "dags/b.py": "b"]))
        try folder.write("mine", to: "dags/notes.txt")
        try folder.output.compile(artifacts([:]))
        #expect(try folder.contents().keys.sorted() == ["dags/", "dags/notes.txt", "manifest.json"])
        #expect(try folder.read("dags/notes.txt") == "mine")
    }

    @Test("names files among the generated ones that nothing generates, and no others")
    func namesStrays() throws {
        let folder = try FreshOutput()
        try folder.output.compile(artifacts(["dags/a.py": "a", "jobs/b/c.py": "c", "notes.txt": "n"]))
        for path in [
            "dags/old.py", "jobs/left/over.py", "dags/.hidden", "dags/__pycache__/a.pyc", "README.md", "mine/d.py",
            "jobs/other/manifest.json", "jobs/other/e.py",
        ] { try folder.write("x", to: path) }
        let plan = OutputPlan(
            artifacts(["dags/a.py": "b"]), onto: try folder.output.state(for: artifacts(["dags/a.py": "b"])))
        #expect(try folder.output.strays(beside: plan).map(\.text) == ["dags/old.py", "jobs/left/over.py"])
    }

    @Test("protects a generated file that was edited by hand")
    func protectsEdits() throws {
        let folder = try FreshOutput()
        try folder.output.compile(artifacts(["a.py": "1", "b.py": "1"]))
        try folder.write("edited", to: "a.py")
        let before = try folder.contents()
        let next = artifacts(["a.py": "2", "b.py": "2"])
        let plan = OutputPlan(next, onto: try folder.output.state(for: next))
        #expect(plan.conflicts.map(\.path) == ["a.py"])
        #expect(plan.conflicts.map(\.conflict) == [.edited])
        let error = #expect(throws: WorkspaceError.self) { try folder.output.compile(next) }
        #expect(error?.reason == .conflicts(["a.py"]))
        #expect(try folder.contents() == before)
        try folder.output.compile(next, onConflict: .overwrite)
        #expect(try folder.read("a.py") == "2")
    }

    @Test("protects an edited file that would be deleted")
    func protectsEditsFromDeletion() throws {
        let folder = try FreshOutput()
        try folder.output.compile(artifacts(["a.py": "1"]))
        try folder.write("edited", to: "a.py")
        #expect(throws: WorkspaceError.self) { try folder.output.compile(artifacts([:])) }
        #expect(try folder.read("a.py") == "edited")
    }

    @Test("protects a file in the way of a new artifact, unless it is the same")
    func protectsUnknownFiles() throws {
        let folder = try FreshOutput()
        try folder.write("mine", to: "a.py")
        try folder.write("same", to: "b.py")
        let set = artifacts(["a.py": "generated", "b.py": "same"])
        let plan = OutputPlan(set, onto: try folder.output.state(for: set))
        #expect(plan.conflicts.map(\.path) == ["a.py"])
        #expect(plan.conflicts.map(\.conflict) == [.unknown])
    }

    @Test("gets back a generated file that was deleted by hand")
    func restoresDeletedFiles() throws {
        let folder = try FreshOutput()
        let set = artifacts(["a.py": "1"])
        try folder.output.compile(set)
        try FileManager.default.removeItem(at: folder.url.appending(path: "output/a.py"))
        let plan = try folder.output.compile(set)
        #expect(plan.count(.create) == 1)
        #expect(try folder.read("a.py") == "1")
    }

    @Test("never writes or deletes through a symbolic link", arguments: ["link/a.py", "a.py"])
    func distrustsLinks(path: String) throws {
        let folder = try FreshOutput()
        let outside = folder.url.appending(path: "outside")
        try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
        try Data("outside".utf8).write(to: outside.appending(path: "a.py"))
        let output = folder.url.appending(path: "output")
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: output.appending(path: path == "a.py" ? "a.py" : "link"),
            withDestinationURL: path == "a.py" ? outside.appending(path: "a.py") : outside)
        #expect(throws: WorkspaceError.self) {
            try folder.output.compile(artifacts([path: "generated"]), onConflict: .overwrite)
        }
        #expect(try String(contentsOf: outside.appending(path: "a.py"), encoding: .utf8) == "outside")
    }

    @Test("recovers from a compilation that died between its files")
    func recoversFromCrash() throws {
        let folder = try FreshOutput()
        try folder.output.compile(artifacts(["a.py": "1", "b.py": "1", "c.py": "1"]))
        // What is on disk when the process dies after replacing a.py and before b.py.
        let second = artifacts(["a.py": "2", "b.py": "2"])
        let pending = Manifest(second).render()
        try folder.write(pending, to: ".dagc-manifest.json")
        try folder.write("2", to: "a.py")
        try folder.write("half", to: ".dagc-1-2.tmp")
        let third = artifacts(["a.py": "3", "b.py": "3"])
        let plan = try folder.output.compile(third)
        #expect(plan.conflicts.isEmpty)
        #expect(try folder.contents().keys.sorted() == ["a.py", "b.py", "manifest.json"])
        #expect(try folder.read("a.py") == "3")
    }

    @Test("removes temporary files of a process that died, even when nothing else is to do")
    func removesLeftovers() throws {
        let folder = try FreshOutput()
        let set = artifacts(["dags/a.py": "1"])
        try folder.output.compile(set)
        try folder.write("half", to: "dags/.dagc-77-1.tmp")
        try folder.output.compile(set)
        #expect(try folder.contents().keys.sorted() == ["dags/", "dags/a.py", "manifest.json"])
    }

    @Test("refuses a manifest that it cannot read, and names the place")
    func refusesBrokenManifest() throws {
        let folder = try FreshOutput()
        try folder.write("{\n  \"version\": 1,,\n}", to: "manifest.json")
        let error = #expect(throws: WorkspaceError.self) { try folder.output.compile(artifacts([:])) }
        #expect(error?.description.contains("manifest.json: not JSON: line 2, column 16") == true, "\(error as Any)")
    }

    @Test(
        "refuses a manifest with a path that leads outside",
        arguments: ["../x", "/etc/passwd", "a//b", "a/../b", "", "manifest.json", ".git/config", "a\\\\b"])
    func refusesForeignPaths(path: String) throws {
        let digest = String(repeating: "0", count: 64)
        let text = """
            {"version": 1, "files": {"\(path)": {"sha256": "\(digest)", "backend": "x", "source": "y"}}}
            """
        #expect(throws: ManifestError.self) { try Manifest(parsing: Array(text.utf8)) }
    }

    @Test("tells what could not be written, where and why")
    func reportsReadOnlyFolder() throws {
        let folder = try FreshOutput()
        // A file where a folder is needed stops root too, unlike missing permissions.
        try Data().write(to: folder.url.appending(path: "output"))
        let error = #expect(throws: WorkspaceError.self) { try folder.output.compile(artifacts(["a.py": "1"])) }
        #expect(error?.path.hasPrefix(folder.url.path) == true)
        #expect(error?.reason == .system(ENOTDIR) || error?.reason == .system(EEXIST), "\(error as Any)")
    }

    @Test("tells what to do when a folder is read-only")
    func reportsMissingPermission() throws {
        let folder = OutputFolder("/proc/dagc")
        let error = #expect(throws: WorkspaceError.self) { try folder.compile(artifacts(["a.py": "1"])) }
        #expect(error?.description.hasPrefix("cannot create the folder /proc/dagc: ") == true, "\(error as Any)")
    }
}
