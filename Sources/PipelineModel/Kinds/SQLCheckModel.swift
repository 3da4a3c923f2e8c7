/// A query whose first row must hold only true values.
package struct SQLCheckModel: KindModel {
    package var store: String
    package var sql: String

    package init(store: String, sql: String) {
        self.store = store
        self.sql = sql
    }

    package var texts: [RuntimeText] { [RuntimeText(sql)] }
    package var stores: [String] { [store] }
}
