import CodeModels

/// The table of DynamoDB in which runs of a project know of each other: each item has an `id`, and is forgotten when it
/// `expires`.
struct RunTable {
    private let name: String
    private let arn: String

    init(_ names: AWSNames) {
        name = names.runs
        arn = names.arn("dynamodb", "table/\(names.runs)")
    }

    enum Action: String {
        case getItem
        case putItem
        case updateItem
        case deleteItem

        fileprivate var permission: String { "dynamodb:\(rawValue.prefix(1).uppercased())\(rawValue.dropFirst())" }
    }

    /// - Parameter arguments: all but the table's name.
    func call(_ action: Action, _ arguments: [JSONataTemplate.Field]) -> ServiceCall {
        ServiceCall(
            service: "dynamodb", action: action.rawValue, pattern: .answered,
            arguments: .object([.init("TableName", .text(name))] + arguments),
            permissions: [Permission([action.permission], on: [arn])])
    }

    /// The error of a call whose condition does not hold.
    static let refused = "DynamoDB.ConditionalCheckFailedException"

    // MARK: Values

    static func key(_ id: JSONataExpression) -> JSONataTemplate.Field { .init("Key", .object([.init("id", text(id))])) }

    static func text(_ expression: JSONataExpression) -> JSONataTemplate {
        if case .string(let text) = expression { return .object([.init("S", .text(text))]) }
        return .object([.init("S", .expression(expression))])
    }

    /// So many seconds from now, as the table counts time: in seconds since 1970-01-01T00:00:00Z.
    static func time(in seconds: Int) -> JSONataTemplate {
        let now = JSONataExpression.call("floor", [.operation(.call("millis", []), .divide, .int(1_000))])
        let sum = seconds == 0 ? now : .operation(now, .add, .int(seconds))
        return .object([.init("N", .expression(.call("string", [sum])))])
    }

    /// Which run asks.
    static func values(_ more: JSONataTemplate.Field...) -> JSONataTemplate.Field {
        .init(
            "ExpressionAttributeValues", .object([.init(":run", text(JSONataText.run(JSONataText.Field.id)))] + more))
    }
}
