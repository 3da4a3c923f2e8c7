import CodeModels
package import PipelineModel

/// What a change costs in a month, by what both trees say of their costs at their own prices.
package struct CostDifference: Equatable, Sendable {
    /// By ISO 4217.
    package let currency: String
    /// Nil where nothing had a price.
    package let before: MoneyModel?
    package let after: MoneyModel?
    /// What costs more or less than before, comes or goes.
    package let lines: [Line]

    package struct Line: Equatable, Sendable {
        /// `component` or `pipeline`.
        package let kind: String
        package let name: String
        package let before: MoneyModel?
        package let after: MoneyModel?
    }

    /// Nil when nothing costs anything else than before. Amounts of two currencies are not compared: the earlier count
    /// as not there.
    init?(from before: Document?, to after: Document?) {
        guard let currency = (after ?? before)?["currency"]?.string else { return nil }
        let comparable = before?["currency"]?.string == currency ? before : nil
        let (old, new) = (Self.amounts(comparable), Self.amounts(after))
        lines = Set(old.keys).union(new.keys).sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }.compactMap { key in
            old[key] == new[key] ? nil : Line(kind: key.kind, name: key.name, before: old[key], after: new[key])
        }
        guard !lines.isEmpty else { return nil }
        self.currency = currency
        self.before = comparable?["month"]?.string.flatMap(MoneyModel.init(decimal:))
        self.after = after?["month"]?.string.flatMap(MoneyModel.init(decimal:))
    }

    private struct Key: Hashable {
        let kind: String
        let name: String
    }

    private static func amounts(_ document: Document?) -> [Key: MoneyModel] {
        var amounts: [Key: MoneyModel] = [:]
        for line in document?["lines"]?.elements ?? [] {
            guard let kind = line["kind"]?.string, let name = line["name"]?.string,
                let amount = line["month"]?.string.flatMap(MoneyModel.init(decimal:))
            else { continue }
            amounts[Key(kind: kind, name: name)] = amount
        }
        return amounts
    }
}
