/// A choice of the tasks that come next, by a text that is known when it runs.
package struct BranchModel: KindModel {
    package struct Arm: Hashable, Sendable, Codable {
        /// The text that chooses it.
        package var value: String
        /// Paths of the tasks and groups that it starts; empty when it goes straight to what follows the branch.
        package var targets: [String]
        /// Paths of all tasks and groups in it.
        package var members: [String]

        package init(value: String, targets: [String], members: [String]) {
            self.value = value
            self.targets = targets
            self.members = members
        }
    }

    /// Empty when a person or a function chooses.
    package var value: RuntimeText
    /// The function that returns the text, in place of ``value``.
    package var call: PythonCallModel?
    package var arms: [Arm]
    /// What a person is asked, who chooses in place of the text.
    package var question: HumanInputModel?

    package init(value: RuntimeText, arms: [Arm], question: HumanInputModel? = nil) {
        self.value = value
        self.arms = arms
        self.question = question
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&value)
        call?.visitTexts(visit)
        question?.visitTexts(visit)
    }

    package var inputs: [TaskInput] { call?.inputs ?? [] }

    package var connections: [String] { question?.connections ?? [] }

    package var choosesWay: Bool { true }
}

/// Goes on only when a text that is known when it runs is an expected one; otherwise skips what comes after.
package struct GateModel: KindModel {
    /// Empty when a function decides.
    package var value: RuntimeText
    package var expected: String
    /// The function that returns whether to go on, in place of ``value``.
    package var call: PythonCallModel?
    /// Whether all tasks after it are skipped, or only those right behind it, whose rules then decide.
    package var skipsAll: Bool

    package init(value: RuntimeText, expected: String, skipsAll: Bool) {
        self.value = value
        self.expected = expected
        self.skipsAll = skipsAll
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&value)
        call?.visitTexts(visit)
    }

    package var inputs: [TaskInput] { call?.inputs ?? [] }

    package var gate: GateKind? { skipsAll ? .skipsAll : .skipsNext }

    package var choosesWay: Bool { true }
}
