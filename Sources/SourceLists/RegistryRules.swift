/// What must hold of a package's sources. Messages have the form of compiler errors, so that editors show them.
enum RegistryRules {
    static func problems(in files: [SourceDeclarations]) -> [String] {
        var problems: [String] = []
        for file in files where mustHoldPipelines(file) && file.isEmpty {
            problems.append(
                "\(file.path):1:1: error: no pipeline is declared here; "
                    + "declare a `struct …: Pipeline` or a `struct …: Stream`, or move what pipelines share into a folder below"
            )
        }
        for file in files {
            for pipeline in file.pipelines where !pipeline.isPlain && !isMadeByAFamily(files) {
                problems.append(
                    "\(file.path):\(pipeline.line):1: error: `\(pipeline.name)` needs arguments, so nobody makes one; "
                        + "list its values in a `PipelineFamily`")
            }
        }
        for file in files {
            for stream in file.streams where !stream.isPlain {
                problems.append(
                    "\(file.path):\(stream.line):1: error: `\(stream.name)` needs arguments, so nobody makes one; "
                        + "give its properties values")
            }
        }
        let projects = files.flatMap { file in file.projects.map { (file, $0) } }
        if projects.isEmpty, let first = files.first {
            problems.append("\(first.path):1:1: error: no file declares the `struct …: Project` of this package")
        }
        for (file, project) in projects.dropFirst() {
            problems.append(
                "\(file.path):\(project.line):1: error: `\(project.name)` is a second `Project`; a package has one")
        }
        return problems
    }

    /// Files at the top of the folder hold pipelines; what they share lies in folders below.
    private static func mustHoldPipelines(_ file: SourceDeclarations) -> Bool {
        file.relativePath.split(separator: "/").count <= 2
    }

    private static func isMadeByAFamily(_ files: [SourceDeclarations]) -> Bool {
        files.contains { !$0.families.isEmpty }
    }
}

extension SourceDeclarations {
    fileprivate var isEmpty: Bool { pipelines.isEmpty && families.isEmpty && streams.isEmpty && projects.isEmpty }
}
