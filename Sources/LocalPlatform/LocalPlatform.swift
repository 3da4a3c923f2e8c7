import CodeModels

/// A whole platform on one machine: which programs run, with which files, and where people look.
///
/// It is a value: what it says is written and started by others.
package struct LocalPlatform: Sendable, Codable {
    package let folder: LocalFolder
    package let ports: LocalPorts
    package let machine: LocalMachine
    /// Whether the environment declares who hears of what; without that nothing watches.
    package let isWatched: Bool

    package init(folder: LocalFolder, ports: LocalPorts, machine: LocalMachine, isWatched: Bool) {
        self.folder = folder
        self.ports = ports
        self.machine = machine
        self.isWatched = isWatched
    }

    /// In the order in which people read of them.
    package var parts: [LocalPart] {
        let watching = [metricsBridge, prometheus, alertmanager, receiver, pushgateway]
        return [postgres, dagSync, apiServer, scheduler, dagProcessor, triggerer] + (isWatched ? watching : [])
    }

    /// The files that the parts are started with.
    package var files: [LocalFile] {
        parts.map { part in
            LocalFile(
                folder.script(of: part.name), part.script.render("Part of the local platform: \(part.name)."),
                isProgram: true)
        } + [
            LocalFile(folder.airflow, airflowCommandLine, isProgram: true),
            LocalFile("\(folder.state)/published.sh", publishedScript, isProgram: true),
            LocalFile("\(folder.state)/receiver.py", String(decoding: PackageResources.receiver_py, as: UTF8.self)),
            LocalFile(
                "\(folder.state)/statsd_metrics.py",
                String(decoding: PackageResources.statsd_metrics_py, as: UTF8.self)),
        ]
    }

    /// Every Python package that the parts need, for pip.
    package static var requirements: String { String(decoding: PackageResources.requirements_txt, as: UTF8.self) }

    /// The settings of the supervisor.
    ///
    /// - Parameter password: of those who ask it to start and stop parts.
    package func supervisorConfiguration(password: String) -> String {
        SupervisorConfiguration(parts: parts, port: ports[.supervisor], password: password).render()
    }

    /// What dag-sync runs when it has published: those who read their files only once read them again.
    private var publishedScript: String {
        let control = ["-c", folder.supervisorConfiguration, "signal", "HUP"].map(ShellText.word)
        let told = isWatched ? ["prometheus", "alertmanager"] : []
        let lines = told.map { name in
            // One that does not run yet reads the new files when it starts.
            "\(ShellText.word(machine.program("supervisorctl"))) \(control.joined(separator: " ")) \(name) || true"
        }
        return (["#!/bin/sh"] + lines).joined(separator: "\n") + "\n"
    }
}

/// A file that the platform is started with.
package struct LocalFile: Sendable {
    package let path: String
    package let text: String
    package let isProgram: Bool

    init(_ path: String, _ text: String, isProgram: Bool = false) {
        self.path = path
        self.text = text
        self.isProgram = isProgram
    }
}

/// What a platform finds on its machine.
package struct LocalMachine: Sendable, Codable {
    /// The folder of PostgreSQL's programs.
    package let postgres: String
    package let dagSync: String
    /// A Python environment with all of ``LocalPlatform/requirements``.
    package let python: String
    /// Who runs PostgreSQL, which refuses to be run by root; nil is whoever runs the rest.
    package let databaseUser: String?
    /// Memory that all parts together are to stay below.
    package let memoryMiB: Int

    package init(postgres: String, dagSync: String, python: String, databaseUser: String?, memoryMiB: Int) {
        self.postgres = postgres
        self.dagSync = dagSync
        self.python = python
        self.databaseUser = databaseUser
        self.memoryMiB = memoryMiB
    }

    /// A program of the Python environment.
    package func program(_ name: String) -> String { "\(python)/bin/\(name)" }

    /// How many tasks run at the same time: the parts take 2.2 GiB without any, a task 250 MiB of its own.
    var parallelTasks: Int { min(max((memoryMiB - 2_250) / 250, 1), 16) }
}
