/// SQL that a store runs, for its effect or for its rows.
package struct SQLStatementModel: KindModel {
    package var store: String
    /// What ``file`` holds, where that is named.
    package var sql: RuntimeText
    /// Relative to the folder of the project's SQL files. Its text is a template.
    package var file: String?
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

    /// The text of the file is put in when the project is known.
    package init(store: String, file: String, parameters: [ValueModel.Entry] = [], returnsRows: Bool) {
        self.init(store: store, sql: RuntimeText(""), parameters: parameters, returnsRows: returnsRows)
        self.file = file
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&sql)
        parameters.visitTexts(visit)
    }

    /// Whether it is of a file that asks for values of the run.
    package var isTemplate: Bool { file != nil && ["{{", "{%"].contains { (sql.known ?? "").contains($0) } }

    package var inputs: [TaskInput] { parameters.inputs(as: .value) }

    package var statements: [RuntimeText] { [sql] }

    package var stores: [String] { [store] }

    package var engine: TaskEngine { .store(store) }

    package var leavesResult: Bool { returnsRows }

    package var neededTexts: [NeededText] { file == nil ? [NeededText("statement", sql)] : [] }
}
