import CodeModels
import PipelineModel

/// Times of the run, in the forms of C's `strftime`, as pictures of XPath, which JSONata has:
/// https://www.w3.org/TR/xpath-functions-31/#date-picture-string
enum TimeText {
    /// ISO 8601, as Airflow writes the times of a run.
    static let iso = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]"

    /// The time as text, in its zone.
    static func expression(_ time: RuntimeText.TimeModel) -> JSONataExpression {
        let moment = JSONataText.run(time.moment.field)
        if time.format == nil, time.zone == nil { return moment }
        guard let picture = picture(time) else { preconditionFailure("a checked project has times with a picture") }
        var arguments = [JSONataExpression.call("toMillis", [moment]), .string(picture)]
        if let zone = time.zone { arguments.append(offset(of: zone, at: time.moment)) }
        return .call("fromMillis", arguments)
    }

    /// How far the clocks of a zone are ahead at a time, such as `+0200`: the machine's first state looks it up.
    static func offset(of zone: String, at moment: RuntimeText.TimeModel.Moment) -> JSONataExpression {
        .field(.field(JSONataText.run(JSONataText.Field.offsets), zone), moment.field)
    }

    /// Nil when a part of the form has no picture.
    static func picture(_ time: RuntimeText.TimeModel) -> String? {
        guard let format = time.format else { return iso + "[Z01:01]" }
        var (picture, isDirective) = ("", false)
        for scalar in format.unicodeScalars {
            if isDirective {
                guard let part = pictures[scalar] else { return nil }
                picture += part
            } else if scalar == "[" || scalar == "]" {
                picture += "\(scalar)\(scalar)"
            } else if scalar != "%" {
                picture.unicodeScalars.append(scalar)
            }
            isDirective = !isDirective && scalar == "%"
        }
        return isDirective ? nil : picture
    }

    private static let pictures: [Unicode.Scalar: String] = [
        "Y": "[Y0001]", "m": "[M01]", "d": "[D01]", "H": "[H01]", "M": "[m01]", "S": "[s01]",
        "F": "[Y0001]-[M01]-[D01]",
        "T": "[H01]:[m01]:[s01]", "y": "[Y,2-2]", "j": "[d001]", "B": "[MNn]", "A": "[FNn]", "b": "[MNn,3-3]",
        "a": "[FNn,3-3]", "I": "[h01]", "p": "[PN]", "u": "[F1]", "z": "[Z0000]", "%": "%",
    ]
}

extension RuntimeText.TimeModel.Moment {
    var field: String {
        switch self {
        case .windowStart: JSONataText.Field.start
        case .windowEnd: JSONataText.Field.end
        case .logicalDate: JSONataText.Field.date
        }
    }
}
