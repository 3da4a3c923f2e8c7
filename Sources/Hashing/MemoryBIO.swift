internal import COpenSSL

/// Bytes that OpenSSL reads, copied into memory of its own: an array that is passed to a C function is only there
/// during the call, so a reader of the array's memory would read what others put there since.
struct MemoryBIO: ~Copyable {
    let pointer: OpaquePointer

    /// nil for more bytes than OpenSSL counts.
    init?(_ bytes: [UInt8]) {
        guard let length = Int32(exactly: bytes.count), let made = BIO_new(BIO_s_mem()) else { return nil }
        guard bytes.isEmpty || BIO_write(made, bytes, length) == length else {
            BIO_free(made)
            return nil
        }
        pointer = made
    }

    deinit { BIO_free(pointer) }
}
