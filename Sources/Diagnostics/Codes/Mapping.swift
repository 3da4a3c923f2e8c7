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

    static let mapping: [DiagnosticCode] = [.itemWithoutMapping, .templateBesideItem]
}
