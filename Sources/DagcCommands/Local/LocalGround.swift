import CodeModels
import Foundation
import LocalPlatform
import Workspace

/// What lies on the disk before the first part starts.
struct LocalGround {
    let place: LocalPlace
    let platform: LocalPlatform
    let needs: LocalNeeds

    func prepare(_ artifacts: ArtifactSet) async throws {
        try makeSecrets()
        for file in platform.files { try place.write(file.text, to: file.path, mode: file.isProgram ? 0o700 : 0o644) }
        try place.write(
            platform.supervisorConfiguration(password: place.read(.supervisorPassword)),
            to: place.folder.supervisorConfiguration, mode: 0o600)
        for folder in ["logs", "airflow", "prometheus", "alertmanager", "sync"] {
            try FileManager.default.createDirectory(
                atPath: "\(place.folder.state)/\(folder)", withIntermediateDirectories: true)
        }
        try keepSettings(artifacts)
        try await makeDatabase()
        try place.keep(platform)
    }

    /// Made up once, and never shown.
    private func makeSecrets() throws {
        func random(_ count: Int) -> Data {
            var generator = SystemRandomNumberGenerator()
            return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        }
        func keep(_ secret: LocalSecret, _ text: @autoclosure () throws -> String) throws {
            let path = place.folder.secret(secret)
            guard !FileManager.default.fileExists(atPath: path) else { return }
            try place.write(try text(), to: path, mode: 0o600)
        }
        let word = { random(24).map { String($0, radix: 16) }.joined() }
        try keep(.databasePassword, word())
        try keep(.supervisorPassword, word())
        try keep(.tokenSecret, word())
        // Airflow wants 32 bytes in the alphabet for URLs.
        try keep(
            .fernetKey,
            random(32).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_"))
        // The port may be another one than at the last start.
        let address =
            "postgresql+psycopg2://airflow:\(try place.read(.databasePassword))@"
            + "\(platform.ports.address(.postgres))/postgres"
        try place.write(address, to: place.folder.secret(.databaseAddress), mode: 0o600)
    }

    /// Files for people to fill in: the declared connections and variables, as far as they are not there yet.
    private func keepSettings(_ artifacts: ArtifactSet) throws {
        for (path, file) in [
            ("airflow/connections.json", place.folder.connections), ("airflow/variables.json", place.folder.variables),
        ] {
            guard !FileManager.default.fileExists(atPath: file) else { continue }
            let bytes = ArtifactPath(checking: path).flatMap { artifacts[$0]?.bytes }
            try place.write(bytes.map { String(decoding: $0, as: UTF8.self) } ?? "{}\n", to: file, mode: 0o600)
        }
    }

    private func makeDatabase() async throws {
        let data = place.folder.database
        guard !FileManager.default.fileExists(atPath: "\(data)/PG_VERSION") else { return }
        let home = URL(filePath: data).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let password = "\(home)/password"
        try place.write(place.read(.databasePassword), to: password, mode: 0o600)
        var command = [
            "\(needs.postgres)/initdb", "--pgdata", data, "--username", "airflow", "--auth", "scram-sha-256",
            "--pwfile",
            password, "--encoding", "UTF8", "--no-locale", "--no-sync",
        ]
        if let user = needs.databaseUser {
            try await call(["chown", "-R", "\(user):\(user)", home])
            command = ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"] + command
        }
        try await call(command)
        try FileManager.default.removeItem(atPath: password)
    }

    private func call(_ arguments: [String]) async throws {
        let ended = try await LocalProgram(arguments, in: place.folder.state).run()
        guard ended.status == 0 else {
            throw LocalStepFailed(
                step: "make the database", detail: ended.lastWords,
                advice: "every folder above \(place.folder.database) must be open to the user who runs PostgreSQL")
        }
    }
}

/// Airflow's database, once it answers.
struct LocalDatabase {
    let place: LocalPlace

    /// Brings the tables to what Airflow needs, and Airflow's pools to what the environment declares.
    func migrate(_ context: CommandContext) async throws {
        context.console.complain("preparing Airflow's database")
        try await call("db", "migrate")
        let pools = "\(place.folder.tree)/airflow/pools.json"
        guard FileManager.default.fileExists(atPath: pools) else { return }
        try await call("pools", "import", pools)
    }

    private func call(_ words: String...) async throws {
        let ended = try await LocalProgram([place.folder.airflow] + words, in: place.folder.state).run()
        guard ended.status == 0 else {
            throw LocalStepFailed(
                step: "prepare Airflow's database (`airflow \(words.joined(separator: " "))`)",
                detail: ended.lastWords,
                advice: "see `local logs postgres`; `local reset` begins anew")
        }
    }
}
