import Foundation

/// The files of a new package. Their texts are resources of this module, in `Resources/Init`.
struct PackageTemplate {
    struct File {
        /// Relative to the package.
        let path: String
        let text: String
    }

    let files: [File]

    init(name: String, dagc: DagcSource, root: URL) throws(UnfitPackageName) {
        guard Self.isFit(name) else { throw UnfitPackageName(name: name) }
        let module = Self.moduleName(name)
        let texts: [(String, [UInt8])] = [
            ("Package.swift", PackageResources.Package_swift_template),
            ("README.md", PackageResources.README_md_template),
            (".gitignore", PackageResources.gitignore_template),
            ("Sources/\(name)/main.swift", PackageResources.main_swift_template),
            ("pipelines/DailyOrders.swift", PackageResources.DailyOrders_swift_template),
            ("pipelines/Platform/Platform.swift", PackageResources.Platform_swift_template),
            ("pipelines/Platform/Operations.swift", PackageResources.Operations_swift_template),
            ("pipelines/dbt/README.md", PackageResources.dbt_README_md_template),
            ("pipelines/python/README.md", PackageResources.python_README_md_template),
            ("Tests/DailyOrdersTests.swift", PackageResources.DailyOrdersTests_swift_template),
        ]
        files = texts.map { path, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
                .replacing("@DEPENDENCY@", with: dagc.dependency(of: root))
                .replacing("@DAGC@", with: dagc.identity)
                .replacing("@MODULE@", with: module)
                .replacing("@NAME@", with: name)
            return File(path: path, text: text)
        }
    }

    /// Letters, digits, `-` and `_`, with a letter first, and none of this package's own programs.
    private static func isFit(_ name: String) -> Bool {
        let parts = name.utf8
        return parts.first?.isLetter == true && parts.allSatisfy { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) }
            && !["dagc", "dag-sync"].contains(name.lowercased())
    }

    /// `daily-orders` becomes `DailyOrdersPipelines`: a module name must be an identifier, and no other package's.
    private static func moduleName(_ name: String) -> String {
        let words = name.split { $0 == "-" || $0 == "_" }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Pipelines"
    }
}

/// A package cannot have the name.
struct UnfitPackageName: Error, CustomStringConvertible {
    let name: String

    var description: String {
        "`\(name)` cannot be the name of a package and its command; name one with --name: letters, digits, `-` and `_`, "
            + "with a letter first, and neither dagc nor dag-sync"
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }

    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
