package import TestSupport

/// A bare repository in a folder that a server shows, and a work tree to change it with.
package struct ServedRepository: Sendable {
    /// The bare repository.
    package let path: String
    /// Its name below the root of the server.
    package let name: String
    private let work: String

    /// An empty repository `name` below `root` with branch `main`; pushes over http are allowed.
    package init(_ name: String = "dags.git", in root: TemporaryFolder) throws {
        self.name = name
        path = root.file(name)
        work = root.file("work-\(name)")
        try run("git", "init", "--quiet", "--bare", "--initial-branch=main", path)
        try run("git", "-C", path, "config", "http.receivepack", "true")
        try run("git", "init", "--quiet", "--initial-branch=main", work)
        try run("git", "-C", work, "remote", "add", "origin", path)
    }

    /// Commits `files` (a nil removes one) on `branch` and pushes; returns the commit.
    @discardableResult
    package func commit(_ files: [String: String?], message: String = "change", branch: String = "main") throws
        -> String
    {
        try run("git", "-C", work, "symbolic-ref", "HEAD", "refs/heads/\(branch)")
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            if let text {
                try write(text, to: name)
            } else {
                try run("rm", "\(work)/\(name)")
            }
        }
        try run("git", "-C", work, "add", "--all")
        try run("git", "-C", work, "commit", "--quiet", "--allow-empty", "--message", message)
        try run("git", "-C", work, "push", "--quiet", "--force", "origin", "HEAD:refs/heads/\(branch)")
        return try run("git", "-C", work, "rev-parse", "HEAD")
    }

    private func write(_ text: String, to name: String) throws {
        let folder = name.contains("/") ? String(name[..<(name.lastIndex(of: "/") ?? name.startIndex)]) : "."
        try run("mkdir", "-p", "\(work)/\(folder)")
        try run("sh", "-c", "printf %s \"$1\" > \"$2\"", "sh", text, "\(work)/\(name)")
    }

    /// Runs git in the bare repository.
    @discardableResult
    package func git(_ arguments: String...) throws -> String {
        try run("sh", "-c", "cd \"$0\" && exec git \"$@\"", path, arguments: arguments)
    }

    /// Runs git in the work tree.
    @discardableResult
    package func workGit(_ arguments: String...) throws -> String {
        try run("sh", "-c", "cd \"$0\" && exec git \"$@\"", work, arguments: arguments)
    }

    /// Installs a hook of the server, such as `pre-receive`.
    package func install(hook: String, _ script: String) throws {
        try run("sh", "-c", "printf '%s\\n' \"$1\" > \"$0\" && chmod +x \"$0\"", "\(path)/hooks/\(hook)", script)
    }
}
