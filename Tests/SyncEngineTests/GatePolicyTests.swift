import Git
import Testing

@testable import SyncEngine

@Suite("The gate's rules on paths and links")
struct GatePolicyTests {
    static let id: ObjectID = {
        guard let id = ObjectID(String(repeating: "1", count: 40)) else { preconditionFailure("40 digits are an id") }
        return id
    }()

    func refusals(_ paths: String...) -> [String] {
        PathPolicy.refusals(of: paths.map { TreeEntry(path: $0, kind: .file, id: Self.id) }).map(\.description)
    }

    @Test("allow what people write")
    func allowed() {
        #expect(refusals("a/b.py", ".gitignore", "a/.github/x", "dags/früh morgens.py", "…", ".airflowignore") == [])
    }

    @Test(
        "refuse what leads outside or looks like git's own folder",
        arguments: [
            "../x", "a/../b", "a/./b", "/etc/passwd", "a//b", ".git/config", "a/.GIT/hooks/x", ".git./x", ".git /x",
            "GIT~1/x", ".g\u{200C}it/config", ".git::$INDEX_ALLOCATION/x", "a\\b", "a\nb", "a/\u{7F}",
            String(repeating: "n", count: 256), String(repeating: "d/", count: 201) + "x",
        ])
    func refused(path: String) {
        #expect(refusals(path).count == 1)
    }

    @Test("refuse a path that is not UTF-8, is listed twice, or is file and folder")
    func refusedPairs() {
        let raw = TreeEntry(path: "\u{FFFD}", rawPath: [0xFF], kind: .file, id: Self.id)
        #expect(PathPolicy.refusals(of: [raw]).count == 1)
        #expect(refusals("a", "a") == ["a: is listed twice"])
        #expect(refusals("a", "a-b", "a/b/c") == ["a: is both a folder and something else"])
    }

    @Test("find what a new path is at odds with among those that were published before")
    func newBesideOld() {
        func refusals(_ paths: [String], new: Int...) -> [String] {
            let entries = paths.map { TreeEntry(path: $0, kind: .file, id: Self.id) }
            return PathPolicy.refusals(of: entries) { new.contains($0) }.map(\.description)
        }
        #expect(refusals(["a", "a-b", "a/b/c"], new: 0) == ["a: is both a folder and something else"])
        #expect(refusals(["a", "a-b", "a/b/c"], new: 2) == ["a: is both a folder and something else"])
        #expect(refusals(["a/b", "a/b/c/d", "a/b/c/e"], new: 1, 2) == ["a/b: is both a folder and something else"])
        #expect(refusals(["a", "a", "b"], new: 0) == ["a: is listed twice"])
        #expect(refusals(["a", "a", "b"], new: 1) == ["a: is listed twice"])
        #expect(refusals(["e\u{301}", "\u{e9}/x"], new: 0).count == 1)
        #expect(refusals(["e\u{301}", "\u{e9}/x"], new: 1).count == 1)
        #expect(refusals(["a-b", "a.b", "ab", "b/c"], new: 0, 1, 2, 3) == [])
    }

    @Test("allow links that stay inside, even dangling ones")
    func linksInside() {
        let policy = LinkPolicy(targets: ["a/b": "../c", "d": ".", "e/f": "../d/d/e", "g": "missing/x", "h": "a/b"])
        #expect(policy.refusals() == [])
    }

    @Test(
        "refuse links that lead outside, also through other links",
        arguments: [
            ["x": "/etc/passwd"], ["x": ".."], ["x": "a/../../b"], ["a/x": "../../b"], ["x": "y", "y": "x"], ["x": ""],
            ["a/b/root": "../..", "a/b/x": "root/../outside"],
        ])
    func linksOutside(targets: [String: String]) {
        #expect(!LinkPolicy(targets: targets).refusals().isEmpty)
    }
}
