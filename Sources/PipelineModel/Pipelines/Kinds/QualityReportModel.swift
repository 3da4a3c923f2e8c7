/// A summary of the results of other tasks, written whether they passed or not.
package struct QualityReportModel: KindModel {
    /// Paths of the tasks whose results it shows.
    package var sources: [String]

    package init(sources: [String]) {
        self.sources = sources
    }

    package var engine: TaskEngine { .jobRunner }
}
