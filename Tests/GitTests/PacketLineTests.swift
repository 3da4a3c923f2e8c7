import GitServers
import Testing

@testable import Git

/// Bytes that come in pieces of a given length.
private final class Pieces: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let length: Int

    init(_ text: String, length: Int) { (rest, self.length) = (bytes(text)[...], length) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CarrierFailure) -> Int {
        let piece = rest.prefix(min(length, buffer.count))
        buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }

    func waitAnew() {}
}

@Suite struct PacketLineTests {
    private func lines(_ text: String, pieces: Int = 7) throws -> [PacketLine] {
        var reader = PacketLineReader(Pieces(text, length: pieces))
        var lines: [PacketLine] = []
        while let line = try reader.nextOrEnd() { lines.append(line) }
        return lines
    }

    @Test(arguments: [1, 3, 4, 5, 100]) func `lines are read whatever pieces they come in`(pieces: Int) throws {
        let read = try lines("0006a\n0000000100020004000bhello, ", pieces: pieces)
        #expect(
            read == [.data(bytes("a\n")), .flush, .delimiter, .responseEnd, .data([]), .data(bytes("hello, "))])
        #expect(read.first?.text == "a")
    }

    @Test(arguments: ["0003", "zzzz", "000", "0006a", "fff1", "-001", "00 6ab"])
    func `what is no line, or half of one, is refused`(text: String) throws {
        #expect(try #require(throws: CarrierFailure.self) { _ = try lines(text) }.category == .network)
    }

    @Test func `what is written is read again`() throws {
        var writer = PacketLineWriter()
        writer.line("want 1")
        writer.delimiter()
        writer.line(String(repeating: "x", count: 300))
        writer.flush()
        let read = try lines(String(decoding: writer.bytes, as: UTF8.self))
        #expect(read.map(\.text) == ["want 1", nil, String(repeating: "x", count: 300), nil])
        #expect(read[1] == .delimiter && read[3] == .flush)
    }

    private func packet(_ text: String) -> String {
        let digits = String(text.utf8.count + 4, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits + text
    }

    private func greeting(_ lines: [String]) throws -> (ServerCapabilities, ReferenceAdvertisement?) {
        let text = lines.map { ["0000", "0001"].contains($0) ? $0 : packet($0) }.joined()
        var reader = PacketLineReader(Pieces(text, length: 11))
        return try ReferenceLines.greeting(&reader)
    }

    /// What hosts were seen to answer, in their own words.
    @Test func `hosts are understood that speak version 2`() throws {
        let hosts = [
            // GitHub: no line about the service.
            [
                "version 2\n", "agent=git/github-8f4c1d2\n", "ls-refs=unborn\n", "fetch=shallow wait-for-done filter\n",
                "server-option\n", "object-format=sha1\n", "0000",
            ],
            // GitLab and Gitea: git's own, behind a line about the service.
            [
                "# service=git-upload-pack\n", "0000", "version 2\n", "agent=git/2.45.1\n", "ls-refs=unborn\n",
                "fetch=shallow wait-for-done filter\n", "server-option\n", "object-format=sha1\n", "object-info\n",
                "0000",
            ],
            // JGit (Gerrit): fewer words, and no ends of lines.
            ["# service=git-upload-pack", "0000", "version 2", "ls-refs", "fetch=shallow", "server-option", "0000"],
        ]
        for host in hosts {
            let (capabilities, references) = try greeting(host)
            #expect(capabilities.version == .v2 && references == nil)
            #expect(capabilities.canFetch("shallow"))
        }
    }

    /// Azure DevOps: version 0 alone, no thin packs, no filter.
    @Test func `hosts are understood that know version 0 alone`() throws {
        let id = String(repeating: "ab", count: 20)
        let (capabilities, references) = try greeting([
            "# service=git-upload-pack\n", "0000",
            "\(id) HEAD\0 multi_ack thin-pack side-band side-band-64k no-progress shallow "
                + "allow-tip-sha1-in-want filter symref=HEAD:refs/heads/main\n",
            "\(id) refs/heads/main\n", "\(id) refs/tags/v1\n", "\(id) refs/tags/v1^{}\n", "0000",
        ])
        #expect(capabilities.version == .v0 && capabilities.canFetch("shallow"))
        #expect(references?.references.map(\.name) == ["HEAD", "refs/heads/main", "refs/tags/v1"])
        #expect(references?.resolve("HEAD")?.symbolicTarget == "refs/heads/main")
        #expect(references?.resolve("v1")?.peeled?.description == id)
    }

    @Test func `objects with other names are refused by that`() throws {
        let id = String(repeating: "ab", count: 32)
        for lines in [
            ["version 2\n", "ls-refs\n", "fetch\n", "object-format=sha256\n", "0000"],
            ["\(id) HEAD\0thin-pack object-format=sha256\n", "0000"],
        ] {
            let failure = try #require(throws: CarrierFailure.self) { _ = try greeting(lines) }
            #expect(failure.category == .invalid && failure.message.contains("sha256"))
        }
    }
}
