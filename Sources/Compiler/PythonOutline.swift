/// What of a Python file shows without running it: brackets and quotes that close, and calls at its top.
struct PythonOutline {
    struct Problem: Equatable {
        /// Counted from 1.
        let line: Int
        /// As the end of a sentence that begins with the line.
        let words: String
    }

    struct Work: Equatable {
        let line: Int
        let call: String
    }

    private(set) var problem: Problem?
    private(set) var workOnImport: [Work] = []

    /// Calls that ask a network, a database, a clock or another program, and never only make a value.
    private static let calls = [
        "Variable.get(", "Connection.get(", "BaseHook.get_connection(", "requests.get(", "requests.post(", "httpx.get(",
        "urlopen(", "psycopg2.connect(", "snowflake.connector.connect(", "clickhouse_connect.get_client(",
        "boto3.client(", "boto3.resource(", "create_engine(", "time.sleep(", "subprocess.run(",
        "subprocess.check_output(",
        "os.system(", "open(", "pd.read_csv(", "pd.read_sql(", "SparkSession.builder", "datetime.now(",
        "datetime.utcnow(",
    ]

    init(_ text: String) {
        var reader = Reader(text)
        reader.read()
        problem = reader.problem
        for (number, line) in reader.topLines {
            // A default of a parameter is evaluated on import, too, and is left to reviewers.
            guard
                !["def ", "async ", "class ", "@", "import ", "from ", "if ", "with "].contains(where: line.hasPrefix),
                let call = Self.calls.first(where: { Self.holds($0, line) })
            else { continue }
            workOnImport.append(Work(line: number, call: call.hasSuffix("(") ? call + ")" : call))
        }
    }

    /// Whether a line calls it, and nothing that only ends like it.
    private static func holds(_ call: String, _ line: String) -> Bool {
        guard !line.contains("lambda"), let range = line.firstRange(of: call) else { return false }
        guard range.lowerBound > line.startIndex else { return true }
        let before = line[line.index(before: range.lowerBound)]
        return !(before.isLetter || before.isNumber || before == "_" || before == ".")
    }

    private struct Reader {
        let bytes: [UInt8]
        var problem: Problem?
        /// Lines that begin a statement at the top, without texts and comments.
        var topLines: [(Int, String)] = []
        private var line = 1
        private var open: [(mark: UInt8, line: Int)] = []
        private var current: [UInt8] = []
        /// Where the statement begins.
        private var began = 1

        init(_ text: String) {
            bytes = Array(text.utf8)
        }

        mutating func read() {
            var index = 0
            while index < bytes.count, problem == nil {
                let byte = bytes[index]
                switch byte {
                case UInt8(ascii: "#"): while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
                case UInt8(ascii: "\""), UInt8(ascii: "'"): index = afterText(at: index)
                case UInt8(ascii: "\n"):
                    endLine()
                    index += 1
                default:
                    follow(byte)
                    if current.isEmpty { began = line }
                    current.append(byte)
                    index += 1
                }
            }
            endLine()
            if problem == nil, let last = open.first {
                problem = Problem(line: last.line, words: "opens a bracket that nothing closes")
            }
        }

        private mutating func endLine() {
            if open.isEmpty, let first = current.first, first != UInt8(ascii: " "), first != UInt8(ascii: "\t") {
                topLines.append((began, String(decoding: current, as: UTF8.self)))
            }
            if open.isEmpty { current = [] }
            line += 1
        }

        private mutating func follow(_ byte: UInt8) {
            let pairs: [UInt8: UInt8] = [
                UInt8(ascii: ")"): UInt8(ascii: "("), UInt8(ascii: "]"): UInt8(ascii: "["),
                UInt8(ascii: "}"): UInt8(ascii: "{"),
            ]
            if let opening = pairs[byte] {
                guard open.popLast()?.mark == opening else {
                    problem = Problem(line: line, words: "closes a bracket that is not open")
                    return
                }
            } else if pairs.values.contains(byte) {
                open.append((byte, line))
            }
        }

        /// The index after a text that begins at `start`.
        private mutating func afterText(at start: Int) -> Int {
            let quote = bytes[start]
            let isLong = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
            let firstLine = line
            var index = start + (isLong ? 3 : 1)
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\\") {
                    if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { line += 1 }
                    index += 2
                    continue
                }
                if byte == UInt8(ascii: "\n") {
                    guard isLong else { break }
                    line += 1
                }
                if byte == quote {
                    guard isLong else { return index + 1 }
                    if index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
                        return index + 3
                    }
                }
                index += 1
            }
            problem = Problem(line: firstLine, words: "begins a text that nothing closes")
            return bytes.count
        }
    }
}
