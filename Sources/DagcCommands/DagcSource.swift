import Foundation

/// Where a package of somebody's own finds dagc.
enum DagcSource {
    case folder(URL)
    case repository(String)

    /// - Parameters:
    ///   - place: a folder or a URL; nil means the sources of this program.
    ///   - folder: what a relative folder is relative to.
    init(_ place: String?, folder: String) throws(NoDagcSource) {
        guard let place else {
            self = .folder(try Self.ownSources())
            return
        }
        if place.contains("://") || place.hasPrefix("git@") {
            self = .repository(place)
        } else {
            let root = URL(filePath: place, relativeTo: URL(filePath: folder + "/")).standardizedFileURL
            guard Self.isPackage(root) else { throw NoDagcSource(reason: "there is no Package.swift in \(place)") }
            self = .folder(root)
        }
    }

    /// `#filePath` is four folders below the package.
    private static func ownSources() throws(NoDagcSource) -> URL {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        guard isPackage(root), !root.path.contains("/.build/") else {
            throw NoDagcSource(reason: "this program was not built from sources that stay")
        }
        return root
    }

    private static func isPackage(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
    }

    /// The name by which the manifest's products refer to it.
    ///
    /// SwiftPM takes it from the last part of a URL, and lets a folder be named.
    var identity: String {
        switch self {
        case .folder: "dagc"
        case .repository(let url):
            url.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map { last in
                String(last.hasSuffix(".git") ? last.dropLast(4) : last)
            } ?? "dagc"
        }
    }

    /// The dependency, as the manifest of a package in `root` declares it.
    func dependency(of root: URL) -> String {
        switch self {
        case .folder(let folder): ".package(name: \"dagc\", path: \"\(Self.path(from: root, to: folder))\")"
        case .repository(let url): ".package(url: \"\(url)\", branch: \"main\")"
        }
    }

    /// Relative where both lie in one folder other than the root, so that they can be moved together.
    private static func path(from root: URL, to folder: URL) -> String {
        let (here, there) = (root.path.split(separator: "/"), folder.path.split(separator: "/"))
        let common = zip(here, there).prefix { $0 == $1 }.count
        guard common > 0 else { return folder.path }
        return (Array(repeating: "..", count: here.count - common) + there[common...]).joined(separator: "/")
    }
}

/// A package cannot be told where dagc is.
struct NoDagcSource: Error, CustomStringConvertible {
    let reason: String

    var description: String { "\(reason); name a folder or a git URL with --dagc" }
}
