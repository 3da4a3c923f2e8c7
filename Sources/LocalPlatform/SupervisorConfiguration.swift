/// The configuration of supervisord, which keeps the parts running.
///
/// It names nothing but relative paths, names of parts and numbers, so nothing in it needs quotes: the supervisor is
/// started in the folder of the state. Source: http://supervisord.org/configuration.html
struct SupervisorConfiguration {
    let parts: [LocalPart]
    let port: UInt16
    let password: String

    func render() -> String {
        (common + parts.map(program)).joined(separator: "\n\n") + "\n"
    }

    private var common: [String] {
        [
            """
            [supervisord]
            logfile=logs/supervisord.log
            logfile_maxbytes=5MB
            logfile_backups=1
            pidfile=supervisord.pid
            childlogdir=logs
            """,
            """
            [inet_http_server]
            port=127.0.0.1:\(port)
            username=dagc
            password=\(password)
            """,
            """
            [rpcinterface:supervisor]
            supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
            """,
            """
            [supervisorctl]
            serverurl=http://127.0.0.1:\(port)
            username=dagc
            password=\(password)
            """,
        ]
    }

    /// A part that ends is started again, whatever the reason; one that does not come up in ten tries is given up.
    private func program(_ part: LocalPart) -> String {
        """
        [program:\(part.name)]
        command=/bin/sh parts/\(part.name).sh
        autostart=false
        autorestart=true
        startsecs=2
        startretries=10
        stopwaitsecs=20
        stopsignal=\(part.stopSignal)
        stopasgroup=\(part.stopsAsGroup)
        killasgroup=true
        redirect_stderr=true
        stdout_logfile=logs/\(part.name).log
        stdout_logfile_maxbytes=10MB
        stdout_logfile_backups=1
        """
    }
}

extension LocalPart {
    /// PostgreSQL waits for its clients at SIGTERM, and lets them go at SIGINT.
    fileprivate var stopSignal: String { isDatabase ? "INT" : "TERM" }

    /// PostgreSQL stops its own children, and takes a signal that reaches them too for a crash.
    fileprivate var stopsAsGroup: Bool { !isDatabase }

    private var isDatabase: Bool { stage == .ground && name == "postgres" }
}
