/// The characters of a string or bytes literal, and the ways to write them down.
struct PythonStringContent {
    /// `b` for bytes.
    let prefix: String
    let atoms: [Atom]
    /// What stands before each atom, and before the end: cutting asks for the width of many ranges.
    private let sums: [Sums]

    private struct Sums {
        var width = 0
        var singleQuotes = 0
        var doubleQuotes = 0
    }

    /// One character as it stands between quotes. It owns no memory, as there are many of them.
    enum Atom {
        case plain(Unicode.Scalar)
        case quote(Unicode.Scalar)
        case escape(Unicode.Scalar)
        case newline

        var width: Int {
            switch self {
            case .plain(let scalar): TextWidth.of(scalar)
            case .quote: 1
            case .escape(let scalar): Self.spelling(of: scalar).utf8.count
            case .newline: 2
            }
        }

        /// How an escaped character is written.
        static func spelling(of scalar: Unicode.Scalar) -> String { scalar == "\\" ? "\\\\" : PythonEscape.of(scalar) }

        func isPlain(_ scalar: Unicode.Scalar) -> Bool {
            if case .plain(scalar) = self { true } else { false }
        }

        var isNewline: Bool {
            if case .newline = self { true } else { false }
        }
    }

    init(_ text: String) {
        let atoms: [Atom] = text.unicodeScalars.map { scalar in
            switch scalar {
            case "'", "\"": .quote(scalar)
            case "\\": .escape(scalar)
            case "\n": .newline
            default: TextWidth.isCertain(scalar) ? .plain(scalar) : .escape(scalar)
            }
        }
        self.init(prefix: "", atoms)
    }

    init(_ bytes: [UInt8]) {
        let atoms: [Atom] = bytes.map { byte in
            let scalar = Unicode.Scalar(byte)
            return switch scalar {
            case "'", "\"": .quote(scalar)
            case "\\": .escape(scalar)
            case "\n": .newline
            default: (0x20...0x7E).contains(byte) ? .plain(scalar) : .escape(scalar)
            }
        }
        self.init(prefix: "b", atoms)
    }

    private init(prefix: String, _ atoms: [Atom]) {
        var sums: [Sums] = []
        sums.reserveCapacity(atoms.count + 1)
        var sum = Sums()
        for atom in atoms {
            sums.append(sum)
            sum.width += atom.width
            guard case .quote(let scalar) = atom else { continue }
            if scalar == "'" { sum.singleQuotes += 1 } else { sum.doubleQuotes += 1 }
        }
        sums.append(sum)
        self.prefix = prefix
        self.atoms = atoms
        self.sums = sums
    }

    /// The whole content as one literal on one line.
    var literal: String { literal(of: atoms.indices) }

    func literal(of range: Range<Int>) -> String {
        let quote = quote(for: range)
        var text = Array(prefix.utf8)
        text.reserveCapacity(range.count + 3)
        text.append(UInt8(truncatingIfNeeded: quote.value))
        for atom in atoms[range] {
            switch atom {
            case .plain(let scalar) where scalar.isASCII: text.append(UInt8(truncatingIfNeeded: scalar.value))
            case .plain(let scalar): text.append(contentsOf: String(scalar).utf8)
            case .quote(let scalar):
                if scalar == quote { text.append(UInt8(ascii: "\\")) }
                text.append(UInt8(truncatingIfNeeded: scalar.value))
            case .escape(let scalar): text.append(contentsOf: Atom.spelling(of: scalar).utf8)
            case .newline: text.append(contentsOf: "\\n".utf8)
            }
        }
        text.append(UInt8(truncatingIfNeeded: quote.value))
        return String(decoding: text, as: UTF8.self)
    }

    /// Double quotes, unless single ones need fewer escapes.
    private func quote(for range: Range<Int>) -> Unicode.Scalar {
        let (start, end) = (sums[range.lowerBound], sums[range.upperBound])
        return end.singleQuotes - start.singleQuotes < end.doubleQuotes - start.doubleQuotes ? "'" : "\""
    }

    /// Columns of a literal, with its quotes and the escapes that they need.
    func width(of range: Range<Int>) -> Int {
        let (start, end) = (sums[range.lowerBound], sums[range.upperBound])
        let escapes = min(end.singleQuotes - start.singleQuotes, end.doubleQuotes - start.doubleQuotes)
        return prefix.utf8.count + 2 + end.width - start.width + escapes
    }
}
