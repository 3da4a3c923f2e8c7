import CommandLine
import Foundation
import Git
import Network

/// How a DAG repository is reached, and what lets one in.
struct RepositoryAccess {
    let endpoint: RemoteEndpoint
    /// Git's helper that gave the credentials, which is told whether they were good.
    private let helper: CredentialHelper?

    /// - Parameter arguments: of a command that has ``RepositoryOptions/access``; nil for what is on this machine.
    /// - Throws: `AccessRefusal` for a password in the address, `GitError` when the address is none.
    init(_ address: String, _ arguments: ParsedArguments?, _ context: CommandContext) async throws {
        let user = try Self.user(in: address)
        var endpoint = try RemoteEndpoint(address)
        endpoint.credentials = nil
        if let arguments {
            endpoint.ssh.keyFiles = try arguments.value(RepositoryOptions.sshKeyFile).map(context.path)
            endpoint.ssh.knownHostsFile = try arguments.value(RepositoryOptions.sshKnownHostsFile).map(context.path)
            endpoint.tls.certificateAuthorityFile = try arguments.value(RepositoryOptions.caFile).map(context.path)
        }
        if let command = context.variables["GIT_SSH_COMMAND"], !command.isEmpty { endpoint.ssh.command = command }
        var helper: CredentialHelper?
        if endpoint.scheme == .http {
            endpoint.credentials = try Self.stated(user, context.variables) ?? Self.netrc(endpoint, user, context)
            if endpoint.credentials == nil {
                let git = GitProgram(folder: context.folder, variables: context.variables)
                helper = await CredentialHelper(endpoint.url, user: user, git)
                endpoint.credentials = helper?.credentials
            }
        }
        self.endpoint = endpoint
        self.helper = helper
    }

    /// Tells git's helper how the credentials fared, so that it keeps good ones and forgets bad ones.
    func settle(_ error: GitError?) async {
        switch error?.category {
        case nil: await helper?.tell("approve")
        case .authentication: await helper?.tell("reject")
        default: break
        }
    }

    /// The user that an address names. Whatever lists processes or a shell's history shows a password in it.
    private static func user(in address: String) throws(AccessRefusal) -> String? {
        let start = address.firstRange(of: "://")?.upperBound ?? address.startIndex
        let authority = address[start...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        let user = authority[..<at]
        guard !user.contains(":") else { throw .passwordInAddress(ShownAddress(address).text) }
        return user.removingPercentEncoding
    }

    /// What the environment says; an argument would be visible to every process of the machine.
    private static func stated(_ user: String?, _ variables: [String: String]) throws -> BasicCredentials? {
        var password = variables["DAGC_GIT_PASSWORD"]
        if let file = variables["DAGC_GIT_PASSWORD_FILE"] {
            do {
                password = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
            } catch {
                throw AccessRefusal.unreadable("DAGC_GIT_PASSWORD_FILE", file, error.localizedDescription)
            }
        }
        // Hosts ask for some name beside a token; this is the one that GitHub documents, and others take any.
        let name = variables["DAGC_GIT_USERNAME"] ?? user ?? "x-access-token"
        return password.map { BasicCredentials(username: name, password: Secret($0)) }
    }

    private static func netrc(
        _ endpoint: RemoteEndpoint, _ user: String?, _ context: CommandContext
    ) throws -> BasicCredentials? {
        let stated = context.variables["NETRC"]
        guard let file = stated ?? context.variables["HOME"].map({ "\($0)/.netrc" }),
            stated != nil || FileManager.default.fileExists(atPath: file)
        else { return nil }
        let text: String
        do { text = try String(contentsOfFile: file, encoding: .utf8) } catch {
            throw AccessRefusal.unreadable("NETRC", file, error.localizedDescription)
        }
        let login = Netrc(text).login(for: try HTTPAddress(endpoint.url).host, named: user)
        return login.flatMap { login in
            login.password.map { BasicCredentials(username: login.login ?? user ?? "", password: Secret($0)) }
        }
    }
}

/// Why a repository is not even asked.
enum AccessRefusal: Error, CustomStringConvertible {
    /// With the address, without the password.
    case passwordInAddress(String)
    case unreadable(String, String, String)

    var description: String {
        switch self {
        case .passwordInAddress(let address):
            "there is a password in the address of \(address), where every process of the machine can read it; keep it in "
                + "~/.netrc, in a file that DAGC_GIT_PASSWORD_FILE names, or in git's credential helper"
        case .unreadable(let variable, let file, let reason): "cannot read \(file), which \(variable) names: \(reason)"
        }
    }
}

/// Credentials from git's own helpers (gitcredentials(7)).
struct CredentialHelper {
    let credentials: BasicCredentials
    private let git: GitProgram
    private let description: String

    /// Nil when git is not here, or none of its helpers knows the address.
    init?(_ address: String, user: String?, _ git: GitProgram) async {
        let query = "url=\(address)\n" + (user.map { "username=\($0)\n" } ?? "") + "\n"
        guard let answer = await git.answer("credential", "fill", input: query) else { return nil }
        var fields: [String: String] = [:]
        for line in answer.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
        }
        guard let name = fields["username"], let password = fields["password"] else { return nil }
        credentials = BasicCredentials(username: name, password: Secret(password))
        self.git = git
        description = answer + "\n\n"
    }

    /// - Parameter verdict: `approve` or `reject`.
    func tell(_ verdict: String) async { _ = await git.answer("credential", verdict, input: description) }
}
