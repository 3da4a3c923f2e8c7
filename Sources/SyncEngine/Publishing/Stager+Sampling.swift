internal import Git
import System

extension Stager {
    /// How many files of the live tree are compared with the store before any of them is linked to.
    private static let sampleCount = 8
    private static let sampleLimit = 1 << 20

    /// Sampled files of the live tree whose content is no longer that of their object.
    nonisolated(nonsending)
        func tampered(_ previous: PreviousTree?, for commit: ObjectID) async throws -> [String]
    {
        guard let previous, !previous.records.isEmpty else { return [] }
        // Taken from the commit's id, so that each publish looks at other files.
        var cursor = commit.bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFFFF }
        var found: [String] = []
        for _ in 0..<Self.sampleCount {
            cursor = (cursor &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
            let record = previous.records[cursor % previous.records.count]
            guard !found.contains(record.path), record.kind.fileKind == .file,
                record.status.size <= Self.sampleLimit,
                await store.contains(record.id)
            else { continue }
            let expected = try await store.contents(of: record.id, limit: Self.sampleLimit)
            let path = "\(previous.live.directory)/\(record.path)"
            guard try files.status(path)?.kind == .file, try files.contents(path, limit: Self.sampleLimit) == expected
            else {
                found.append(record.path)
                continue
            }
        }
        return found
    }
}
