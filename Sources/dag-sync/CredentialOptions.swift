import CommandLine
import Documents
import Network
import SyncEngine

extension SyncOptions {
    static let credential = Option<[CredentialList]>.repeated(
        "credential", as: "JSON", environment: gitSync("CREDENTIAL"), separator: nil,
        "Login for the addresses below one, as JSON or a list of it: url, username, and password-file. A password "
            + "itself is taken from the environment only."
    ).secret().inSection("Credentials")
    static let askpassURL = Option<String?>.optional(
        "askpass-url", as: "URL", environment: gitSync("ASKPASS_URL"),
        "Server that answers with lines username=… and password=…, asked before every sync."
    ).secret().inSection("Credentials")
    static let cookieFile = Option<CookieFile?>.flag(
        "cookie-file", environment: gitSync("COOKIE_FILE"),
        "Send the cookies of /etc/git-secret/cookie_file, or with =FILE those of another file, to the git host."
    ).inSection("Credentials")
    static let caFile = Option<String?>.optional(
        "ca-file", as: "FILE", environment: ["DAG_SYNC_CA_FILE", "GIT_SSL_CAINFO", "SSL_CERT_FILE"],
        "PEM file of the authorities to trust in place of the system's, whatever is spoken to over TLS. $GIT_SSL_CAINFO "
            + "and $SSL_CERT_FILE are read too."
    ).inSection("Credentials")
    static let clientCertificateFile = Option<String?>.optional(
        "client-cert-file", as: "FILE", environment: ["DAG_SYNC_CLIENT_CERT_FILE"],
        "PEM file with the certificate that the git host is shown."
    ).inSection("Credentials")
    static let clientKeyFile = Option<String?>.optional(
        "client-key-file", as: "FILE", environment: ["DAG_SYNC_CLIENT_KEY_FILE"],
        "PEM file with the private key of --client-cert-file."
    ).inSection("Credentials")

    static let gitHubBaseURL = Option(
        "github-base-url", as: "URL", default: "https://api.github.com", environment: gitSync("GITHUB_BASE_URL"),
        "Address of GitHub's API."
    ).inSection("GitHub App")
    static let gitHubPrivateKey = Option<String?>.optional(
        "github-app-private-key", environment: gitSync("GITHUB_APP_PRIVATE_KEY"), "Private key of the app, in PEM."
    ).secret().environmentOnly().inSection("GitHub App")
    static let gitHubPrivateKeyFile = Option<String?>.optional(
        "github-app-private-key-file", as: "FILE", environment: gitSync("GITHUB_APP_PRIVATE_KEY_FILE"),
        "File with the private key of the app, in PEM."
    ).inSection("GitHub App")
    static let gitHubApplication = Option<Int?>.optional(
        "github-app-application-id", environment: gitSync("GITHUB_APP_APPLICATION_ID"), "Numeric id of the app."
    ).inSection("GitHub App")
    static let gitHubClient = Option<String?>.optional(
        "github-app-client-id", as: "ID", environment: gitSync("GITHUB_APP_CLIENT_ID"),
        "Client id of the app, in place of its numeric id."
    ).inSection("GitHub App")
    static let gitHubInstallation = Option<Int?>.optional(
        "github-app-installation-id", environment: gitSync("GITHUB_APP_INSTALLATION_ID"),
        "Installation whose repositories are read."
    ).inSection("GitHub App")

    static let credentialOptions: [any CommandOption] = [
        credential, askpassURL, cookieFile, caFile, clientCertificateFile, clientKeyFile, gitHubBaseURL,
        gitHubPrivateKey, gitHubPrivateKeyFile, gitHubApplication, gitHubClient, gitHubInstallation,
    ]
}

/// What `--cookie-file` names: git-sync's fixed file, any other one, or none.
struct CookieFile: ArgumentValue {
    static let placeholder = "FILE"
    /// nil for `--cookie-file=false`.
    let path: String?

    init(argument: String) {
        do throws(InvalidArgument) {
            path = try Bool(argument: argument) ? "/etc/git-secret/cookie_file" : nil
        } catch {
            path = argument
        }
    }

    var argument: String { path ?? "false" }
}

