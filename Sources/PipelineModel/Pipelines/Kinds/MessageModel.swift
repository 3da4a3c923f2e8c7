/// A message to people, as a task of its own.
package enum MessageModel: KindModel {
    case slack(connection: String, text: RuntimeText)
    case email(connection: String, to: [String], subject: RuntimeText, html: RuntimeText)

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        switch self {
        case .slack(let connection, var text):
            visit(&text)
            self = .slack(connection: connection, text: text)
        case .email(let connection, let to, var subject, var html):
            visit(&subject)
            visit(&html)
            self = .email(connection: connection, to: to, subject: subject, html: html)
        }
    }

    package var connections: [String] {
        switch self {
        case .slack(let connection, _), .email(let connection, _, _, _): [connection]
        }
    }

    package var leavesResult: Bool { false }

    package var neededTexts: [NeededText] {
        switch self {
        case .slack(_, let text): [NeededText("text", text)]
        case .email(_, _, let subject, let html): [NeededText("subject", subject), NeededText("text", html)]
        }
    }
}
