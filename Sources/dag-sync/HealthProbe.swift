import Network

/// Asks a running dag-sync whether its loop moves, for containers whose health check is a command.
struct HealthProbe {
    /// What that process was given as `--http-bind`.
    let address: String?

    func ask() async -> (isAlive: Bool, text: String) {
        guard let address, let colon = address.lastIndex(of: ":") else {
            return (false, "--check-health: expected --http-bind of the process to ask\n")
        }
        let host = address[..<colon]
        // What listens on every address is asked on this machine.
        let target = ["", "0.0.0.0", "[::]"].contains(host) ? "127.0.0.1" : host
        let request = HTTPRequest(
            .get, "http://\(target)\(address[colon...])/livez", deadlines: Deadlines(total: .seconds(5)))
        do throws(NetworkError) {
            let response = try await HTTPClient(userAgent: "dag-sync").send(request)
            return (response.status == 200, response.text)
        } catch {
            return (false, "\(error)\n")
        }
    }
}
