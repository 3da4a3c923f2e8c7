import Diagnostics

/// Names that are used and that nothing declares: one finding for each, whoever else uses it.
struct MissingNames {
    private var order: [String] = []
    private var uses: [String: [(user: String, location: SourceLocation)]] = [:]

    /// - Parameter user: what uses it, such as ``task `load` ``.
    mutating func note(_ name: String, usedBy user: String, at location: SourceLocation) {
        if uses[name] == nil { order.append(name) }
        uses[name, default: []].append((user, location))
    }

    /// - Parameters:
    ///   - what: the kind of thing, such as `variable`.
    ///   - owner: who lacks it, such as ``environment `test` ``.
    func report(
        _ code: DiagnosticCode, _ what: String, of owner: String, among known: [String],
        into report: inout DiagnosticReport
    ) {
        for name in order {
            guard let all = uses[name], let first = all.first else { continue }
            let others = Set(all.dropFirst().map(\.user)).subtracting([first.user]).count
            let rest = others == 0 ? "" : "; \(others) other\(others == 1 ? " uses" : "s use") it, too"
            report.add(
                code, "\(first.user) uses \(what) `\(name)`, which \(owner) does not have\(rest)", at: first.location,
                notes: all.dropFirst().prefix(3).map { .init("\($0.user) uses it here", at: $0.location) },
                fix: suggestion(for: name, among: known, "\(what)s"))
        }
    }
}