/// One value of `--credential`: an object or a list of objects, as git-sync takes them.
struct CredentialList: ArgumentValue {
    static let placeholder = "JSON"

    struct Entry: Sendable {
        let url: String
        let username: String
        let password: String?
        let passwordFile: String?
    }

    let entries: [Entry]

    init(argument: String) throws(InvalidArgument) {
        let expectation = "expected JSON with url, username and password-file, or a list of such objects"
        let document: Document
        do throws(JSONSyntaxError) { document = try JSONParser.parse(Array(argument.utf8)) } catch {
            throw InvalidArgument(expectation)
        }
        let objects = if case .array(let values) = document { values } else { [document] }
        entries = objects.compactMap(Entry.init)
        guard entries.count == objects.count else { throw InvalidArgument(expectation) }
        for entry in entries {
            guard (entry.password == nil) != (entry.passwordFile == nil) else {
                throw InvalidArgument("expected either password-file or password for each url")
            }
            _ = try entry.scope()
        }
    }

    /// Nothing shows it: the option is secret.
    var argument: String { "***" }
}

extension CredentialList.Entry {
    fileprivate init?(_ object: Document) {
        guard let url = object["url"]?.string, let username = object["username"]?.string else { return nil }
        self.init(
            url: url, username: username, password: object["password"]?.string,
            passwordFile: object["password-file"]?.string)
    }

    func scope() throws(InvalidArgument) -> URLScope {
        do throws(NetworkError) { return try URLScope(url) } catch {
            throw InvalidArgument("expected an http or https address as url")
        }
    }

    func login() throws(InvalidArgument) -> ScopedLogin {
        let source = passwordFile.map(SecretSource.file) ?? .value(Secret(password ?? ""))
        return ScopedLogin(scope: try scope(), login: PasswordLogin(username: username, password: source))
    }
}

extension OptionValues {
    /// Everything that opens remotes.
    func remoteAccess() throws -> RemoteAccess {
        var access = RemoteAccess()
        if let password = try secret(SyncOptions.password, SyncOptions.passwordFile) {
            access.password = PasswordLogin(username: try self[SyncOptions.username] ?? "", password: password)
        }
        access.scoped = try credentials()
        access.askpass = try self[SyncOptions.askpassURL].map {
            AskpassURL(url: Secret($0), client: try client())
        }
        access.gitHubApp = try gitHubApp()
        access.cookieFile = try self[SyncOptions.cookieFile]?.path
        access.tls = try gitTLS()
        access.ssh = try sshOptions()
        return access
    }

    func gitHubApp() throws -> GitHubApp? {
        let key = try secret(SyncOptions.gitHubPrivateKey, SyncOptions.gitHubPrivateKeyFile)
        let (client, application) = (try self[SyncOptions.gitHubClient], try self[SyncOptions.gitHubApplication])
        guard client == nil || application == nil else {
            throw InvalidArgument(
                "\(spelling(of: SyncOptions.gitHubClient)) and \(spelling(of: SyncOptions.gitHubApplication)) were both "
                    + "given: expected one")
        }
        let issuer = client ?? application.map { String($0) }
        let installation = try self[SyncOptions.gitHubInstallation]
        guard key != nil || issuer != nil || installation != nil else { return nil }
        guard let key, let issuer, let installation else {
            throw InvalidArgument(
                "--github-app-private-key-file, --github-app-installation-id, and --github-app-client-id or "
                    + "--github-app-application-id are needed together")
        }
        let settings = GitHubApp.Settings(
            baseURL: try self[SyncOptions.gitHubBaseURL], issuer: issuer, installation: installation, privateKey: key)
        return GitHubApp(settings, client: try self.client())
    }

    func credentials() throws -> [ScopedLogin] {
        let entries = try self[SyncOptions.credential].flatMap(\.entries)
        if entries.contains(where: { $0.password != nil }), origin(of: SyncOptions.credential) == .argument {
            throw InvalidArgument(
                "--credential: a password may stand in $GITSYNC_CREDENTIAL only, because arguments are visible to other "
                    + "processes; use password-file")
        }
        return try entries.map { try $0.login() }
    }
}
