import CommandLine

/// Facts that DAGs and those that were made of them have in common.
struct DAGComparison {
    /// A fact that is not the same, in words.
    private(set) var differences: [(dag: String, fact: String)] = []
    private var rows: [[String]] = [["DAG", "structure", "arguments"]]
    private(set) var equal = 0
    private(set) var all = 0

    init(of originals: [String: [String: String]], with made: [String: [String: String]]) {
        for (dag, facts) in originals.sorted(by: { $0.key < $1.key }) {
            guard let own = made[dag] else {
                rows.append([dag, "is not compiled", ""])
                differences.append((dag, "there is no pipeline of this id"))
                all += facts.count
                continue
            }
            var counts: [Bool: (equal: Int, all: Int)] = [:]
            for name in Set(facts.keys).union(own.keys).sorted() {
                let isArgument = name.contains(": argument ") || name.hasPrefix("param ")
                counts[isArgument, default: (0, 0)].all += 1
                if facts[name] == own[name] {
                    counts[isArgument, default: (0, 0)].equal += 1
                } else {
                    differences.append((dag, "\(name): \(facts[name] ?? "nothing") → \(own[name] ?? "nothing")"))
                }
            }
            rows.append([dag] + [false, true].map { "\(counts[$0]?.equal ?? 0) of \(counts[$0]?.all ?? 0)" })
            equal += counts.values.reduce(0) { $0 + $1.equal }
            all += counts.values.reduce(0) { $0 + $1.all }
        }
    }

    var isEqual: Bool { equal == all }

    var text: String {
        let lines = differences.map { "\($0.dag): \($0.fact)" }
        return ([TextTable.render(rows)] + lines + ["\(equal) of \(all) facts are the same"]).joined(separator: "\n")
    }
}
