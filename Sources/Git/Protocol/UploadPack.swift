/// A conversation with git-upload-pack at a server: version 2 of the protocol where the server has it, else version 0.
final class UploadPack {
    private let carrier: any SmartCarrier
    private var reader: PacketLineReader
    let capabilities: ServerCapabilities
    /// All references of the server; nil in version 2, where they are asked for.
    private let advertised: ReferenceAdvertisement?

    /// - Parameter known: what the server said before, where each request stands for itself: it is not asked again.
    init(over carrier: any SmartCarrier, known: ServerCapabilities? = nil) throws(CarrierFailure) {
        self.carrier = carrier
        if let known, carrier.isStateless, known.version == .v2 {
            reader = PacketLineReader(carrier)
            (capabilities, advertised) = (known, nil)
            return
        }
        try carrier.begin(.uploadPackReferences)
        var first = PacketLineReader(carrier)
        (capabilities, advertised) = try ReferenceLines.greeting(&first)
        reader = first
        if carrier.isStateless { carrier.endExchange() }
    }

    deinit { carrier.close() }

    /// The references that `name` can mean; nil for all.
    func references(named name: String?) throws(CarrierFailure) -> ReferenceAdvertisement {
        if let advertised { return advertised }
        var lines = PacketLineWriter()
        FetchRequest.begin("ls-refs", capabilities, &lines)
        lines.line("peel")
        lines.line("symrefs")
        if let name {
            for prefix in ReferenceAdvertisement.candidates(for: name) { lines.line("ref-prefix \(prefix)") }
        }
        lines.flush()
        try send(lines.bytes)
        let listed = try ReferenceLines.listing(&reader)
        if carrier.isStateless { carrier.endExchange() }
        return listed
    }

    /// Hands the pack for `request` to `pack` piece by piece, and returns what else the server said.
    func fetch(
        _ request: FetchRequest, pack: ([UInt8]) throws(CarrierFailure) -> Void
    ) throws(CarrierFailure) -> FetchAnswer {
        try send(request.bytes(for: capabilities))
        let answer = try FetchAnswer.read(capabilities.version, from: &reader, pack: pack)
        if carrier.isStateless { carrier.endExchange() }
        return answer
    }

    private func send(_ bytes: [UInt8]) throws(CarrierFailure) {
        if carrier.isStateless {
            try carrier.begin(.uploadPack)
            reader = PacketLineReader(carrier)
        }
        // No closure of the standard library throws a typed error.
        let failure = bytes.withUnsafeBytes { bytes -> CarrierFailure? in
            do throws(CarrierFailure) { try carrier.write(bytes) } catch { return error }
            return nil
        }
        if let failure { throw failure }
    }
}
