import Foundation
import Testing

/// What the Swift compiler has to refuse, and in which words, for the language to keep its promises.
@Suite struct MustNotCompileTests {
    @Test func `every marked line is refused as it says, and no other line is`() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
        let expected = try files.flatMap(Expectation.read)
        #expect(expected.count > 30, "the marked files are not where this test looks for them")

        let errors = try await TypeCheck.errors(in: files)
        for expectation in expected {
            let messages = errors[expectation.line, default: []]
            #expect(
                messages.contains { $0.contains(expectation.message) },
                "\(expectation.line) is not refused with `\(expectation.message)` but with \(messages)")
        }
        for line in Set(errors.keys).subtracting(expected.map(\.line)).sorted() {
            Issue.record("\(line) is refused without a mark: \(errors[line, default: []])")
        }
    }
}

/// A line that ends in `// error: words`, which a message of the compiler has to hold.
struct Expectation {
    let line: SourceLine
    let message: String

    static func read(_ file: URL) throws -> [Expectation] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, text in
            text.firstRange(of: "// error: ").map { mark in
                Expectation(
                    line: SourceLine(file: file.lastPathComponent, number: index + 1),
                    message: String(text[mark.upperBound...]))
            }
        }
    }
}

/// A line of one of the files.
struct SourceLine: Hashable, Comparable, CustomStringConvertible {
    let file: String
    let number: Int

    var description: String { "\(file):\(number)" }

    static func < (left: SourceLine, right: SourceLine) -> Bool {
        (left.file, left.number) < (right.file, right.number)
    }
}
