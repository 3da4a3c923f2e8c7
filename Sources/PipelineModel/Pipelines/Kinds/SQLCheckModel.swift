/// A query whose first row must hold only true values.
package struct SQLCheckModel: KindModel {
    package var store: String
    package var sql: RuntimeText

    package init(store: String, sql: RuntimeText) {
        self.store = store
        self.sql = sql
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { visit(&sql) }

    package var statements: [RuntimeText] { [sql] }

    package var stores: [String] { [store] }

    package var engine: TaskEngine { .store(store) }

    package var checksData: Bool { true }

    package var leavesResult: Bool { false }

    package var neededTexts: [NeededText] { [NeededText("statement", sql)] }
}
