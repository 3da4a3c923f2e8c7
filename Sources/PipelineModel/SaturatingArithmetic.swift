extension Int {
    /// The sum, or the nearest number that there is. Numbers of declarations may be absurd before a check has seen them.
    package func addingSaturated(_ other: Int) -> Int {
        let (sum, isOver) = addingReportingOverflow(other)
        return isOver ? (other < 0 ? .min : .max) : sum
    }

    /// The product, or the nearest number that there is.
    package func multipliedSaturated(by other: Int) -> Int {
        let (product, isOver) = multipliedReportingOverflow(by: other)
        return isOver ? ((self < 0) == (other < 0) ? .max : .min) : product
    }
}
