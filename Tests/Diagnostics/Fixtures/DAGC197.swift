import DagDSL

struct DAGC197: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let days = Bash("days", "days.sh")
                    let hours = Bash("hours", "hours.sh")
                    Bash("mixed", "\(.item("region")) \(.item("day"))")  // expect: DAGC197
                        .mapped(over: .zip(["region": .list(["eu", "us"]), "day": .result(of: days)]))
                    Bash("same", "\(.item("day"))")  // expect: DAGC197
                        .mapped(over: .zip(["day": .result(of: days), "day": .result(of: hours)]))
                    Bash("nested", "\(.item("time")) \(.item("region"))")  // expect: DAGC197
                        .mapped(
                            over: .product([
                                "time": .zip(["day": .result(of: days), "hour": .result(of: hours)]),
                                "region": .list(["eu", "us"]),
                            ]))
                    let none = ForEach("none", over: .zip([:])) {  // expect: DAGC197
                        Bash("nothing", "true")
                    }
                    let early = ForEach("early", over: .list(["\(.item)"])) {  // expect: DAGC197
                        Bash("late", "\(.item)")
                    }
                    let coded = ForEach("coded", over: .list([.template("{{ ds }}")])) {  // expect: DAGC197
                        Bash("run", "\(.item)")
                    }
                    let known = Bash("known", "\(.item("pair")) \(.item("region"))")
                        .mapped(
                            over: .product([
                                "pair": .zip(["day": .list([1, 2]), "hour": .list([3, 4])]), "region": .list(["eu"]),
                            ]))
                    days >>> Parallel(none, early, coded, known)
                }, Self.file)
        ]
    }
}
