import CodeModels

/// The window of a run as expressions, in minutes since 1970-01-01T00:00:00Z.
struct WindowExpression {
    /// Bindings that come first.
    private(set) var bindings: [JSONataExpression.Binding] = []
    let start: JSONataExpression
    let end: JSONataExpression

    /// - Parameter minute: the moment for which the run was started.
    init(_ table: WindowTable, at minute: JSONataExpression) {
        switch table {
        case .moment: (start, end) = (minute, minute)
        case .steps(let seconds, let from):
            let (step, first) = (JSONataExpression.int(seconds / 60), JSONataExpression.int(from / 60))
            let passed = JSONataExpression.call(
                "floor", [.operation(.operation(minute, .subtract, first), .divide, step)])
            bindings = [.init("end", .operation(first, .add, .operation(passed, .multiply, step)))]
            end = .variable("end")
            start = .operation(.variable("end"), .subtract, step)
        case .times(let times, let until):
            let known = until.map { Self.known(minute, until: $0) } ?? minute
            bindings = [
                .init("at", known), .init("times", Self.passed(.array(times.map { .int($0) }), upTo: .variable("at"))),
            ]
            end = .filter(.variable("times"), .int(-1))
            start = .filter(.variable("times"), .int(-2))
        case .weekly(let minutes, let eras, let until):
            bindings = Self.weekly(minutes, eras, until: until, at: minute)
            end = Self.time(ofClock: .variable("last"))
            start = Self.time(ofClock: .variable("before"))
        }
    }

    private static func passed(_ times: JSONataExpression, upTo minute: JSONataExpression) -> JSONataExpression {
        .call("filter", [times, .function(["time"], .operation(.variable("time"), .atMost, minute))])
    }

    /// The minute, unless it lies beyond what the machine knows.
    private static func known(_ minute: JSONataExpression, until: Int) -> JSONataExpression {
        .condition(
            .operation(minute, .less, .int(until)), then: minute,
            otherwise: .call("error", [.string("the machine is older than the times that it knows")]))
    }

    private static let week = 7 * 1440

    private static func weekly(
        _ minutes: [Int], _ eras: [ZoneEra], until: Int, at minute: JSONataExpression
    ) -> [JSONataExpression.Binding] {
        let table = JSONataExpression.array(
            eras.map { .object([.init("from", .int($0.begin)), .init("ahead", .int($0.offset))]) })
        let begun = JSONataExpression.operation(.field(.variable("era"), "from"), .atMost, minute)
        let offset = Self.offset(ofEras: begun)
        let known = JSONataExpression.operation(Self.known(minute, until: until), .add, offset)
        return [
            .init("eras", table), .init("week", .array(minutes.map { .int($0) })), .init("clock", known),
            .init("last", clock(upTo: .variable("clock"))),
            .init("before", clock(upTo: .operation(.variable("last"), .subtract, .int(1)))),
        ]
    }

    /// The last clock time of the weekly ones that is not after another: the week before is looked at too.
    private static func clock(upTo clock: JSONataExpression) -> JSONataExpression {
        let weeks = JSONataExpression.operation(
            .call("floor", [.operation(clock, .divide, .int(week))]), .multiply, .int(week))
        let within = passed(.variable("week"), upTo: .operation(clock, .subtract, .variable("weeks")))
        let lastBefore = JSONataExpression.operation(
            .filter(.variable("week"), .int(-1)), .subtract, .int(week))
        return .block(
            [.init("weeks", weeks), .init("passed", .filter(within, .int(-1)))],
            .operation(
                .variable("weeks"), .add,
                .condition(
                    .call("exists", [.variable("passed")]), then: .variable("passed"), otherwise: lastBefore)))
    }

    /// An era begins on the clock when it begins, with its own offset.
    private static func time(ofClock clock: JSONataExpression) -> JSONataExpression {
        let begun = JSONataExpression.operation(
            .operation(.field(.variable("era"), "from"), .add, .field(.variable("era"), "ahead")), .atMost, clock)
        return .operation(clock, .subtract, offset(ofEras: begun))
    }

    /// Of the last era that has begun.
    private static func offset(ofEras begun: JSONataExpression) -> JSONataExpression {
        let eras = JSONataExpression.call("filter", [.variable("eras"), .function(["era"], begun)])
        return .field(.filter(eras, .int(-1)), "ahead")
    }
}
