import CodeModels
import TestSupport

/// Random modules over the whole model, with names and strings of lengths that make lines break everywhere.
struct RandomPython {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func module() -> PythonModule {
        PythonModule(
            header: random.chance(30) ? prose() : nil,
            docstring: random.chance(60) ? prose() : nil,
            postponesAnnotations: random.chance(30),
            firstPartyPackages: ["jobs"],
            body: statements(1...6, depth: 0))
    }

    // MARK: Statements

    private mutating func statements(_ count: ClosedRange<Int>, depth: Int) -> [PythonStatement] {
        (0..<random.count(count)).map { _ in statement(depth: depth) }
    }

    private mutating func statement(depth: Int) -> PythonStatement {
        switch random.count(0...(depth < 3 ? 17 : 9)) {
        case 0: return .comment(prose())
        case 1: return .blankLine
        case 2, 3: return .expression(operation(depth: 2))
        case 4: return .expression(call(depth: 2))
        case 5...8: return .assign(target(), expression(depth: random.count(0...3)))
        case 9: return random.chance(50) ? .raise(call(depth: 1)) : .pass
        case 10, 11: return .function(function(depth: depth))
        case 12:
            let branches = (0..<random.count(1...2)).map { _ in
                PythonBranch(expression(depth: 2), statements(1...2, depth: depth + 1))
            }
            return .if(branches, otherwise: random.chance(40) ? statements(1...2, depth: depth + 1) : [])
        case 13:
            let names = random.chance(30) ? [name(), name()] : [name()]
            return .for(names, in: expression(depth: 2), body: statements(1...2, depth: depth + 1))
        case 14:
            let bases = (0..<random.count(0...3)).map { _ in PythonExpression.name(name()) }
            let methods = (0..<random.count(1...2)).map { _ in PythonStatement.function(function(depth: depth + 1)) }
            return .class(PythonClass(name(), bases: bases, docstring: prose(), body: methods))
        default:
            let contexts = (0..<random.count(1...2)).map { _ in
                PythonContext(
                    random.chance(80) ? call(depth: 2) : .name(name()), as: random.chance(70) ? name() : nil)
            }
            return .with(contexts, body: statements(1...3, depth: depth + 1))
        }
    }

    private mutating func target() -> PythonTarget {
        switch random.count(0...9) {
        case 0: .attribute(.name(name()), name())
        default: .name(name())
        }
    }

    private mutating func function(depth: Int) -> PythonFunction {
        let names = Set((0..<random.count(0...4)).map { _ in name() }).sorted()
        var parameters = names.map { name in
            PythonParameter(name, annotation: random.chance(40) ? annotation() : nil, default: expression(depth: 1))
        }
        if random.chance(30) { parameters += [.keywordOnly, PythonParameter("limit")] }
        if random.chance(30) { parameters.append(PythonParameter("context", kind: .keywords)) }
        return PythonFunction(
            name(),
            decorators: random.chance(40) ? [random.chance(50) ? .name(name()) : call(depth: 1)] : [],
            parameters: parameters,
            returns: random.chance(40) ? annotation() : nil,
            docstring: random.chance(50) ? prose() : nil,
            body: [.return(random.chance(80) ? expression(depth: 2) : nil)] + statements(0...2, depth: depth + 1))
    }

    private mutating func annotation() -> PythonExpression {
        switch random.count(0...4) {
        case 0: .name(name())
        case 1: .item(.name("dict"), .tuple([.name("str"), annotation()]))
        case 2: .item(.name(name()), annotation())
        case 3: .binary(.bitOr, [.name(name()), .none])
        default: .attribute(.name(name()), name())
        }
    }

    // MARK: Expressions

    mutating func expression(depth: Int) -> PythonExpression {
        guard depth > 0 else { return atom() }
        switch random.count(0...19) {
        case 0...2: return atom()
        case 3...6: return call(depth: depth - 1)
        case 7: return .list(elements(depth: depth - 1), layout: layout())
        case 8: return .tuple(elements(depth: depth - 1), layout: layout())
        case 9: return .set(elements(depth: depth - 1), layout: layout())
        case 10, 11: return dict(depth: depth - 1)
        case 12: return .attribute(expression(depth: depth - 1), name())
        case 13: return .item(expression(depth: depth - 1), expression(depth: depth - 1))
        case 14: return .lambda(random.chance(80) ? ["context"] : [], expression(depth: depth - 1))
        case 15:
            return .conditional(
                expression(depth: depth - 1), condition: expression(depth: depth - 1),
                otherwise: expression(depth: depth - 1))
        case 16:
            return .listComprehension(
                expression(depth: depth - 1),
                PythonComprehension(
                    name(), in: expression(depth: depth - 1),
                    if: random.chance(40) ? expression(depth: depth - 1) : nil))
        default: return operation(depth: depth - 1)
        }
    }

    private mutating func operation(depth: Int) -> PythonExpression {
        let count = random.count(2...4)
        switch random.count(0...7) {
        case 0: return .unary(random.pick(PythonUnaryOperator.allCases), expression(depth: depth))
        case 1:
            return .comparison(
                expression(depth: depth),
                (0..<random.count(1...2)).map { _ in
                    PythonComparison(random.pick(PythonComparisonOperator.allCases), expression(depth: depth))
                })
        case 2:
            return .boolean(
                random.pick(PythonBooleanOperator.allCases), (0..<count).map { _ in expression(depth: depth) })
        default:
            let symbol = random.chance(60) ? .shiftRight : random.pick(PythonBinaryOperator.allCases)
            return .binary(symbol, (0..<count).map { _ in expression(depth: depth) })
        }
    }

