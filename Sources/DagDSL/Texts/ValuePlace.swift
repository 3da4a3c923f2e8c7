package import Diagnostics
package import PipelineModel

/// Where a value of the run stands in the source.
package struct ValuePlace: Sendable {
    package let part: RuntimeText.Part
    package let location: SourceLocation
}
