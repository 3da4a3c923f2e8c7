/// A mark that a task of another pipeline depends on this one: when people clear this task with all that follows, that
/// one is cleared, too.
package struct MarkerModel: KindModel {
    package var reference: PipelineReference
    /// Seconds that the start of the other run's window lies after the start of this run's.
    package var offset: Int

    package init(reference: PipelineReference, offset: Int) {
        self.reference = reference
        self.offset = offset
    }

    package var pipelines: [PipelineReference] { [reference] }

    package var leavesResult: Bool { false }

    package var numbers: [NumberModel] { NumberModel.time("offset", offset, from: -NumberModel.longestTime) }
}
