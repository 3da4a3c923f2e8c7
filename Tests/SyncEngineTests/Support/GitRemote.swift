import Git
import Glibc
import SyncEngine
import System

/// A bare repository made by git itself, and a working copy to commit from.
struct GitRemote {
    let path: String
    private let work: String

    init(in directory: String) throws {
        path = "\(directory)/remote.git"
        work = "\(directory)/work"
        try Self.git("/", "init", "--quiet", "--bare", "--initial-branch=main", path)
        try Self.git("/", "init", "--quiet", "--initial-branch=main", work)
        try Self.git(work, "remote", "add", "origin", path)
        // A store may ask for commits by their id.
        try Self.git(path, "config", "uploadpack.allowAnySHA1InWant", "true")
    }

    /// Writes the files, commits everything and pushes; nil as content removes a file.
    @discardableResult
    func commit(_ files: [String: String?], message: String = "Change", branch: String = "main") throws -> String {
        for (name, content) in files {
            let file = "\(work)/\(name)"
            if let content {
                try Self.run("/", "mkdir", "-p", String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]))
                try FileSystem().removeTree(file)
                try FileSystem().write(Array(content.utf8), to: file)
            } else {
                try FileSystem().removeTree(file)
            }
        }
        return try commitAll(message, branch: branch)
    }

    /// Runs a shell script in the working copy, commits everything and pushes.
    @discardableResult
    func commit(running script: String, branch: String = "main") throws -> String {
        try Self.run(work, "sh", "-c", script)
        return try commitAll("Change", branch: branch)
    }

    private func commitAll(_ message: String, branch: String) throws -> String {
        try Self.git(work, "add", "--all")
        try Self.git(
            work, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "--allow-empty", "-m",
            message)
        try Self.git(work, "push", "--quiet", "--force", "origin", "HEAD:refs/heads/\(branch)")
        return try Self.git(work, "rev-parse", "HEAD")
    }

    /// Moves the branch to another commit, forwards or backwards.
    func move(_ branch: String = "main", to commit: String) throws {
        try Self.git(path, "update-ref", "refs/heads/\(branch)", commit)
    }

    @discardableResult
    static func git(_ directory: String, _ words: String...) throws -> String {
        try run(directory, ["git"] + words)
    }

    @discardableResult
    static func run(_ directory: String, _ words: String...) throws -> String { try run(directory, words) }

    private static func run(_ directory: String, _ words: [String]) throws -> String {
        let environment = ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"]
        let result = try ProgramCall(
            program: words[0], arguments: Array(words.dropFirst()), environment: environment, directory: directory,
            timeLimit: .seconds(120)
        ).run()
        guard result.ending == .exit(0) else {
            throw SyncError(.git, during: .prepare, "\(words.joined(separator: " ")): \(result.output)")
        }
        return result.output.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    }
}
