import CodeModels

/// A program of the local platform, as a supervisor keeps it running.
package struct LocalPart: Sendable {
    /// By what a part shows that it works.
    package enum Health: Sendable, Equatable {
        /// It answers a GET with a status of success.
        case answers(url: String)
        /// A program that asks it ends well.
        case succeeds(command: [String])
        /// It stays up: there is nothing to ask.
        case runs
    }

    package let name: String
    /// What it is for, in a few words.
    package let purpose: String
    package let health: Health
    /// What people open in a browser.
    package let page: String?
    /// Parts of a lower stage work before those of a higher one start.
    package let stage: Stage
    let script: PartScript

    package enum Stage: Int, CaseIterable, Sendable {
        /// What others store in, or publish from.
        case ground
        /// What reads the published tree and the database.
        case platform
    }

    init(
        _ name: String, _ purpose: String, stage: Stage = .platform, health: Health, page: String? = nil,
        script: PartScript
    ) {
        self.name = name
        self.purpose = purpose
        self.stage = stage
        self.health = health
        self.page = page
        self.script = script
    }
}

/// The shell script that starts a part; people can run it by hand too.
struct PartScript: Sendable {
    /// Files of variables, which count only when they are there.
    var settings: [String] = []
    var variables: [(name: String, value: String)] = []
    /// The program, and what it is given. It takes the place of the script.
    let command: [String]
    /// Whether what the script is given goes on to the program.
    var takesArguments = false

    func render(_ purpose: String) -> String {
        var lines = ["#!/bin/sh", "# \(purpose)", "set -eu"]
        for file in settings {
            let word = ShellText.word(file)
            lines.append("if [ -f \(word) ]; then set -a && . \(word) && set +a; fi")
        }
        for (name, value) in variables { lines.append("export \(name)=\(ShellText.word(value))") }
        lines.append(
            "exec " + (command.map(ShellText.word) + (takesArguments ? ["\"$@\""] : [])).joined(separator: " "))
        return lines.joined(separator: "\n") + "\n"
    }
}
