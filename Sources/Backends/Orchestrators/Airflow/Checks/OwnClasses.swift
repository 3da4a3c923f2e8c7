import PipelineModel

/// The classes at the top of the package's Python files, as far as a call from outside needs to know them.
struct OwnClasses {
    enum Finding: Equatable {
        /// In a file that is not the package's.
        case elsewhere
        /// The file has other classes.
        case missing(file: String, classes: [String])
        /// What the class hands on goes to one that is not known.
        case takesAny
        /// Beside what every operator, or every sensor, takes.
        case takes([String], isSensor: Bool)
    }

    private let files: [String: String]
    private let package: String

    init(_ files: [PythonFileModel], package: String) {
        self.files = Dictionary(files.map { ($0.path, $0.text) }) { first, _ in first }
        self.package = package
    }

    /// - Parameter path: such as `orders_python.operators.Copy`.
    func find(_ path: String) -> Finding {
        let words = path.split(separator: ".").map(String.init)
        guard words.count > 2, words[0] == package else { return .elsewhere }
        let file = words.dropFirst().dropLast().joined(separator: "/") + ".py"
        guard let text = files[file] else { return .elsewhere }
        let classes = Self.classes(in: text)
        guard let found = classes.first(where: { $0.name == words[words.count - 1] }) else {
            // It may be imported there, or made by a call.
            let isMentioned = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                .contains { $0 == words[words.count - 1] }
            return isMentioned ? .takesAny : .missing(file: file, classes: classes.map(\.name))
        }
        return found.finding
    }

    private struct Class {
        let name: String
        /// What stands between the parentheses.
        let bases: String
        let body: String

        var finding: Finding {
            guard let initializer = PythonFunctions.read(body).first(where: { $0.name == "__init__" }) else {
                return .takesAny
            }
            let isOperator = bases.hasSuffix("BaseOperator")
            let isSensor = bases.hasSuffix("BaseSensorOperator")
            guard isOperator || isSensor || !initializer.takesAny else { return .takesAny }
            // What a keyword is looked for in, nobody can tell.
            if body.contains("kwargs.pop") || body.contains("kwargs.get") || body.contains("kwargs[") {
                return .takesAny
            }
            return .takes(initializer.parameters.map(\.name).filter { $0 != "self" }, isSensor: isSensor)
        }
    }

    private static func classes(in text: String) -> [Class] {
        var classes: [Class] = []
        var head: (name: String, bases: String)?
        var body: [Substring] = []
        func close() {
            guard let open = head else { return }
            classes.append(Class(name: open.name, bases: open.bases, body: body.joined(separator: "\n")))
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("class ") {
                close()
                let words = line.dropFirst("class ".count)
                let name = words.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                let bases = words.dropFirst(name.count).drop { $0 == "(" }.prefix { $0 != ")" }
                head = (String(name), String(bases).trimmed)
                body = []
            } else if let first = line.first, !first.isWhitespace, first != "#", first != ")" {
                close()
                head = nil
            } else if head != nil {
                // Four columns less, so that its functions stand at the top.
                body.append(line.hasPrefix("    ") ? line.dropFirst(4) : line)
            }
        }
        close()
        return classes
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
