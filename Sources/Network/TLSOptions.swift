/// What a TLS client trusts and presents. Certificates and host names are always verified.
package struct TLSOptions: Sendable, Hashable {
    /// A PEM file of trusted authorities that replaces the system's; nil keeps the system's.
    package var certificateAuthorityFile: String?
    /// A PEM file with the client's certificate chain; nil presents none.
    package var clientCertificateFile: String?
    /// The PEM file of the client certificate's private key.
    package var clientKeyFile: String?

    /// Options; with no argument the system's trusted authorities and no client certificate.
    package init(
        certificateAuthorityFile: String? = nil, clientCertificateFile: String? = nil, clientKeyFile: String? = nil
    ) {
        self.certificateAuthorityFile = certificateAuthorityFile
        self.clientCertificateFile = clientCertificateFile
        self.clientKeyFile = clientKeyFile
    }
}
