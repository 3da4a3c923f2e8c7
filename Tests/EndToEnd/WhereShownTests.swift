import Foundation
import TestSupport
import Testing

/// The page that says which reference pipeline shows what.
@Suite struct WhereShownTests {
    private static let package = TestEnvironment.package

    @Test func `it names every pipeline, and no file that is not there`() throws {
        let page = Self.package.appending(path: "Sources/DagDSL/DagDSL.docc/WhereShown.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let named = Set(text.matches(of: /`([A-Za-z\/]+\.swift)`/).map { String($0.output.1) })
        let folder = Self.package.appending(path: "pipelines")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }

        #expect(files.filter { !named.contains($0) } == [])
        #expect(named.filter { !FileManager.default.fileExists(atPath: folder.appending(path: $0).path) } == [])
    }

    @Test func `the README and the documentation lead to it`() throws {
        for (file, link) in [
            ("README.md", "(Sources/DagDSL/DagDSL.docc/WhereShown.md)"),
            ("Sources/DagDSL/DagDSL.docc/DagDSL.md", "<doc:WhereShown>"),
        ] {
            let text = try String(contentsOf: Self.package.appending(path: file), encoding: .utf8)
            #expect(text.contains(link), "\(file)")
        }
    }
}
