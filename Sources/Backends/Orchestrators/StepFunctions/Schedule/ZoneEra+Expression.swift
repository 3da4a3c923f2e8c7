import CodeModels
import Compiler
import PipelineModel

extension ZoneEra {
    /// The eras of a zone from the pipeline's first day on, for as many years as windows are known.
    static func table(of zone: String, for pipeline: PipelineModel) -> [ZoneEra] {
        guard let rules = ZoneRules(zone) else { preconditionFailure("a checked project knows its zones") }
        let first = CivilDay(pipeline.countedFrom).number - 40
        return eras(
            of: rules, UnixTime(first * 86_400)..<UnixTime((first + WindowTable.years * 366) * 86_400))
    }

    /// How far the clocks of a zone are ahead of UTC at a time in milliseconds, such as `+0200`.
    static func offset(_ eras: [ZoneEra], at millis: JSONataExpression) -> JSONataExpression {
        guard eras.count > 1 else { return .string(eras.first?.text ?? "+0000") }
        let minutes = JSONataExpression.operation(millis, .divide, .int(60_000))
        let begun = JSONataExpression.call(
            "filter",
            [
                .array(eras.map { .object([.init("from", .int($0.begin)), .init("ahead", .string($0.text))]) }),
                .function(["era"], .operation(.field(.variable("era"), "from"), .atMost, minutes)),
            ])
        return .field(.filter(begun, .int(-1)), "ahead")
    }

    private var text: String {
        let minutes = abs(offset)
        let digits = String(10_000 + minutes / 60 * 100 + minutes % 60).dropFirst()
        return (offset < 0 ? "-" : "+") + digits
    }
}
