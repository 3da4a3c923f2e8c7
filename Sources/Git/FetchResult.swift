/// What a fetch brought.
package struct FetchResult: Sendable, Equatable {
    /// The commit that was asked for, now in the store.
    package let commit: ObjectID
    /// The annotated tag that led to it, if one did.
    package let tag: ObjectID?
    /// Objects received; 0 when the store had them all.
    package let receivedObjects: Int
    /// Bytes of pack data received.
    package let receivedBytes: Int

    /// A result with these values.
    package init(commit: ObjectID, tag: ObjectID? = nil, receivedObjects: Int, receivedBytes: Int) {
        self.commit = commit
        self.tag = tag
        self.receivedObjects = receivedObjects
        self.receivedBytes = receivedBytes
    }
}
