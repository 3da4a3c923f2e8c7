package import TestSupport

/// Self-signed certificates of a server called `localhost` and of a client.
package struct TLSFiles: Sendable {
    package let serverCertificate: String
    package let serverKey: String
    package let clientCertificate: String
    package let clientKey: String

    /// New ones in `folder`, good for two days.
    package init(in folder: TemporaryFolder) throws {
        (serverCertificate, serverKey) = (folder.file("server.pem"), folder.file("server.key"))
        (clientCertificate, clientKey) = (folder.file("client.pem"), folder.file("client.key"))
        for (certificate, key) in [(serverCertificate, serverKey), (clientCertificate, clientKey)] {
            try run(
                "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate)
        }
    }
}
