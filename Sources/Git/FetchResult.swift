/// What a fetch brought.
package struct FetchResult: Sendable, Equatable {
    /// The commit that was asked for, now in the store.
    package let commit: ObjectID
    /// Objects received; 0 when the store had them all.
    package let receivedObjects: Int
    /// Bytes of pack data received.
    package let receivedBytes: Int

    /// A result with these values.
    package init(commit: ObjectID, receivedObjects: Int, receivedBytes: Int) {
        self.commit = commit
        self.receivedObjects = receivedObjects
        self.receivedBytes = receivedBytes
    }
}
