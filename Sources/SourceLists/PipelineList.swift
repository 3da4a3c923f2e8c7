internal import Foundation

/// Writes the list of a package's pipelines, so that nobody keeps one by hand.
///
/// `PipelineRegistry --package DIR --output FILE SOURCE…`
package enum PipelineList {
    /// Writes the list of pipelines, or with `--list` another one, and gives the exit code.
    package static func run(_ arguments: [String]) -> Int32 {
        if arguments.dropFirst().first == "--list" { return DeclarationList.run(arguments.dropFirst(2)) }
        guard let call = RegistryCall(arguments.dropFirst()) else {
            report("usage: PipelineRegistry --package DIR --output FILE SOURCE…")
            return 64
        }
        do {
            let declarations = try call.sources.filter { $0.hasSuffix(".swift") }.sorted().map { path in
                SourceDeclarations(
                    path: path, in: call.package, text: try String(contentsOfFile: path, encoding: .utf8))
            }
            let problems = RegistryRules.problems(in: declarations)
            for problem in problems { report(problem) }
            guard problems.isEmpty else { return 1 }
            let python = try call.sources.filter { $0.hasSuffix(".py") }.sorted().map { path in
                (path: PythonSources.name(of: path), text: try String(contentsOfFile: path, encoding: .utf8))
            }
            let manifests = try call.sources.filter { $0.hasSuffix("/manifest.json") }.sorted().map { path in
                (path: DbtFiles.name(of: path), text: try DbtManifestDigest.text(ofManifestAt: path))
            }
            let sql = try call.sources.filter { $0.hasSuffix(".sql") }.sorted().map { path in
                (path: SQLFiles.name(of: path), text: try String(contentsOfFile: path, encoding: .utf8))
            }
            try write(
                RegistryFile.text(declarations, python: python, manifests: manifests, sql: sql), to: call.output)
            return 0
        } catch {
            report("error: the pipelines could not be listed: \(error.localizedDescription)")
            return 1
        }
    }

    /// An unchanged file keeps its time, so that nothing is compiled again for it.
    static func write(_ text: String, to output: String) throws {
        guard FileManager.default.contents(atPath: output) != Data(text.utf8) else { return }
        try text.write(toFile: output, atomically: true, encoding: .utf8)
    }

    static func report(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}

/// Python files that the registry takes up as they are.
enum PythonSources {
    /// Relative to the `python` folder of the target: the outermost one below the package.
    static func name(of path: String) -> String {
        path.firstRange(of: "/python/").map { String(path[$0.upperBound...]) } ?? path
    }
}

/// SQL files that the registry takes up as they are.
enum SQLFiles {
    /// Relative to the `sql` folder of the target: the outermost one below the package.
    static func name(of path: String) -> String {
        path.firstRange(of: "/sql/").map { String(path[$0.upperBound...]) } ?? path
    }
}

/// The arguments of one call.
private struct RegistryCall {
    var package = ""
    var output = ""
    var sources: [String] = []

    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let word = rest.popFirst() {
            switch word {
            case "--package": package = rest.popFirst() ?? ""
            case "--output": output = rest.popFirst() ?? ""
            default: sources.append(word)
            }
        }
        if package.isEmpty || output.isEmpty { return nil }
    }
}
