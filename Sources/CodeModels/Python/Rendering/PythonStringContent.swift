/// The characters of a string or bytes literal, and the ways to write them down.
struct PythonStringContent {
    /// `b` for bytes.
    let prefix: String
    let atoms: [Atom]

    /// One character as it stands between quotes.
    enum Atom {
        case plain(Unicode.Scalar)
        case quote(Unicode.Scalar)
        case escape(String)
        case newline

        var width: Int {
            switch self {
            case .plain(let scalar): TextWidth.of(scalar)
            case .quote: 1
            case .escape(let text): text.utf8.count
            case .newline: 2
            }
        }

        func isPlain(_ scalar: Unicode.Scalar) -> Bool {
            if case .plain(scalar) = self { true } else { false }
        }

        var isNewline: Bool {
            if case .newline = self { true } else { false }
        }
    }

    init(_ text: String) {
        prefix = ""
        atoms = text.unicodeScalars.map { scalar in
            switch scalar {
            case "'", "\"": .quote(scalar)
            case "\\": .escape("\\\\")
            case "\n": .newline
            default: TextWidth.isCertain(scalar) ? .plain(scalar) : .escape(PythonEscape.of(scalar))
            }
        }
    }

    init(_ bytes: [UInt8]) {
        prefix = "b"
        atoms = bytes.map { byte in
            let scalar = Unicode.Scalar(byte)
            return switch scalar {
            case "'", "\"": .quote(scalar)
            case "\\": .escape("\\\\")
            case "\n": .newline
            default: (0x20...0x7E).contains(byte) ? .plain(scalar) : .escape(PythonEscape.of(scalar))
            }
        }
    }

    /// The whole content as one literal on one line.
    var literal: String { literal(of: atoms[...]) }

    func literal(of atoms: ArraySlice<Atom>) -> String {
        let quote = PythonStringContent.quote(for: atoms)
        var text = Array(prefix.utf8)
        text.reserveCapacity(atoms.count + 3)
        text.append(UInt8(truncatingIfNeeded: quote.value))
        for atom in atoms {
            switch atom {
            case .plain(let scalar) where scalar.isASCII: text.append(UInt8(truncatingIfNeeded: scalar.value))
            case .plain(let scalar): text.append(contentsOf: String(scalar).utf8)
            case .quote(let scalar):
                if scalar == quote { text.append(UInt8(ascii: "\\")) }
                text.append(UInt8(truncatingIfNeeded: scalar.value))
            case .escape(let escape): text.append(contentsOf: escape.utf8)
            case .newline: text.append(contentsOf: "\\n".utf8)
            }
        }
        text.append(UInt8(truncatingIfNeeded: quote.value))
        return String(decoding: text, as: UTF8.self)
    }

    /// Double quotes, unless single ones need fewer escapes.
    private static func quote(for atoms: ArraySlice<Atom>) -> Unicode.Scalar {
        let (single, double) = countQuotes(atoms)
        return single < double ? "'" : "\""
    }

    private static func countQuotes(_ atoms: ArraySlice<Atom>) -> (single: Int, double: Int) {
        var single = 0
        var double = 0
        for case .quote(let scalar) in atoms {
            if scalar == "'" { single += 1 } else { double += 1 }
        }
        return (single, double)
    }

    /// Columns of a literal, with its quotes and the escapes that they need.
    func width(of atoms: ArraySlice<Atom>) -> Int {
        let (single, double) = PythonStringContent.countQuotes(atoms)
        return atoms.reduce(prefix.utf8.count + 2) { $0 + $1.width } + min(single, double)
    }
}
