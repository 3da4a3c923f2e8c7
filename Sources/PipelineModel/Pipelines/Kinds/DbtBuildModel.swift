/// A command of dbt on a part of a project, by default `build`: models and their tests in dependency order.
package struct DbtBuildModel: KindModel {
    /// What dbt does. Source: https://docs.getdbt.com/reference/dbt-commands
    package enum Command: String, Hashable, Sendable, Codable {
        case build
        case run
        case test
        case seed
        case snapshot
        case sourceFreshness = "source freshness"

        /// Whether it writes tables, and so can write them anew.
        package var writesTables: Bool {
            switch self {
            case .build, .run, .seed: true
            case .test, .snapshot, .sourceFreshness: false
            }
        }
    }

    package var command = Command.build
    /// dbt's node selection syntax: https://docs.getdbt.com/reference/node-selection/syntax
    ///
    /// What any of the terms selects; a term selects what all of its parts do, which commas divide.
    package var select: [String]
    package var exclude: [String]
    /// The folder of the manifest that terms about what has changed compare with.
    package var state: RuntimeText?
    package var fullRefresh: Bool
    /// Whether lowering makes a group of it, with a task for each model.
    package var isTaskPerModel = false
    /// Whether a test runs only when all that it looks at is selected, and not as soon as a part of it is.
    package var testsWholeSelectionsOnly = false
    package var threads: Int?

    package init(select: [String]) {
        self.select = select
        self.exclude = []
        self.fullRefresh = false
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        guard var folder = state else { return }
        visit(&folder)
        state = folder
    }

    package var platforms: [PlatformNeed] { [.dbt] }

    package var engine: TaskEngine { .dbt }

    package var windowUse: WindowUse { .window }
}
