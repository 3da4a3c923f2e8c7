package indirect enum DocumentValue: Sendable {
    case null, bool(Bool), int(Int), decimal(String), string(String), array([DocumentValue]), object(
        [(String, DocumentValue)])
    package func renderedJSON() -> String { "\(self)" }
    package func renderedYAML() -> String { "\(self)" }
}
