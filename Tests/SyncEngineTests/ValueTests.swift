import Documents
import Git
import System
import Testing

@testable import SyncEngine

@Suite("Values that are written down")
struct ValueTests {
    @Test(
        "timestamps are RFC 3339 in UTC",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00.000Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399, "2100-02-28T23:59:59.000Z"), (4_107_542_400, "2100-03-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.000Z"), (1_798_761_599, "2026-12-31T23:59:59.000Z"),
        ])
    func timestamps(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).rfc3339 == text)
    }

    @Test("JSON escapes what has to be escaped and keeps the rest")
    func json() {
        let value = Document.object([
            ("a\"b", .string("x\n\u{1}\\ü\u{1F600}")), ("n", .number(.infinity)), ("l", .array([.int(1), .null])),
        ])
        #expect(value.compactJSON == #"{"a\"b":"x\n\u0001\\ü😀","n":null,"l":[1,null]}"#)
    }

    @Test("JSON is read as it was written, with escapes, blanks and numbers")
    func jsonReading() throws {
        let text = #" {"a\"\u0041\ud83d\ude00": [1, -2.5e1, true, null, "ü\n"], "b": {}, "c": []} "#
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(value.compactJSON == #"{"a\"A😀":[1,-2.5e1,true,null,"ü\n"],"b":{},"c":[]}"#)
        #expect(try JSONParser.parse(Array(value.compactJSON.utf8)) == value)
    }

    @Test(
        "what is no JSON is not read",
        arguments: [
            "", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "\"", "\"\\x\"", "\"\\ud800\"", "\"\\u12\"", "nul", "+1", ".5",
            "1 2",
            "\"\n\"", "--1", String(repeating: "[", count: 10_000),
        ])
    func brokenJSON(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test("file records come back as they were, and half a list is no list")
    func records() throws {
        let status = FileStatus(kind: .file, mode: 0o444, inode: 7, size: 12, modified: 1_800_000_000_123_456_789)
        let record = FileRecord(path: "a b/ü\n.py", kind: .file, id: GatePolicyTests.id, status: status)
        let bytes = FileRecords.encode([record, record])
        #expect(FileRecords.decode(bytes) == [record, record])
        #expect(FileRecords.decode(Array(bytes.dropLast())) == nil)
        #expect(FileRecords.decode([0x20, 0]) == nil)
        // A clock that was wrong by decades has made such files.
        let early = FileStatus(kind: .file, mode: 0o444, inode: .max, size: 12, modified: -1_000_000_007)
        let old = FileRecord(path: "old", kind: .file, id: GatePolicyTests.id, status: early)
        #expect(FileRecords.decode(FileRecords.encode([old])) == [old])
        #expect(FileRecords.decode([]) == [])
    }

    @Test("two trees are compared path by path")
    func changes() throws {
        let other = try #require(ObjectID(String(repeating: "2", count: 40)))
        let status = FileStatus(kind: .file, mode: 0o444, inode: 7, size: 12, modified: 1)
        func record(_ path: String, _ kind: TreeEntry.Kind = .file) -> FileRecord {
            FileRecord(path: path, kind: kind, id: GatePolicyTests.id, status: status)
        }
        let entries = [
            TreeEntry(path: "a", kind: .file, id: GatePolicyTests.id), TreeEntry(path: "b", kind: .file, id: other),
            TreeEntry(path: "c", kind: .executable, id: GatePolicyTests.id),
            TreeEntry(path: "new", kind: .file, id: other),
        ]
        let changes = TreeChanges(
            of: entries, since: [record("a"), record("aa"), record("b"), record("c"), record("z")])
        #expect(changes.changed == ["b", "c", "new"])
        #expect(changes.removed == ["aa", "z"])
        #expect(changes.files.map { $0.unchanged != nil } == [true, false, false, false])
    }

    @Test(
        "the link's target is relative, wherever the link is",
        arguments: [
            ("current", "trees/1/abc"), ("a/b/current", "../../trees/1/abc"), ("/data/x", "../dags/root/trees/1/abc"),
        ])
    func targets(link: String, target: String) {
        let root = TreeRoot(directory: "/dags/root/", link: link)
        #expect(root.relativeTarget(to: "/dags/root/trees/1/abc") == target)
    }
}
