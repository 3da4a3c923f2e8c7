package import Network

/// Asks Airflow to look at once at the DAG files that a publish changed, so that nobody waits for its timers.
///
/// A known file is parsed anew on request. A new one cannot be named in a request, but with Airflow 3 any request
/// makes the DAG processor list the whole bundle again, which finds it. Airflow 2 finds it by its own interval.
package struct AirflowHook: Sendable {
    package enum Login: Sendable {
        case none
        case user(String, SecretSource)
        case token(SecretSource)
    }

    package struct Settings: Sendable {
        /// The server's address, below which `/api` is.
        let url: String
        /// Airflow's DAG folder as a path in the tree; empty for the whole tree.
        let dagsFolder: String
        let login: Login
        /// For one request.
        let timeLimit: Duration
        package let tls: TLSOptions

        /// - Parameter dagsFolder: `.` for the whole tree.
        package init(url: String, dagsFolder: String, login: Login, timeLimit: Duration, tls: TLSOptions) {
            self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
            self.dagsFolder = dagsFolder.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
            self.login = login
            self.timeLimit = timeLimit
            self.tls = tls
        }
    }

    /// Of more files than this at once Airflow is only asked to list its folder, where it finds all of them by their
    /// times.
    private static let requestLimit = 50

    private let settings: Settings
    private let client: HTTPClient

    package init(_ settings: Settings, client: HTTPClient) {
        self.settings = settings
        self.client = client
    }

    /// Makes the requests for one publish; the result is what went wrong, or nil.
    func send(_ notice: PublishNotice) async -> String? {
        let changed = Set(notice.changed.compactMap(pathInFolder))
        let removed = Set(notice.removed.compactMap(pathInFolder))
        guard !changed.isEmpty || !removed.isEmpty else { return nil }
        do throws(AirflowProblem) {
            let session = try await AirflowSession(settings, client: client)
            let known = try await session.files(in: settings.dagsFolder)
            var requested = known.filter { changed.contains($0.path) }
            let hasNew = changed.count > requested.count || !removed.isEmpty
            if session.listsOnRequest, requested.count > Self.requestLimit { requested = [] }
            // One request for each bundle that none of the others is for.
            if session.listsOnRequest, hasNew || requested.isEmpty {
                var bundles = Set(requested.map(\.bundle))
                for file in known where bundles.insert(file.bundle).inserted { requested.append(file) }
            }
            for file in requested { try await session.parse(file) }
            return nil
        } catch {
            return error.message
        }
    }

    /// The path below Airflow's DAG folder; nil for a file outside of it.
    private func pathInFolder(_ path: String) -> String? {
        guard !settings.dagsFolder.isEmpty else { return path }
        let prefix = "\(settings.dagsFolder)/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
    }
}

/// Why Airflow did not do what it was asked for.
struct AirflowProblem: Error {
    let message: String
}

/// One DAG file as Airflow knows it.
struct AirflowFile: Sendable, Equatable {
    /// Below the DAG folder.
    let path: String
    /// Empty for Airflow 2, which has none.
    let bundle: String
    /// What a request names the file by.
    let token: String
}
