/// A value that whoever starts a run may choose, within the limits of a JSON schema.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/params.html
package struct ParamModel: Hashable, Sendable, Codable {
    /// JSON schema's name of the type.
    package enum Kind: String, Hashable, Sendable, Codable {
        case string
        case integer
        case number
        case boolean
        case array
        case object
    }

    package var name: String
    /// Nil where the limits say it, or any type will do.
    package var kind: Kind?
    /// Nil for a value that must be given.
    package var initial: ValueModel?
    package var isNullable: Bool
    package var title: String?
    package var summary: String?
    package var section: String?
    /// JSON schema's `format`, such as `date`.
    package var format: String?
    /// JSON schema's own names of limits, such as `minimum`, in the author's order.
    package var limits: [ValueModel.Entry]

    package init(name: String, kind: Kind?, initial: ValueModel?) {
        self.name = name
        self.kind = kind
        self.initial = initial
        isNullable = false
        limits = []
    }
}