    private mutating func call(depth: Int) -> PythonExpression {
        var arguments = (0..<random.count(0...2)).map { _ -> PythonArgument in
            .positional(random.chance(10) ? .starred(expression(depth: depth)) : expression(depth: depth))
        }
        let keywords = Set((0..<random.count(0...4)).map { _ in name() }).sorted()
        arguments += keywords.map { .keyword($0, expression(depth: depth)) }
        if random.chance(8) { arguments.append(.unpacked(expression(depth: depth))) }
        return .call(callee(depth: depth), arguments, layout: layout())
    }

    private mutating func callee(depth: Int) -> PythonExpression {
        switch random.count(0...9) {
        case 0...3: .name(name())
        case 4...6: reference()
        case 7, 8: .attribute(callee(depth: depth), name())
        default: expression(depth: depth)
        }
    }

    private mutating func reference() -> PythonExpression {
        let references: [PythonExpression] = [
            .imported("airflow.sdk", "DAG"), .imported("airflow.sdk", "Asset"), .imported("airflow.sdk", "chain"),
            .imported("airflow.sdk", "TaskGroup"), .imported("airflow.sdk", "XCOM_KEY"),
            .imported("airflow.sdk", "CronDataIntervalTimetable"), .imported("airflow.sdk", "TriggerRule"),
            .imported("airflow.providers.standard.operators.bash", "BashOperator"),
            .imported("airflow.providers.standard.sensors.python", "PythonSensor", as: "Waiter"),
            .imported("datetime", "datetime"), .imported("datetime", "timedelta"),
            .importedModule("pendulum"), .importedModule("json"), .importedModule("numpy", as: "np"),
            .imported("jobs.cleaning", "clean_orders"),
        ]
        return random.pick(references)
    }

    private mutating func elements(depth: Int) -> [PythonExpression] {
        (0..<random.count(0...4)).map { _ in
            random.chance(5) ? .starred(expression(depth: depth)) : expression(depth: depth)
        }
    }

    private mutating func dict(depth: Int) -> PythonExpression {
        .dict(
            (0..<random.count(0...4)).map { _ in
                random.chance(8) ? .unpacked(expression(depth: depth)) : .pair(atom(), expression(depth: depth))
            }, layout: layout())
    }

    private mutating func layout() -> PythonLayout { random.chance(10) ? .expanded : .fitted }

    private mutating func atom() -> PythonExpression {
        switch random.count(0...13) {
        case 0: .none
        case 1: .bool(random.chance(50))
        case 2: .int(random.pick([0, 1, -1, 42, -300, 1_000_000_007, .max, .min + 1]))
        case 3: .float(random.pick([0.5, -2.25, 1e-7, 1e16, 1.5e300, 0, -0.0, .pi]))
        case 4:
            PythonDecimal(random.pick(["12.50", "0.10", "-3", "123456789012345678901234567890"])).map { .decimal($0) }
                ?? .none
        case 5:
            .bytes(
                (0..<random.count(0...random.pick([5, 60, 200]))).map { _ in UInt8.random(in: 0...255, using: &random) }
            )
        case 6...9: .string(string())
        case 10: reference()
        default: .name(name())
        }
    }

    private mutating func name() -> PythonIdentifier {
        let words = ["x", "task", "orders", "spark_batch_job", "lambda_reconciliation", "data_quality_check"]
        let count = random.pick([1, 1, 1, 2, 3])
        return PythonIdentifier(readingLike: (0..<count).map { _ in random.pick(words) }.joined(separator: "_"))
    }

    // MARK: Text

    mutating func string() -> String {
        switch random.count(0...9) {
        case 0: return ""
        case 1...4: return words(1...3, separator: " ")
        case 5: return words(8...40, separator: " ")
        case 6: return lines()
        case 7: return hostile(1...20)
        case 8: return hostile(60...300)
        default: return random.pick(["s3://bucket/", "https://example.com/"]) + words(2...12, separator: "/")
        }
    }

    private mutating func words(_ count: ClosedRange<Int>, separator: String) -> String {
        let words = [
            "select", "a", "{{ ds }}", "{{ data_interval_start | ds }}", "'x'", "\"y\"", "größer", "--option=value",
            "C:\\path", "表", "✅", "{% if x %}", "%s", "{}", "$HOME",
        ]
        return (0..<random.count(count)).map { _ in random.pick(words) }.joined(separator: separator)
    }

    private mutating func lines() -> String {
        let indents = ["", "", "  ", "\t"]
        let ends = ["", "", "", " ", " \\", "\"", "\"\"\""]
        let body = (0..<random.count(2...6)).map { _ in
            random.pick(indents) + words(0...14, separator: " ") + random.pick(ends)
        }
        return (random.chance(15) ? "\n" : "") + body.joined(separator: "\n") + (random.chance(60) ? "\n" : "")
    }

    private mutating func hostile(_ count: ClosedRange<Int>) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", " ", " ", "'", "\"", "\\", "\n", "\r", "\t", "{", "}", "%", "#", "\0", "\u{1}", "\u{7F}", "\u{85}",
            "\u{A0}", "\u{2028}", "\u{200B}", "\u{FEFF}", "é", "表", "🎉", "\u{301}", "\u{10FFFF}", "\u{E000}", "n", "x",
            "N",
        ]
        var text = ""
        for _ in 0..<random.count(count) { text.unicodeScalars.append(random.pick(scalars)) }
        return text
    }

    private mutating func prose() -> String {
        switch random.count(0...4) {
        case 0: "Builds \(words(1...3, separator: " "))"
        case 1: words(10...40, separator: " ")
        case 2: lines()
        case 3: hostile(1...60)
        default: "Loads orders.\n\nOwner: data-engineering\n\n| a | b |\n|---|---|\n"
        }
    }
}
