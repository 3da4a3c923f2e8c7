import Foundation
import GitServers
import TestSupport

@testable import SyncEngine

/// Commits that git itself would not make: their trees are written byte by byte.
struct HostileCommit: Sendable {
    /// One entry of a tree; the object is made when the commit is.
    struct Entry: Sendable {
        let mode: String
        let name: [UInt8]
        let object: Object

        init(_ mode: String, _ name: [UInt8], _ object: Object) {
            self.mode = mode
            self.name = name
            self.object = object
        }

        init(_ mode: String, _ name: String, _ object: Object) { self.init(mode, Array(name.utf8), object) }
    }

    indirect enum Object: Sendable {
        case blob(String)
        case bytes([UInt8])
        case tree([Entry])
        /// A tree in a tree in a tree …, with as many entries in each.
        case bomb(depth: Int, width: Int)
        case commit
    }

    let name: String
    let entries: [Entry]

    init(_ name: String, _ entries: [Entry]) {
        self.name = name
        self.entries = entries
    }

    private static func file(_ name: String) -> Entry { Entry("100644", name, .blob("hostile\n")) }
    private static func folder(_ name: String, _ entries: Entry...) -> Entry { Entry("40000", name, .tree(entries)) }
    private static func link(_ name: String, to target: String) -> Entry { Entry("120000", name, .blob(target)) }

    static let refused: [HostileCommit] = [
        HostileCommit("..", [folder("..", file("planted"))]),
        HostileCommit(".", [folder(".", file("planted"))]),
        HostileCommit("a path as a name", [file("../../../planted")]),
        HostileCommit("an absolute path as a name", [file("/tmp/planted")]),
        HostileCommit("an empty name", [file("")]),
        HostileCommit(".git", [folder(".git", file("config"))]),
        HostileCommit(".GIT", [folder(".GIT", file("config"))]),
        HostileCommit(".git for HFS+", [folder(".g\u{200C}it", file("config"))]),
        HostileCommit(".git for NTFS", [folder("git~1", file("config"))]),
        HostileCommit(".git with a stream", [folder(".git::$INDEX_ALLOCATION", file("config"))]),
        HostileCommit(".git below a folder", [folder("dags", folder(".git ", file("config")))]),
        HostileCommit("an absolute link", [link("passwd", to: "/etc/passwd")]),
        HostileCommit("a link out", [link("out", to: "../../../../../etc/passwd")]),
        HostileCommit("a link out through a link", [link("a", to: "b/.."), link("b", to: "c/../..")]),
        HostileCommit(
            "a link out that hides behind another spelling",
            [link("a\u{308}", to: "/etc/passwd"), link("\u{E4}", to: "index")]),
        HostileCommit(
            "a link out that hides behind a Kelvin sign", [link("K", to: "/etc/passwd"), link("\u{212A}", to: "index")]),
        HostileCommit(
            "two folders of one name",
            [folder("a\u{308}", file("x")), folder("\u{E4}", file("x"))]),
        HostileCommit("links in a circle", [link("a", to: "b"), link("b", to: "a")]),
        HostileCommit("a link without a target", [link("a", to: "")]),
        HostileCommit("a link to a NUL", [link("a", to: "b\0c")]),
        HostileCommit("a link to bytes that are no text", [Entry("120000", "a", .bytes([0xFF, 0xFE]))]),
        HostileCommit("a link as a folder", [link("a", to: "dags"), folder("a", file("planted"))]),
        HostileCommit("not UTF-8", [Entry("100644", [0x66, 0xFF, 0xFE], .blob("hostile\n"))]),
        HostileCommit("a line end in a name", [file("a\nb")]),
        HostileCommit("an escape sequence in a name", [file("\u{1B}[2J")]),
        HostileCommit("a backslash in a name", [file("a\\b")]),
        HostileCommit("a name of 300 bytes", [file(String(repeating: "n", count: 300))]),
        HostileCommit("one name twice", [file("same"), file("same")]),
        HostileCommit("names out of order", [file("z"), file("b")]),
        HostileCommit(
            "300 nested folders",
            [
                (0..<300).reduce(file("deep")) { inner, _ in Entry("40000", "d", .tree([inner])) }
            ]),
        HostileCommit("10^12 files in 12 trees", [Entry("40000", "bomb", .bomb(depth: 12, width: 10))]),
        HostileCommit("more files than allowed", (1000...2100).map { file("f\($0)") }),
        HostileCommit(
            "a larger file than allowed", [Entry("100644", "big", .blob(String(repeating: "0", count: 9 << 20)))]),
        HostileCommit("a submodule", [Entry("160000", "module", .commit)]),
    ]

    /// Makes the commit the head of `main`; its `index` is of `round`.
    func push(to repository: ServedRepository, round: String, in folder: TemporaryFolder) throws {
        let index = Entry("100644", "index", .blob("\(round)\n"))
        // As git sorts them, unless the order is the harm: every other harm is to be found for itself.
        let order = { (entry: Entry) in entry.name + (entry.mode == "40000" ? [UInt8(ascii: "/")] : []) }
        let sorted = ([index] + entries).sorted { order($0).lexicographicallyPrecedes(order($1)) }
        let tree = try write(.tree(name == "names out of order" ? sorted.reversed() : sorted), repository, folder)
        let commit = try repository.git("commit-tree", "-m", name, tree)
        try repository.git("update-ref", "refs/heads/main", commit)
    }

    private func write(_ object: Object, _ repository: ServedRepository, _ folder: TemporaryFolder) throws -> String {
        switch object {
        case .commit: return String(repeating: "1", count: 40)
        case .bytes(let bytes): return try store("blob", bytes, repository, folder)
        case .blob(let text): return try store("blob", Array(text.utf8), repository, folder)
        case .bomb(let depth, let width):
            var entry = try write(.blob("hostile\n"), repository, folder)
            for level in 0..<depth {
                let mode = level == 0 ? "100644" : "40000"
                let bytes = try (0..<width).flatMap { try line(mode, Array("n\($0)".utf8), entry) }
                entry = try store("tree", bytes, repository, folder)
            }
            return entry
        case .tree(let entries):
            var written: [String: String] = [:]
            var bytes: [UInt8] = []
            for entry in entries {
                var id: String?
                if case .blob(let text) = entry.object { id = written[text] }
                let made = try id ?? write(entry.object, repository, folder)
                if case .blob(let text) = entry.object { written[text] = made }
                bytes += try line(entry.mode, entry.name, made)
            }
            return try store("tree", bytes, repository, folder)
        }
    }

    private func line(_ mode: String, _ name: [UInt8], _ id: String) throws -> [UInt8] {
        let digits = Array(id)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        return Array("\(mode) ".utf8) + name + [0] + bytes
    }

    private func store(_ type: String, _ bytes: [UInt8], _ repository: ServedRepository, _ folder: TemporaryFolder)
        throws -> String
    {
        let file = folder.file("object")
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return try repository.git("hash-object", "-w", "--literally", "-t", type, file)
    }
}
