/// An amount of money in billionths of a currency's unit: a transition of a state machine costs some thousands of them.
package struct MoneyModel: Hashable, Sendable, Codable, Comparable {
    package var billionths: Int

    package init(billionths: Int) {
        self.billionths = billionths
    }

    package static let zero = MoneyModel(billionths: 0)

    package static func < (left: MoneyModel, right: MoneyModel) -> Bool { left.billionths < right.billionths }

    package func adding(_ other: MoneyModel) -> MoneyModel {
        MoneyModel(billionths: billionths.addingSaturated(other.billionths))
    }

    package func subtracting(_ other: MoneyModel) -> MoneyModel {
        MoneyModel(billionths: billionths.addingSaturated(other.billionths == .min ? .max : -other.billionths))
    }

    /// In the currency's units, as monitoring counts.
    package var amount: Double { Double(billionths) / 1e9 }

    /// This price for so much of what it is the price of, to the nearest billionth; the most that there is for what
    /// nobody can pay.
    ///
    /// - Parameter unit: how much the price is for, above 0.
    package func times(_ amount: Int, per unit: Int) -> MoneyModel {
        let product = Int128(billionths) * Int128(amount)
        let half = Int128(unit) / 2
        let rounded = (product >= 0 ? product + half : product - half) / Int128(unit)
        return MoneyModel(billionths: Int(clamping: rounded))
    }

    /// Two digits behind the point, more for amounts below one, such as `12.50`, `0.0425` and `0.000025`.
    package var text: String {
        let size = billionths.magnitude
        let digits = size == 0 || size >= Self.unit ? 2 : size >= Self.unit / 100 ? 4 : 6
        return decimal(digits)
    }

    /// With so many digits behind the point, from 1 to 9, rounded half away from zero.
    package func decimal(_ digits: Int) -> String {
        var divisor: UInt = 1
        for _ in digits..<9 { divisor *= 10 }
        let rounded = (billionths.magnitude + divisor / 2) / divisor
        let whole = rounded / (Self.unit / divisor)
        let rest = String(rounded % (Self.unit / divisor))
        let sign = billionths < 0 && rounded > 0 ? "-" : ""
        return "\(sign)\(whole)." + String(repeating: "0", count: digits - rest.count) + rest
    }

    /// As ``decimal(_:)`` writes it, with up to nine digits behind the point; nil for another text.
    package init?(decimal text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Int(parts[0]), case let rest = parts.count == 2 ? parts[1] : "0", rest.count <= 9,
            let part = Int(rest + String(repeating: "0", count: 9 - rest.count)), part >= 0
        else { return nil }
        let size = whole.multipliedSaturated(by: Int(Self.unit))
        billionths = size.addingSaturated(text.hasPrefix("-") ? -part : part)
    }

    private static let unit: UInt = 1_000_000_000
}
