import CodeModels
import CommandLine
import Compiler
import Foundation
import PipelineModel

/// A day or a time of ISO 8601.
struct Moment: ArgumentValue {
    static let placeholder = "DATE"

    let time: UnixTime

    var argument: String { time.iso8601 }

    init(argument: String) throws(InvalidArgument) {
        guard let time = UnixTime(iso8601: argument) else {
            throw InvalidArgument("expected a day or a time, such as 2026-03-29 or 2026-03-29T01:00:00Z")
        }
        self.time = time
    }
}
