/// Where a local platform lies: all of its state in one folder, and beside that what outlives a reset.
package struct LocalFolder: Sendable, Equatable, Codable {
    /// The folder `.dagc` of a package.
    package let root: String

    /// - Parameter package: the folder of the package whose pipelines run.
    package init(ofPackage package: String) { root = "\(package)/.dagc" }

    /// What `reset` removes.
    package var state: String { "\(root)/local" }
    /// What people fill in: values of connections and variables.
    package var settings: String { "\(root)/settings" }
    /// The platform's own Python environment, which takes minutes to make where packages come over a slow line.
    package var ownPython: String { "\(root)/python" }
    /// Where dag-sync is built when it is not beside the command.
    package var programs: String { "\(root)/programs" }

    package var connections: String { "\(settings)/connections.json" }
    package var variables: String { "\(settings)/variables.json" }

    package var repository: String { "\(state)/repository.git" }
    package var sync: String { "\(state)/sync" }
    /// The tree that dag-sync publishes, and that everything here reads.
    package var tree: String { "\(sync)/current" }
    package var database: String { "\(state)/postgres/data" }
    /// Where tasks leave the results of checks.
    package var results: String { "\(state)/results" }
    package var messages: String { "\(state)/receiver/messages.jsonl" }

    /// What a platform was started as.
    package var record: String { "\(state)/platform.json" }
    package var supervisorConfiguration: String { "\(state)/supervisord.conf" }

    /// The file of one secret, which only its owner can read.
    package func secret(_ secret: LocalSecret) -> String { "\(state)/secrets/\(secret.rawValue)" }

    /// Airflow's command line, with the settings of the platform.
    package var airflow: String { "\(state)/airflow.sh" }

    package func script(of part: String) -> String { "\(state)/parts/\(part).sh" }
    package func log(of part: String) -> String { "\(state)/logs/\(part).log" }
}

/// What is made up for each platform when it first starts. Programs read the files; no argument or variable holds one.
package enum LocalSecret: String, CaseIterable, Sendable {
    case databasePassword = "database-password"
    /// The address of the database, with the password in it.
    case databaseAddress = "database-address"
    case fernetKey = "fernet-key"
    case tokenSecret = "token-secret"
    case supervisorPassword = "supervisor-password"
}
