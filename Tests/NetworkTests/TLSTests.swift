import GitServers
import Network
import TestSupport
import Testing

/// A TLS 1.3 server with a certificate of its own authority, on loopback.
private struct TLSServer {
    let folder: TemporaryFolder
    let process: ServerProcess
    var url: String { "https://localhost:\(process.port)/" }
    var authority: String { folder.file("server.pem") }

    init(wantsClientCertificate: Bool = false) throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        for name in ["server", "client"] {
            try run(
                "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.file("\(name).key"),
                "-out", folder.file("\(name).pem"))
        }
        process = try ServerProcess(log: folder.file("log")) { port in
            let client = ["-Verify", "1", "-verify_return_error", "-CAfile", folder.file("client.pem")]
            return [
                "openssl", "s_server", "-tls1_3", "-quiet", "-www", "-accept", "127.0.0.1:\(port)",
                "-cert", folder.file("server.pem"), "-key", folder.file("server.key"),
            ] + (wantsClientCertificate ? client : [])
        }
    }
}

@Suite struct TLSTests {
    private func kind(_ server: TLSServer, _ tls: TLSOptions, url: String? = nil) async throws -> NetworkError.Kind {
        let client = HTTPClient(tls: tls)
        return try await #require(throws: NetworkError.self) {
            try await client.send(HTTPRequest(.get, url ?? server.url))
        }.kind
    }

    @Test func `a server of TLS 1.3 alone is spoken to when its authority is trusted`() async throws {
        let server = try TLSServer()
        let client = HTTPClient(tls: TLSOptions(certificateAuthorityFile: server.authority))
        #expect(try await client.send(HTTPRequest(.get, server.url)).status == 200)
    }

    @Test func `an unknown authority, another host's certificate and a missing file are refused`() async throws {
        let server = try TLSServer()
        #expect(try await kind(server, TLSOptions()) == .tls)
        let trusted = TLSOptions(certificateAuthorityFile: server.authority)
        #expect(try await kind(server, trusted, url: "https://127.0.0.1:\(server.process.port)/") == .tls)
        #expect(try await kind(server, TLSOptions(certificateAuthorityFile: server.folder.file("none"))) == .invalid)
    }

    @Test func `a server that wants a client certificate is told of as a matter of TLS`() async throws {
        let server = try TLSServer(wantsClientCertificate: true)
        #expect(try await kind(server, TLSOptions(certificateAuthorityFile: server.authority)) == .tls)
    }

    @Test func `a client certificate is presented where the server wants one`() async throws {
        let server = try TLSServer(wantsClientCertificate: true)
        let client = HTTPClient(
            tls: TLSOptions(
                certificateAuthorityFile: server.authority, clientCertificateFile: server.folder.file("client.pem"),
                clientKeyFile: server.folder.file("client.key")))
        #expect(try await client.send(HTTPRequest(.get, server.url)).status == 200)
        let bare = HTTPClient(tls: TLSOptions(certificateAuthorityFile: server.authority))
        await #expect(throws: NetworkError.self) { try await bare.send(HTTPRequest(.get, server.url)) }
    }
}
