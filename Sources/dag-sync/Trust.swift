import Network

extension OptionValues {
    /// What every TLS client of the process trusts: git's, the hooks', the alerts' and those that ask for credentials.
    func trust() throws -> TLSOptions { TLSOptions(certificateAuthorityFile: try self[SyncOptions.caFile]) }

    /// What git presents to its host beside that.
    func gitTLS() throws -> TLSOptions {
        var tls = try trust()
        tls.clientCertificateFile = try self[SyncOptions.clientCertificateFile]
        tls.clientKeyFile = try self[SyncOptions.clientKeyFile]
        return tls
    }

    /// A client for anything but git itself.
    func client() throws -> HTTPClient { HTTPClient(tls: try trust(), userAgent: "dag-sync/\(DagSync.version)") }
}
