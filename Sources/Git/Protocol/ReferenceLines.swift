/// Reads references as servers list them, in either form of the protocol.
enum ReferenceLines {
    /// More references than any repository has, so that an endless list cannot fill the memory.
    private static let limit = 2_000_000

    /// The first answer of a server: what it can do, and in version 0 all references too.
    static func greeting(
        _ reader: inout PacketLineReader
    ) throws(CarrierFailure) -> (ServerCapabilities, ReferenceAdvertisement?) {
        var line = try reader.next()
        // Over http a line about the service comes first, with some servers in version 2 too.
        if line.text?.hasPrefix("# service=") == true {
            line = try reader.next()
            if line == .flush { line = try reader.next() }
        }
        if line.text == "version 2" { return (try capabilities(&reader), nil) }
        if line.text == "version 1" { line = try reader.next() }
        return try advertisement(from: line, &reader)
    }

    private static func capabilities(_ reader: inout PacketLineReader) throws(CarrierFailure) -> ServerCapabilities {
        var capabilities = ServerCapabilities(version: .v2)
        while true {
            let line = try reader.next()
            if line == .flush { break }
            try refuseError(line)
            capabilities.add(line.text ?? "")
        }
        try capabilities.requireReadableNames()
        guard capabilities.has("fetch"), capabilities.has("ls-refs") else {
            throw CarrierFailure(.network, "the server has no command to list or fetch with")
        }
        return capabilities
    }

    /// `<id> <name>`, after the first one a NUL and the capabilities; `<name>^{}` is what the tag before it leads to.
    private static func advertisement(
        from first: PacketLine, _ reader: inout PacketLineReader
    ) throws(CarrierFailure) -> (ServerCapabilities, ReferenceAdvertisement) {
        var capabilities = ServerCapabilities(version: .v0)
        var references: [ReferenceAdvertisement.Reference] = []
        var line = first
        var isFirst = true
        while line != .flush {
            try refuseError(line)
            guard var text = line.text else { throw garbage }
            if isFirst, let end = text.firstIndex(of: "\0") {
                for word in text[end...].dropFirst().split(separator: " ") { capabilities.add(word) }
                text = String(text[..<end])
                // Ids of another length could not be read.
                try capabilities.requireReadableNames()
            }
            isFirst = false
            if !text.hasPrefix("shallow ") { try add(text, to: &references) }
            line = try reader.next()
        }
        let target = capabilities.headTarget
        let listed = references.map { $0.name == "HEAD" ? $0.standing(for: target) : $0 }
        return (capabilities, ReferenceAdvertisement(references: listed))
    }

    private static func add(
        _ text: String, to references: inout [ReferenceAdvertisement.Reference]
    ) throws(CarrierFailure) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = ObjectID(parts[0]) else { throw garbage }
        // What an empty repository has in the place of its first reference.
        if parts[1] == "capabilities^{}" { return }
        if parts[1].hasSuffix("^{}"), let tag = references.last, "\(tag.name)^{}" == parts[1] {
            references[references.count - 1] = .init(name: tag.name, id: tag.id, peeled: id)
            return
        }
        try append(.init(name: parts[1], id: id), to: &references)
    }

    /// `<id> <name>`, and after them `symref-target:<name>` and `peeled:<id>`.
    static func listing(_ reader: inout PacketLineReader) throws(CarrierFailure) -> ReferenceAdvertisement {
        var references: [ReferenceAdvertisement.Reference] = []
        while true {
            let line = try reader.next()
            if line == .flush { return ReferenceAdvertisement(references: references) }
            try refuseError(line)
            guard let words = line.text?.split(separator: " ").map(String.init), words.count >= 2 else { throw garbage }
            // HEAD of a repository without commits.
            if words[0] == "unborn" { continue }
            guard let id = ObjectID(words[0]) else { throw garbage }
            let attribute = { (name: String) in words.dropFirst(2).first { $0.hasPrefix(name) }?.dropFirst(name.count) }
            try append(
                .init(
                    name: words[1], id: id, peeled: attribute("peeled:").flatMap { ObjectID(String($0)) },
                    symbolicTarget: attribute("symref-target:").map { String($0) }),
                to: &references)
        }
    }

    private static func append(
        _ reference: ReferenceAdvertisement.Reference, to references: inout [ReferenceAdvertisement.Reference]
    ) throws(CarrierFailure) {
        guard references.count < limit else {
            throw CarrierFailure(.tooLarge, "the server lists more than \(limit) references")
        }
        references.append(reference)
    }

    private static let garbage = CarrierFailure(.network, "the list of references is not of git's protocol")

    /// What the server says in place of an answer.
    static func refuseError(_ line: PacketLine) throws(CarrierFailure) {
        guard let text = line.text, text.hasPrefix("ERR ") else { return }
        throw CarrierFailure(serverWords: String(text.dropFirst(4)))
    }
}

extension ReferenceAdvertisement.Reference {
    fileprivate func standing(for target: String?) -> Self {
        Self(name: name, id: id, peeled: peeled, symbolicTarget: target)
    }
}

extension CarrierFailure {
    /// Why a server ended an exchange, by what git-upload-pack and its hosts say.
    init(serverWords words: String) {
        let words = words.filter { character in
            character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
        }
        let absent = ["not our ref", "not exported", "not found", "does not exist", "unadvertised object"]
        self.init(
            absent.contains { words.lowercased().contains($0) } ? .notFound : .other,
            words.isEmpty ? "the server gave up without a reason" : "the server says: \(words)")
    }
}
