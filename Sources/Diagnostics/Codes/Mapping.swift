extension DiagnosticCode {
    package static let itemWithoutMapping = DiagnosticCode(
        "DAGC016", .error, "item without a mapping",
        cause:
            "`.item` stands for the item of a mapped task. Without a mapping there is none; without it, nothing varies.",
        bad: "Bash(\"load\", \"load.sh \\(.item)\")",
        good: "Bash(\"load\", \"load.sh \\(.item)\").mapped(over: .list([\"eu\", \"us\"]))")

    package static let templateBesideItem = DiagnosticCode(
        "DAGC075", .error, "template in a mapped argument",
        cause: "Airflow takes mapped arguments as they are: `{{ … }}` in them would stay text.",
        bad: "SlackMessage(\"say\", .alerts, \"\\(.item) of \\(.windowStart)\").mapped(over: .list([\"eu\"]))",
        good: "SlackMessage(\"say\", .alerts, \"\\(.item)\").mapped(over: .list([\"eu\"]))")

    package static let edgeIntoMappedGroup = DiagnosticCode(
        "DAGC018", .error, "edge across the border of a mapped group",
        cause: "A mapped group has as many instances of each task as there are items, so no edge can name one of them.",
        bad: "let load = Empty(\"load\")\nForEach(\"each\", over: .list([1, 2])) { load }\nload >>> report",
        good: "let each = ForEach(\"each\", over: .list([1, 2])) { Empty(\"load\") }\neach >>> report")

    package static let crossedGroup = DiagnosticCode(
        "DAGC174", .error, "group for a product of results",
        cause: """
            Airflow repeats a group for the items of one list. It combines lists only for a single task, and only it \
            knows in which order.
            """,
        bad: "ForEach(\"each\", over: .product([\"region\": .result(of: regions), \"day\": .result(of: days)])) { … }",
        good: "ForEach(\"each\", over: .result(of: pairs)) { … }   // a task that leaves a list of dictionaries")

    package static let mappingInMappedGroup = DiagnosticCode(
        "DAGC196", .error, "mapping within a mapped group",
        cause: """
            Airflow cannot repeat a task within a group that it repeats, and numbers the instances of an inner group \
            across those of the outer one, so that none finds its item.
            """,
        bad: "ForEach(\"region\", over: .list([\"eu\", \"us\"])) { load.mapped(over: .list([1, 2])) }",
        good: "load.mapped(over: .product([\"region\": .list([\"eu\", \"us\"]), \"day\": .list([1, 2])]))")

    package static let uncombinedLists = DiagnosticCode(
        "DAGC197", .error, "lists that cannot be put together",
        cause: """
            The lists of a product or a zip need names of their own, and Airflow puts lists together when a task runs \
            only if tasks have left all of them.
            """,
        bad: "load.mapped(over: .zip([\"region\": .list([\"eu\", \"us\"]), \"day\": .result(of: days)]))",
        good: "load.mapped(over: .zip([\"region\": .result(of: regions), \"day\": .result(of: days)]))")

    package static let unevenZip = DiagnosticCode(
        "DAGC204", .error, "zip of lists of different lengths",
        leavesModelSound: true,
        cause: "A zip ends with its shortest list: what the others hold beyond is left out without a word.",
        bad: "load.mapped(over: .zip([\"region\": .list([\"eu\", \"us\", \"ap\"]), \"shard\": .list([1, 2])]))",
        good: "load.mapped(over: .zip([\"region\": .list([\"eu\", \"us\"]), \"shard\": .list([1, 2])]))")

    package static let emptyMapping = DiagnosticCode(
        "DAGC206", .warning, "mapping over nothing",
        cause: "A task without instances is skipped, and so is all that needs it, in every run and green.",
        bad: "load.mapped(over: .list([]))",
        good: "load.mapped(over: .list([\"eu\", \"us\"]))")

    package static let longMapping = DiagnosticCode(
        "DAGC066", .warning, "mapping over very many items",
        cause: """
            Each item is a task instance in every run. Beyond Airflow's own limit for lists of results, 1024, its \
            scheduler and its pages get slow.
            """,
        bad: "load.mapped(over: .list((1...5000).map { .int($0) }))",
        good: "load.mapped(over: .list((1...50).map { .int($0) }))   // each instance takes a hundred")

    package static let hugeMapping = DiagnosticCode(
        "DAGC202", .error, "more items than are written out",
        cause: "A list that is known now is written into the file, and a product of lists with all its combinations.",
        bad: "load.mapped(over: .product([\"x\": hundred, \"y\": hundred, \"z\": hundred]))",
        good: "load.mapped(over: .result(of: combinations))   // a task that leaves the list")
}
