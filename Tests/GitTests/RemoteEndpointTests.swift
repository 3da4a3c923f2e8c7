import Git
import Network
import Testing

@Suite struct RemoteEndpointTests {
    @Test(arguments: [
        ("https://host/r.git", RemoteEndpoint.Scheme.http), ("HTTP://host/r", .http), ("ssh://git@host:22/r", .ssh),
        ("git@host:team/r.git", .ssh), ("host:r", .ssh), ("/srv/r.git", .local), ("./a:b", .local),
        ("file:///srv/r.git", .local), ("relative/r", .local),
    ])
    func `an address is told apart as git does it`(address: String, scheme: RemoteEndpoint.Scheme) throws {
        #expect(try RemoteEndpoint(address).scheme == scheme)
    }

    @Test(arguments: [
        "", "git://host/r", "ftp://host/r", "https://", "ssh://host", "ssh://-oProxyCommand=x/r", "-oProxyCommand=x:r",
        "ssh://-u@host/r", "https://host/\n", "ssh://host:99999/r",
    ])
    func `an address that cannot be used is invalid`(address: String) {
        #expect { try RemoteEndpoint(address) } throws: { ($0 as? GitError)?.category == .invalid }
    }

    @Test func `credentials in the address are used and not shown`() throws {
        let remote = try RemoteEndpoint("https://ann:p%40ss@host/r.git")
        #expect(remote.credentials == BasicCredentials(username: "ann", password: Secret("p@ss")))
        #expect(remote.url == "https://host/r.git")
        #expect(!"\(remote)".contains("p%40ss"))
        #expect(try !"\(RemoteEndpoint("ssh://ann:secret@host/r"))".contains("secret"))
    }
}
