import DagDSL
import Foundation
import Git
import Network
import TestSupport
import Testing

@testable import DagcCommands

@Suite struct RepositoryAccessTests {
    @Test(arguments: [
        "https://ann:hunter2@git.example.com/dags.git", "http://:hunter2@git.example.com/dags.git",
        "ssh://git:hunter2@git.example.com/dags.git",
    ])
    func `a password in an address is refused and not repeated`(address: String) async throws {
        let error = await #expect(throws: AccessRefusal.self) {
            try await RepositoryAccess(address, nil, Self.context(["HOME": "/nowhere"]))
        }
        let words = try #require(error?.description)
        #expect(words.contains("there is a password in the address") && !words.contains("hunter2"))
    }

    @Test func `credentials come from the environment before a netrc file, and from that before git's helpers`()
        async throws
    {
        let folder = try TemporaryFolder()
        let netrc = try folder.write("machine git.example.com\nlogin ann\npassword from-netrc\n", to: "netrc")
        let store = try folder.write("https://ann:from-helper@git.example.com\n", to: "credentials")
        let settings = try folder.write("[credential]\n\thelper = store --file=\(store)\n", to: "gitconfig")
        var variables = [
            "HOME": folder.path, "NETRC": netrc, "GIT_CONFIG_GLOBAL": settings, "DAGC_GIT_PASSWORD": "from-variable",
            "DAGC_GIT_USERNAME": "robot",
        ]
        #expect(try await Self.credentials(variables) == BasicCredentials(username: "robot", password: "from-variable"))
        variables["DAGC_GIT_PASSWORD"] = nil
        variables["DAGC_GIT_PASSWORD_FILE"] = try folder.write("from-file\n", to: "token")
        #expect(try await Self.credentials(variables) == BasicCredentials(username: "robot", password: "from-file"))
        variables["DAGC_GIT_PASSWORD_FILE"] = nil
        #expect(try await Self.credentials(variables) == BasicCredentials(username: "ann", password: "from-netrc"))
        variables["NETRC"] = nil
        #expect(try await Self.credentials(variables) == BasicCredentials(username: "ann", password: "from-helper"))
        variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
        #expect(try await Self.credentials(variables) == nil)
    }

    @Test func `a file of credentials that cannot be read is named`() async throws {
        let error = await #expect(throws: AccessRefusal.self) {
            try await Self.credentials(["HOME": "/nowhere", "DAGC_GIT_PASSWORD_FILE": "/nowhere/token"])
        }
        #expect(error?.description.contains("/nowhere/token, which DAGC_GIT_PASSWORD_FILE names") == true)
    }

    private static func credentials(_ variables: [String: String]) async throws -> BasicCredentials? {
        try await RepositoryAccess("https://git.example.com/team/dags.git", nil, context(variables)).endpoint
            .credentials
    }

    private static func context(_ variables: [String: String]) -> CommandContext {
        CommandContext(catalog: Catalog(project: Nothing(), pipelines: []), folder: "/", variables: variables)
    }

    private struct Nothing: Project {
        let name: Name = "nothing"
        let start = Day(2026, 1, 1)
        let environments: [Environment] = []
    }
}

extension BasicCredentials {
    fileprivate init(username: String, password: String) {
        self.init(username: username, password: Secret(password))
    }
}

@Suite struct NetrcTests {
    @Test func `logins are read as ftp and curl read them`() {
        let netrc = Netrc(
            """
            # of the team
            machine a.example.com login ann password "two words \\" quoted"
            machine b.example.com
                login bob
                account none
                password machine
            macdef init
            machine c.example.com login c password c

            machine d.example.com password alone
            default login any password one
            """)
        #expect(netrc.login(for: "A.example.com", named: nil)?.password == "two words \" quoted")
        #expect(
            netrc.login(for: "b.example.com", named: nil)
                == .init(host: "b.example.com", login: "bob", password: "machine"))
        #expect(netrc.login(for: "c.example.com", named: nil)?.login == "any")
        #expect(netrc.login(for: "d.example.com", named: "dora")?.password == "alone")
        #expect(netrc.login(for: "a.example.com", named: "bob") == nil)
    }
}

@Suite struct CommitTrailersTests {
    private static let commit = String(repeating: "a1", count: 20)

    @Test func `a message with trailers gives them back, whatever else it says`() throws {
        let source = SourceRevision(commit: Self.commit, isChanged: true)
        let trailers = CommitTrailers(source: source, plan: "12ab", environment: "production")
        for message in ["Publish 3 pipelines", "Subject\n\n+ a.py\n\nReviewed-by: Ann\n\n\n", "Dagc-Plan: not mine"] {
            let text = trailers.appended(to: message)
            #expect(CommitTrailers(of: text) == trailers, "\(text)")
            #expect(text.hasPrefix(message.split(separator: "\n")[0]))
        }
        #expect(trailers.appended(to: "A").contains("\n\nDagc-Source: \(Self.commit) (changed)\nDagc-Plan: 12ab\n"))
    }

    @Test func `a commit of somebody else has none`() {
        #expect(CommitTrailers(of: "Publish 3 pipelines\n\n+ a.py\n") == nil)
        #expect(CommitTrailers(of: "Dagc-Plan: 1\nDagc-Version: 2\n\nand then more") == nil)
        #expect(CommitTrailers(of: "") == nil)
    }
}

@Suite struct RepositoryFolderTests {
    @Test(arguments: ["", "/", "/a", "a//b", "..", "a/../b", "a/.git", "a\\b", "a\u{7}"])
    func `a folder lies below the root`(text: String) {
        #expect(throws: (any Error).self) { try RepositoryFolder(argument: text) }
    }

    @Test func `paths are taken relative to it by whole names`() throws {
        let folder = try RepositoryFolder(argument: "platform/dags/")
        #expect(folder.relative("platform/dags/a/b.py") == "a/b.py")
        #expect(folder.relative("platform/dags2/a.py") == nil && folder.relative("platform/dags") == nil)
    }
}
