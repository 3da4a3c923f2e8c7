import CommandLine
import Foundation

/// `dagc init`: makes a package of one's own, which depends on this one.
struct InitCommand: Command {
    static let name = Option<String?>.optional(
        "name", as: "NAME", "the name of the package and its command; by default that of the folder")
    static let dagc = Option<String?>.optional(
        "dagc", as: "PATH|URL", "where the package finds dagc; by default the sources that this program was built from")

    static let syntax = CommandSyntax(
        "dagc init", "Make a package for pipelines of your own",
        positionals: [Positional("DIR", "the folder of the package, which may exist")],
        options: [name, dagc],
        footer: "Files that exist are left as they are. Exit codes: 0 done, 1 a file cannot be written, 64 usage.")

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        guard let folder = arguments.positionals.first else { return .usage }
        let root = URL(filePath: context.path(folder)).standardizedFileURL
        let source = try DagcSource(arguments.value(dagc), folder: context.folder)
        let name = try arguments.value(name) ?? root.lastPathComponent
        let package = try PackageTemplate(name: name, dagc: source, root: root)
        for file in package.files {
            let isNew = try write(file.text, to: root.appending(path: file.path))
            context.console.print("  \(isNew ? "+" : "=") \(file.path)\(isNew ? "" : " exists and is left as it is")")
        }
        context.console.print("now: cd \(folder) && swift run \(name) compile && swift test")
        return .success
    }

    /// - Returns: false when the file is there already.
    private static func write(_ text: String, to file: URL) throws -> Bool {
        guard !FileManager.default.fileExists(atPath: file.path) else { return false }
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        return true
    }
}
