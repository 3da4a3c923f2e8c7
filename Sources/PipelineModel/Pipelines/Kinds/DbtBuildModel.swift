/// `dbt build` of a part of a project: models and their tests in dependency order.
package struct DbtBuildModel: KindModel {
    /// dbt's node selection syntax: https://docs.getdbt.com/reference/node-selection/syntax
    package var select: [String]
    package var exclude: [String]
    package var fullRefresh: Bool
    package var threads: Int?

    package init(select: [String]) {
        self.select = select
        self.exclude = []
        self.fullRefresh = false
    }

    package var platforms: [PlatformNeed] { [.dbt] }
}
