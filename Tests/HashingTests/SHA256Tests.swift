import Hashing
import Testing

@Suite struct SHA256Tests {
    @Test func `digests are those of the standard's examples`() {
        #expect(
            SHA256.digest(of: Array("abc".utf8)).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.digest(of: []).description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `a digest does not depend on how the data was divided`() {
        let data = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        var hash = SHA256()
        for start in stride(from: 0, to: data.count, by: 617) {
            hash.update(data[start..<min(start + 617, data.count)])
        }
        let digest = hash.finalize()
        #expect(digest == SHA256.digest(of: data))
    }

    @Test func `a code is the one of RFC 4231's second case, and no other message or key has it`() throws {
        let key = Array("Jefe".utf8)
        let message = Array("what do ya want for nothing?".utf8)
        let code = try #require(
            SHA256Digest(hexadecimal: "5BDCC146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"))
        #expect(HMACSHA256.isValid(code, for: message, key: key))
        #expect(!HMACSHA256.isValid(code, for: message + [0], key: key))
        #expect(!HMACSHA256.isValid(code, for: message, key: []))
    }

    @Test(arguments: ["", "5bdc", String(repeating: "0", count: 63) + "g", String(repeating: "0", count: 66)])
    func `text that is not a digest is not read as one`(text: String) {
        #expect(SHA256Digest(hexadecimal: text) == nil)
    }
}
