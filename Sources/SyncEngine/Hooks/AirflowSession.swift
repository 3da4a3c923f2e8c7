internal import Documents
internal import Network

/// The REST API of one Airflow: v2 of Airflow 3, or v1 of Airflow 2, whichever is there.
struct AirflowSession {
    private enum Version: String {
        case v1, v2
    }

    /// DAGs that are asked for at a time; a larger page is cut by Airflow's own limit.
    private static let page = 100
    private static let pageBytes = 8 << 20

    private let settings: AirflowHook.Settings
    private let client: HTTPClient
    private let version: Version
    private var headers: HTTPHeaders = ["Accept": "application/json", "Content-Type": "application/json"]
    private var credentials: BasicCredentials?

    /// Finds out which API is there and logs in; passwords and tokens are read here, so that a renewed one counts.
    nonisolated(nonsending)
        init(_ settings: AirflowHook.Settings, client: HTTPClient) async throws(AirflowProblem)
    {
        self.settings = settings
        self.client = client
        let probe = HTTPRequest(.get, "\(settings.url)/api/v2/version", deadlines: Deadlines(total: settings.timeLimit))
        let status: Int
        do throws(NetworkError) { status = try await client.send(probe).status } catch {
            throw AirflowProblem(message: "Airflow cannot be reached: \(error.withoutAddress)")
        }
        guard status < 500 else { throw AirflowProblem(message: "Airflow answers with status \(status)") }
        version = (200..<300).contains(status) ? .v2 : .v1
        switch settings.login {
        case .none: break
        case .token(let source): headers["Authorization"] = "Bearer \(try Self.read(source).reveal())"
        case .user(let name, let source):
            let password = try Self.read(source)
            switch version {
            case .v1: credentials = BasicCredentials(username: name, password: password)
            case .v2: headers["Authorization"] = "Bearer \(try await token(of: name, password))"
            }
        }
    }

    /// Whether a request for one file makes Airflow look for new and removed ones too.
    var listsOnRequest: Bool { version == .v2 }

    /// Every DAG file that Airflow knows, each once.
    ///
    /// - Parameter folder: the DAG folder as a path in the tree.
    nonisolated(nonsending)
        func files(in folder: String) async throws(AirflowProblem) -> [AirflowFile]
    {
        var files: [AirflowFile] = []
        var tokens: Set<String> = []
        var offset = 0
        while true {
            let filter = version == .v2 ? "exclude_stale=false" : "only_active=false"
            let path = "dags?limit=\(Self.page)&offset=\(offset)&\(filter)"
            let document = try await document(.get, path)
            guard case .array(let dags) = document["dags"] else {
                throw AirflowProblem(message: "Airflow's list of DAGs is not one")
            }
            for dag in dags {
                guard let file = file(dag, in: folder), tokens.insert(file.token).inserted else { continue }
                files.append(file)
            }
            offset += dags.count
            guard case .int(let total) = document["total_entries"], !dags.isEmpty, offset < total else {
                return files
            }
        }
    }

    /// Asks for a file to be parsed before all others. One that Airflow has forgotten meanwhile is no error.
    nonisolated(nonsending)
        func parse(_ file: AirflowFile) async throws(AirflowProblem)
    {
        let response = try await send(.put, "parseDagFile/\(file.token)")
        // Of two requests for one file Airflow 3 refuses the second while the first is waiting.
        guard response.status != 404, response.status != 409 else { return }
        try Self.requireSuccess(response, of: "parseDagFile")
    }

    private func file(_ dag: Document, in folder: String) -> AirflowFile? {
        guard let token = dag["file_token"]?.string else { return nil }
        if let path = dag["relative_fileloc"]?.string {
            return AirflowFile(path: path, bundle: dag["bundle_name"]?.string ?? "", token: token)
        }
        // Airflow 2 knows the absolute path alone, which goes through the link and the folder.
        guard let path = dag["fileloc"]?.string else { return nil }
        let end = folder.isEmpty ? nil : path.firstRange(of: "/\(folder)/")?.upperBound
        let relative = end.map { String(path[$0...]) } ?? path.split(separator: "/").last.map(String.init) ?? path
        return AirflowFile(path: relative, bundle: "", token: token)
    }

    nonisolated(nonsending)
        private func token(of name: String, _ password: Secret) async throws(AirflowProblem) -> String
    {
        let login = Document.object([("username", .string(name)), ("password", .string(password.reveal()))])
        let request = HTTPRequest(
            .post, "\(settings.url)/auth/token", headers: headers, body: Array(login.compactJSON.utf8),
            deadlines: Deadlines(total: settings.timeLimit))
        let response = try await Self.answer(request, client)
        try Self.requireSuccess(response, of: "/auth/token")
        guard let token = try Self.parsed(response)["access_token"]?.string else {
            throw AirflowProblem(message: "Airflow's /auth/token answers without a token")
        }
        return token
    }

    nonisolated(nonsending)
        private func document(_ method: HTTPRequest.Method, _ path: String) async throws(AirflowProblem) -> Document
    {
        let response = try await send(method, path)
        try Self.requireSuccess(response, of: "the list of DAGs")
        return try Self.parsed(response)
    }

    nonisolated(nonsending)
        private func send(_ method: HTTPRequest.Method, _ path: String) async throws(AirflowProblem) -> HTTPResponse
    {
        let request = HTTPRequest(
            method, "\(settings.url)/api/\(version.rawValue)/\(path)", headers: headers, credentials: credentials,
            deadlines: Deadlines(total: settings.timeLimit), maximumResponseBytes: Self.pageBytes)
        return try await Self.answer(request, client)
    }

    nonisolated(nonsending)
        private static func answer(_ request: HTTPRequest, _ client: HTTPClient) async throws(AirflowProblem)
        -> HTTPResponse
    {
        do throws(NetworkError) { return try await client.send(request) } catch {
            throw AirflowProblem(message: "Airflow cannot be asked: \(error.withoutAddress)")
        }
    }

    private static func requireSuccess(_ response: HTTPResponse, of what: String) throws(AirflowProblem) {
        switch response.status {
        case 200..<300: return
        case 401, 403:
            let advice =
                "check --airflow-username and --airflow-password-file, or --airflow-token-file, and that the "
                + "user may read and edit DAGs"
            throw AirflowProblem(message: "Airflow refuses \(what) with status \(response.status): \(advice)")
        default: throw AirflowProblem(message: "Airflow answers \(what) with status \(response.status)")
        }
    }

    private static func parsed(_ response: HTTPResponse) throws(AirflowProblem) -> Document {
        do throws(JSONSyntaxError) { return try JSONParser.parse(response.body) } catch {
            throw AirflowProblem(message: "Airflow's answer is no JSON: \(error)")
        }
    }

    private static func read(_ source: SecretSource) throws(AirflowProblem) -> Secret {
        do throws(SyncError) { return try source.read() } catch { throw AirflowProblem(message: error.message) }
    }
}
