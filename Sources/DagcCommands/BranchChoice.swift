import CodeModels
import CommandLine
import Compiler
import Foundation
import PipelineModel

/// `BRANCH=OUTCOME`.
struct BranchChoice: ArgumentValue {
    static let placeholder = "TASK=OUTCOME"

    let branch: String
    let outcome: String

    var argument: String { "\(branch)=\(outcome)" }

    init(argument: String) throws(InvalidArgument) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw InvalidArgument("expected a branch, `=` and an outcome, such as route=small")
        }
        branch = String(parts[0])
        outcome = String(parts[1])
    }
}
