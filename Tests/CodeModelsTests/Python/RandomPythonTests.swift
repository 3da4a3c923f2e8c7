import CodeModels
import Foundation
import TestSupport
import Testing

@Suite("Any module")
struct RandomPythonTests {
    static let modules = (1...400).map { seed -> PythonModule in
        var random = RandomPython(seed: UInt64(seed))
        return random.module()
    }

    @Test("is rendered as ruff format would leave it")
    func isFormatted() async throws {
        try await withTemporaryFolder { folder in
            try write(RandomPythonTests.modules, to: folder)
            let difference = try await PythonTools.formatDifference(in: folder)
            #expect(difference.isEmpty, "\(difference.prefix(20000))")
        }
    }

    @Test("has its imports sorted, used and complete")
    func importsAreSorted() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "jobs"), withIntermediateDirectories: true)
            for name in ["__init__.py", "cleaning.py"] { try Data().write(to: folder.appending(path: "jobs/\(name)")) }
            try write(RandomPythonTests.modules, to: folder)
            let result = try await PythonTools.ruff(
                "check", "--select", "I,F401,W291,W293", "--output-format", "concise", ".", in: folder)
            #expect(result.status == 0, "\(result.account.prefix(20000))")
        }
    }

    @Test("is read back by Python as the model says")
    func isReadBack() async throws {
        try await withTemporaryFolder { folder in
            let paths = try write(RandomPythonTests.modules, to: folder)
            let result = try await PythonTools.python("Python/syntax_tree.py", paths, in: folder)
            try #require(result.status == 0, "\(result.account.suffix(2000))")
            let trees = result.output.split(separator: "\n")
            try #require(trees.count == paths.count)
            for (index, module) in RandomPythonTests.modules.enumerated() {
                #expect(trees[index] == SyntaxTree.of(module), "\(paths[index])")
            }
        }
    }

    @Test("is rendered to the same bytes each time")
    func isDeterministic() {
        for module in RandomPythonTests.modules {
            #expect(PythonRenderer.render(module) == PythonRenderer.render(module))
        }
    }

    @discardableResult
    private func write(_ modules: [PythonModule], to folder: URL) throws -> [String] {
        try modules.enumerated().map { index, module in
            let file = folder.appending(path: "module_\(index + 1).py")
            try Data(PythonRenderer.render(module).utf8).write(to: file)
            return file.lastPathComponent
        }
    }
}
