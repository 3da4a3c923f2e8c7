/// SQL that a store runs, for its effect or for its rows.
package struct SQLStatementModel: KindModel {
    package var store: String
    package var sql: RuntimeText
    /// Values for the driver's placeholders, so that no value becomes part of the statement.
    package var parameters: [ValueModel.Entry]
    /// Whether each statement commits by itself.
    package var commitsEach: Bool
    /// Whether the rows of the last statement are the task's result.
    package var returnsRows: Bool

    package init(store: String, sql: RuntimeText, parameters: [ValueModel.Entry] = [], returnsRows: Bool) {
        self.store = store
        self.sql = sql
        self.parameters = parameters
        self.commitsEach = false
        self.returnsRows = returnsRows
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&sql)
        parameters.visitTexts(visit)
    }

    package var inputs: [TaskInput] { parameters.inputs(as: .value) }

    package var statements: [RuntimeText] { [sql] }

    package var stores: [String] { [store] }

    package var engine: TaskEngine { .store(store) }

    package var leavesResult: Bool { returnsRows }

    package var neededTexts: [NeededText] { [NeededText("statement", sql)] }
}
