import DagDSL

/// Values of every form in the places where tasks take them, each told by the task that gets it.
struct GivenValues: Pipeline {
    let id: PipelineID = "given_values"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    private let number = PythonCall("number", "number", in: "given.py", returning: Int.self)
    private let words = PythonCall("words", "words", in: "given.py", returning: [String].self)
    private let rows = PythonCall("rows", "rows", in: "given.py", returning: [String].self)

    var flow: some Flow {
        resultsBesideItems
        itemsOfGroups
        fieldsOfGroups
        classes
        given("odd_name", ["value": "\(.variable(.closing)) all"])
    }

    /// The result of a task in an argument that takes an item, too.
    @FlowBuilder private var resultsBesideItems: FlowGraph {
        given("beside", ["value": "\(.item)", "other": .result(of: number)]).mapped(over: .result(of: words))
        given("deep", ["value": ["\(.item("size"))", .result(of: number)], "other": ["in": "\(.item("name"))"]])
            .mapped(over: .result(of: rows))
        given("mixed", ["value": "{{ \(.item) }}", "other": .result(of: rows), "third": "{% no %}"])
            .mapped(over: .result(of: words))
        given("braced", ["value": "no \(.item)"]).mapped(over: .list([["{% x", 5]]))
        given("zipped", ["value": "\(.item("word"))", "other": "\(.item("row"))", "third": .result(of: number)])
            .mapped(over: .zip(["word": .result(of: words), "row": .result(of: rows)]))
    }

    /// Items of a group keep their types.
    @FlowBuilder private var itemsOfGroups: FlowGraph {
        ForEach("numbers", over: .list([1, 2.5, true, "{{ 3 }}", nil, ["deep": ["{%", 5]]])) {
            given("number_item", ["value": "\(.item)", "other": "no \(.item)", "third": ["\(.item)", 42]])
        }
        ForEach("times", over: .list(["at \(.windowStart)", "never"])) {
            given("time_item", ["value": "\(.item)"])
        }
        ForEach("results", over: .result(of: rows)) {
            given("row_item", ["value": "\(.item)", "other": "\(.item("size"))", "third": "\(.item("name")) it is"])
        }
        let mapped = given("mapped", ["value": "\(.item)"]).mapped(over: .list([7, 8]))
        ForEach("of_mapped", over: .result(of: mapped)) { given("mapped_item", ["value": "\(.item)"]) }
    }

    @FlowBuilder private var fieldsOfGroups: FlowGraph {
        ForEach("known_rows", over: .list([["name": "{{ x }}", "size": 1], ["name": "y", "size": 2]])) {
            given("known_row", ["value": "\(.item("name"))", "other": "\(.item("size"))", "third": "\(.item)"])
        }
        ForEach(
            "dated_rows", over: .list([["at": "\(.windowStart)", "size": 1], ["at": "\(.windowEnd)", "size": 2]])
        ) {
            given("dated_row", ["value": "\(.item("at"))", "other": "\(.item("size"))"])
        }
        ForEach("zipped_rows", over: .zip(["word": .result(of: words), "row": .result(of: rows)])) {
            given("zipped_row", ["value": "\(.item("word"))", "other": ["\(.item("row"))"]])
        }
        ForEach("crossed_rows", over: .product(["left": .list([1, 2]), "right": .list([true])])) {
            given("crossed_row", ["value": "\(.item("left"))", "other": "\(.item("right"))"])
        }
    }

    /// What Python imports of a class.
    @FlowBuilder private var classes: FlowGraph {
        given(
            "member",
            [
                "value": .reference("kinds_python.given.Size.LARGE.value"),
                "other": .reference("kinds_python.given.LIMIT"),
            ])
    }

    private func given(_ id: TaskID, _ arguments: Arguments) -> PythonCall<Int> {
        PythonCall(id, "given", in: "given.py", arguments, returning: Int.self)
    }
}

/// The result of a task beside the items of a list that is known now. Airflow 2 takes such a result for a list.
struct GivenBesideKnown: Pipeline {
    let id: PipelineID = "given_beside_known"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let number = PythonCall("number", "number", in: "given.py", returning: Int.self)
        PythonCall("known", "given", in: "given.py", ["value": "\(.item)", "other": .result(of: number)])
            .mapped(over: .list([1, "two"]))
    }
}

/// Notifications of tasks of a mapped group, and a text that reads the result of a task that fails.
struct GivenTexts: Pipeline {
    let id: PipelineID = "given_texts"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    private static let note = Notification.Channel.notifier(
        "kinds_python.callbacks.Note", text: "words", ["mark": "told", "times": 1])

    var flow: some Flow {
        ForEach("each", over: .list(["eu", "us"])) {
            let fetch = Bash("fetch", "echo fetched-\(.item)")
            fetch >>> Bash("store", "echo stored").notifies(.onSuccess(Self.note, saying: "own \(.result(of: fetch))"))
        }
        let fails = Bash("fails", "exit 1")
        let cleared = Bash("cleared", "echo cleared >> $NOTES").always()
        fails >>> cleared >>> Bash("reads", "echo read \(.result(of: fails)) >> $NOTES")
    }
}

/// A result and an item in an object, which Airflow does not look into.
struct GivenInObject: Pipeline {
    let id: PipelineID = "given_in_object"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let words = PythonCall("words", "words", in: "given.py", returning: [String].self)
        Operator(
            "object", "kinds_python.classes.Greeting",
            ["words": .object("builtins.dict", ["of": "\(.item)", "by": .result(of: words)]), "times": 1]
        ).mapped(over: .result(of: words))
    }
}

/// A result beside an item of lists that Airflow crosses.
struct GivenInProduct: Pipeline {
    let id: PipelineID = "given_in_product"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let words = PythonCall("words", "words", in: "given.py", returning: [String].self)
        let rows = PythonCall("rows", "rows", in: "given.py", returning: [String].self)
        Operator(
            "crossed", "kinds_python.classes.Greeting",
            ["words": ["\(.item("word"))", .result(of: rows)], "times": "\(.item("row"))"]
        ).mapped(over: .product(["word": .result(of: words), "row": .result(of: rows)]))
    }
}

/// Checks of tables on servers whose connections have ids of every form.
struct ManyConnections: Pipeline {
    let id: PipelineID = "many_connections"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    private static let ids: [(place: Name, id: Name)] = [
        ("first", "plain"), ("second", "lake-2.query"), ("third", "var"),
    ]

    var flow: some Flow {
        for (place, id) in Self.ids {
            DataQualityCheck(
                "check_\(place)", of: Dataset<Total>(place, in: Self.store(place, id), path: "orders/\(place)"),
                rules: [.notNull(\.country)])
        }
    }

    private static func store(_ place: Name, _ id: Name) -> Store { Store(id, uri: "clickhouse://\(place)") }

    struct Platform: Project {
        let name: Name = "many_connections"
        let start = Day(2026, 1, 1)
        let environments = [
            Environment(
                "test", orchestrator: .airflow(.v3_3, tree: "/dags"),
                data: DataPlatform(
                    connections: ManyConnections.ids.map { Connection($0.id, .clickHouse) },
                    stores: ManyConnections.ids.map { place, id in
                        StoreSetting(ManyConnections.store(place, id), .clickHouse(Connection(id, .clickHouse)))
                    }))
        ]
    }
}
