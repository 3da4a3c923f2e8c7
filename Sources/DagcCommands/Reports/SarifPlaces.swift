import CodeModels
import Diagnostics

/// Places of the sources in the words of SARIF.
struct SarifPlaces {
    /// The folder to which paths are relative.
    let root: String
    let source: (String) -> [String]?

    /// The word at a place, with a URI relative to the root where the file lies below it.
    func physical(_ location: SourceLocation) -> Document {
        let path = String(location.description(relativeTo: root).prefix { $0 != ":" })
        return [
            "artifactLocation": ["uri": .string(path.hasPrefix("/") ? "file://" + escaped(path) : escaped(path))],
            "region": region(of: location),
        ]
    }

    private func region(of location: SourceLocation) -> Document {
        let lines = source(location.file) ?? []
        guard lines.indices.contains(location.line - 1) else {
            return ["startLine": .int(location.line), "startColumn": .int(max(1, location.column))]
        }
        let line = lines[location.line - 1]
        // Swift counts bytes, SARIF characters.
        let before = String(decoding: line.utf8.prefix(max(0, location.column - 1)), as: UTF8.self).unicodeScalars.count
        let word = line.unicodeScalars.dropFirst(before)
            .prefix {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || "_.".unicodeScalars.contains($0)
            }
        return [
            "startLine": .int(location.line), "startColumn": .int(before + 1),
            "endColumn": .int(before + 1 + max(1, word.count)),
        ]
    }

    /// Characters that no URI has as they are.
    private func escaped(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122: String(UnicodeScalar(byte))
            case _ where "/-._~".utf8.contains(byte): String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
