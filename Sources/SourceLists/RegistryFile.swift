/// The text of the generated registry.
enum RegistryFile {
    static func text(
        _ files: [SourceDeclarations], python: [(path: String, text: String)],
        manifests: [(path: String, text: String)] = [], sql: [(path: String, text: String)] = []
    ) -> String {
        let project = files.flatMap(\.projects).first?.name ?? ""
        let entries = files.flatMap { file in
            file.pipelines.filter(\.isPlain).map { pipeline in
                "pipelines.append(CatalogEntry(\(pipeline.name)(), \(place(file, pipeline))))"
            }
                + file.families.map { family in
                    // What stands above a family is about all of its pipelines, and not about one.
                    "pipelines += \(family.name)().pipelines.map { CatalogEntry($0, \(place(file, family, isPipeline: false))) }"
                }
        }
        let streams = files.flatMap { file in
            file.streams.map { "StreamEntry(\($0.name)(), \(place(file, $0, isPipeline: false)))" }
        }
        // A statement for each, since one expression of hundreds of parts takes the compiler seconds. In a function, since
        // a module is made without looking at those, and it is made again at every edit.
        return """
            // Written by the build: the pipelines and streams of this package.
            public import DagDSL

            /// Everything that this package declares.
            public let catalog: Catalog = declared()

            private func declared() -> Catalog {
                \(entries.isEmpty ? "let" : "var") pipelines: [CatalogEntry] = []
                \(entries.joined(separator: "\n    "))
                return Catalog(
                    project: \(project)(), pipelines: pipelines,
                    streams: [\(streams.joined(separator: ", "))],
                    pythonFiles: [\(values("PythonFile", python))],
                    dbtManifests: [\(values("DbtManifest", manifests))]\(self.sql(sql)))
            }

            """
    }

    /// Left out where there is none, as few packages have such files.
    private static func sql(_ files: [(path: String, text: String)]) -> String {
        files.isEmpty ? "" : ",\n        sqlFiles: [\(values("SQLFile", files))]"
    }

    private static func values(_ type: String, _ files: [(path: String, text: String)]) -> String {
        files.map { "\(type)(\(quoted($0.path)), \(quoted($0.text)))" }.joined(separator: ", ")
    }

    private static func place(
        _ file: SourceDeclarations, _ declaration: SourceDeclarations.Declaration, isPipeline: Bool = true
    ) -> String {
        "source: \(quoted(file.relativePath)), path: \(quoted(file.path)), line: \(declaration.line)"
            + (!isPipeline ? "" : documentation(of: declaration) + properties(of: declaration))
    }

    private static func documentation(of declaration: SourceDeclarations.Declaration) -> String {
        declaration.documentation.map { ", documentation: \(quoted($0))" } ?? ""
    }

    private static func properties(of declaration: SourceDeclarations.Declaration) -> String {
        var known: Set<String> = []
        let lines = declaration.properties.filter { known.insert($0.name).inserted }
            .map { "\(quoted($0.name)): \($0.line)" }
        return lines.isEmpty ? "" : ", properties: [\(lines.joined(separator: ", "))]"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\", "\"": "\\\(scalar)"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F: "\\u{\(String(scalar.value, radix: 16))}"
        default: String(scalar)
        }
    }
}
