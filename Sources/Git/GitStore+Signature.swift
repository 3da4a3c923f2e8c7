internal import CGit2

/// A signature and the bytes that it is made over.
package struct ObjectSignature: Sendable, Equatable {
    /// In OpenPGP's or OpenSSH's armour.
    package let armour: [UInt8]
    package let payload: [UInt8]
}

extension GitStore {
    /// The signature in the commit's header; nil when it is not signed.
    package func signature(ofCommit commit: ObjectID) throws(GitError) -> ObjectSignature? {
        let context = GitContext(.readCommit, commit)
        let repository = try openRepository(context)
        var id = commit.libgit2
        var armour = git_buf()
        var payload = git_buf()
        defer {
            git_buf_dispose(&armour)
            git_buf_dispose(&payload)
        }
        guard try context.exists({ git_commit_extract_signature(&armour, &payload, repository, &id, nil) }) else {
            return nil
        }
        return ObjectSignature(armour: Self.bytes(of: armour), payload: Self.bytes(of: payload))
    }

    /// The signature at the end of the tag's message; nil when it is not signed.
    package func signature(ofTag tag: ObjectID) throws(GitError) -> ObjectSignature? {
        let context = GitContext(.readCommit, tag)
        let database = try openDatabase(context)
        var id = tag.libgit2
        let object = try Handle<StoredObject>(context) { git_odb_read(&$0, database, &id) }
        guard git_odb_object_type(object.pointer) == GIT_OBJECT_TAG else {
            throw context.error(.corrupt, "the object is not a tag")
        }
        return object.withBytes { content in
            let starts = Self.armourStarts.compactMap { Self.lastLine(starting: $0, in: content) }
            guard let start = starts.max() else { return nil }
            return ObjectSignature(armour: Array(content[start...]), payload: Array(content[..<start]))
        }
    }

    private static let armourStarts = [
        "-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP MESSAGE-----", "-----BEGIN SSH SIGNATURE-----",
    ]

    /// Where the last line that starts with `text` begins.
    private static func lastLine(starting text: String, in content: UnsafeRawBufferPointer) -> Int? {
        let pattern = Array(text.utf8)
        guard content.count >= pattern.count else { return nil }
        let newline = UInt8(ascii: "\n")
        return (0...(content.count - pattern.count)).last { place in
            (place == 0 || content[place - 1] == newline)
                && content[place..<place + pattern.count].elementsEqual(pattern)
        }
    }

    private static func bytes(of buffer: git_buf) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
    }
}
