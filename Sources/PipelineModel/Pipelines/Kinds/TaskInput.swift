/// A value that a task is called with, under its name, and how it reaches what the task calls.
package struct TaskInput: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// An argument of something that Python calls.
        case keyword
        /// A value under a name that may be any text.
        case value
        /// A JSON document, or a value in one.
        case json
    }

    package var name: String
    package var value: ValueModel
    package var form: Form

    package init(_ name: String, _ value: ValueModel, as form: Form) {
        self.name = name
        self.value = value
        self.form = form
    }
}

extension [ValueModel.Entry] {
    /// Each as an input of its own.
    func inputs(as form: TaskInput.Form) -> [TaskInput] { map { TaskInput($0.name, $0.value, as: form) } }
}
