import PipelineModel

/// A share of a hundred.
public struct Percent: Sendable {
    let decimal: String

    /// The same as a part of one.
    var share: ShareModel {
        let parts = decimal.split(separator: ".")
        let hundredths = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let whole = (Int(parts[0]) ?? 0).multipliedSaturated(by: 10_000)
        return ShareModel(millionths: whole.addingSaturated(hundredths * 100))
    }

    /// The same as a share of one, in decimal digits.
    var fraction: String {
        let parts = decimal.split(separator: ".")
        let whole = String(repeating: "0", count: max(0, 3 - parts[0].count)) + parts[0]
        return "\(whole.dropLast(2)).\(whole.suffix(2))\(parts.count > 1 ? parts[1] : "")"
    }

    /// So many hundredths.
    public static func percent(_ count: Int) -> Percent { Percent(decimal: "\(count)") }

    /// So many hundredths of a hundredth.
    public static func basisPoints(_ count: Int) -> Percent {
        let (whole, fraction) = count.magnitude.quotientAndRemainder(dividingBy: 100)
        return Percent(decimal: "\(count < 0 ? "-" : "")\(whole).\(fraction < 10 ? "0" : "")\(fraction)")
    }
}
