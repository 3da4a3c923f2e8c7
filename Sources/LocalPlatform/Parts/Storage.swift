extension LocalPlatform {
    /// Airflow's database.
    var postgres: LocalPart {
        let user = machine.databaseUser.map { ["setpriv", "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
        let asking = ["\(machine.postgres)/pg_isready", "-q", "-h", "127.0.0.1", "-p", "\(ports[.postgres])"]
        return LocalPart(
            "postgres", "Airflow's database", stage: .ground, health: .succeeds(command: asking),
            script: PartScript(
                command: user + [
                    "\(machine.postgres)/postgres", "-D", folder.database, "-p", "\(ports[.postgres])", "-c",
                    "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=64MB", "-c",
                    "max_connections=60",
                ]))
    }

    /// Publishes what is pushed, as it does in the cluster.
    var dagSync: LocalPart {
        // Nothing of the caller's variables: those of another sidecar would be settings of this one.
        let clean = ["/usr/bin/env", "-i", "PATH=/usr/bin:/bin"]
        return LocalPart(
            "dag-sync", "publishes what is pushed", stage: .ground, health: .answers(url: "\(ports.url(.sync))/readyz"),
            page: "\(ports.url(.sync))/status",
            script: PartScript(
                command: clean + [
                    machine.dagSync, "--repo", "file://\(folder.repository)", "--ref", "main", "--root", folder.sync,
                    "--link", "current", "--period", "10s", "--http-bind", ports.address(.sync), "--http-metrics",
                    "--exechook-command", "\(folder.state)/published.sh",
                ]))
    }
}
