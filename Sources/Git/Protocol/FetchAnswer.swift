/// Reads what a server answers to a `FetchRequest`, in either form of the protocol.
package struct FetchAnswer {
    /// Commits that the server says it sent without their parents.
    package private(set) var shallow: [ObjectID] = []
    /// How much of the server's own words is kept for an error.
    private static let wordsLimit = 4 << 10
    private var words: [UInt8] = []

    /// Hands the pack to `pack` piece by piece.
    ///
    /// - Throws: what `pack` throws, and why the answer is none.
    package static func read(
        _ version: ServerCapabilities.Version, from reader: inout PacketLineReader,
        pack: ([UInt8]) throws(CarrierFailure) -> Void
    ) throws(CarrierFailure) -> FetchAnswer {
        var answer = FetchAnswer()
        switch version {
        case .v2: try answer.readSections(&reader, pack)
        case .v0: try answer.readNegotiation(&reader, pack)
        }
        return answer
    }

    /// Sections with a title each; the pack is the last one.
    private mutating func readSections(
        _ reader: inout PacketLineReader, _ pack: ([UInt8]) throws(CarrierFailure) -> Void
    ) throws(CarrierFailure) {
        while true {
            let title = try reader.next()
            try ReferenceLines.refuseError(title)
            guard let title = title.text else { throw CarrierFailure(.network, "the answer holds no pack") }
            if title == "packfile" { return try readBands(nil, &reader, pack) }
            while true {
                let line = try reader.next()
                if line == .delimiter { break }
                guard let text = line.text else { throw CarrierFailure(.network, "the answer holds no pack") }
                noteShallow(text)
            }
        }
    }

    /// Shallow commits and a flush where a depth was asked for, then what both sides have, then the pack: in bands where
    /// the server has them, else as it is.
    private mutating func readNegotiation(
        _ reader: inout PacketLineReader, _ pack: ([UInt8]) throws(CarrierFailure) -> Void
    ) throws(CarrierFailure) {
        while try !reader.isAtPack() {
            let line = try reader.next()
            guard case .data(let bytes) = line else { continue }
            if let band = bytes.first, band <= 3 { return try readBands(line, &reader, pack) }
            try ReferenceLines.refuseError(line)
            let text = line.text ?? ""
            guard text == "NAK" || text.hasPrefix("ACK ") || noteShallow(text) else {
                throw CarrierFailure(.network, "the answer to the request for a pack is not of git's protocol")
            }
        }
        while true {
            let bytes = try reader.nextBytes()
            if bytes.isEmpty { return }
            try pack(bytes)
        }
    }

    /// The pack, words for a person, and why the server gave up, by the first byte of each line.
    private mutating func readBands(
        _ first: PacketLine?, _ reader: inout PacketLineReader, _ pack: ([UInt8]) throws(CarrierFailure) -> Void
    ) throws(CarrierFailure) {
        var line = if let first { first } else { try next(&reader) }
        while case .data(let bytes) = line {
            switch bytes.first {
            // A server that takes long to make the pack says so every few seconds (upload-pack's keep-alive).
            case 1 where bytes.count == 1: reader.waitAnew()
            case 1: try pack(Array(bytes.dropFirst()))
            case 2: words += bytes.dropFirst().prefix(max(0, Self.wordsLimit - words.count))
            case 3:
                let reason = String(decoding: bytes.dropFirst() + words, as: UTF8.self)
                throw CarrierFailure(serverWords: reason)
            default:
                try ReferenceLines.refuseError(line)
                throw CarrierFailure(.network, "the pack comes in a way that is not of git's protocol")
            }
            line = try next(&reader)
        }
    }

    /// A server that died says why in what it has sent for people, if anywhere.
    private func next(_ reader: inout PacketLineReader) throws(CarrierFailure) -> PacketLine {
        do throws(CarrierFailure) { return try reader.next() } catch {
            guard error.category == .network, !words.isEmpty else { throw error }
            let said = CarrierFailure(serverWords: String(decoding: words, as: UTF8.self)).message
            throw CarrierFailure(.network, "\(error.message); \(said)")
        }
    }

    @discardableResult
    private mutating func noteShallow(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard words.count == 2, let id = ObjectID(String(words[1])) else { return false }
        if words[0] == "shallow" { shallow.append(id) }
        return words[0] == "shallow" || words[0] == "unshallow"
    }
}
