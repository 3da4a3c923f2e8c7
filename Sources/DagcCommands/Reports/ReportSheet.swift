import CodeModels

/// A report as tables under headings, before anything is known of how it is drawn.
struct ReportSheet {
    /// Cells of a column that are numbers stand to the right.
    struct Table {
        let columns: [String]
        var numeric: Set<Int> = []
        let rows: [[String]]
    }

    /// What has been and what is to be expected: values over days.
    struct Chart {
        let unit: String
        /// Days since 1970, and the value.
        let past: [(day: Int, value: Double)]
        let future: [(day: Int, value: Double, low: Double, high: Double)]
        let limit: Double?
    }

    struct Section {
        let title: String
        var note = ""
        var table: Table?
        var chart: Chart?
        /// Sentences, each with its weight: `error`, `warning` or nothing.
        var words: [(weight: String, text: String)] = []
    }

    /// What it is a report of, and of which project and environment.
    let title: String
    let subject: String
    let lead: String
    let facts: [(name: String, value: String)]
    let sections: [Section]

    /// For a terminal.
    var text: String {
        var parts = ["\(title): \(subject)\n\(lead)"]
        if !facts.isEmpty { parts.append(TextTable.render(facts.map { [$0.name, $0.value] })) }
        parts += sections.map(Self.text)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func text(_ section: Section) -> String {
        var lines = [section.title]
        if !section.note.isEmpty { lines.append(section.note) }
        if let table = section.table {
            let widths = table.columns.indices.map { column in
                ([table.columns] + table.rows).map { $0[column].count }.max() ?? 0
            }
            let rows = ([table.columns] + table.rows).map { row in
                row.enumerated().map { column, cell in
                    guard table.numeric.contains(column) else { return cell }
                    return String(repeating: " ", count: widths[column] - cell.count) + cell
                }
            }
            lines.append(TextTable.render(rows))
        }
        lines += section.words.map { $0.weight.isEmpty ? $0.text : "\($0.weight): \($0.text)" }
        return lines.joined(separator: "\n")
    }
}

extension ReportSheet {
    /// As the programs that measure write it; nil for another shape.
    init?(_ document: Document, subject: String) {
        guard let title = document["title"]?.string, let lead = document["lead"]?.string else { return nil }
        self.init(
            title: title, subject: subject, lead: lead,
            facts: (document["facts"]?.elements ?? []).map { ($0.cell(0), $0.cell(1)) },
            sections: (document["sections"]?.elements ?? []).map(Section.init))
    }
}

extension ReportSheet.Section {
    fileprivate init(_ document: Document) {
        title = document["title"]?.string ?? ""
        note = document["note"]?.string ?? ""
        if let columns = document["columns"]?.elements.compactMap(\.string), !columns.isEmpty {
            table = ReportSheet.Table(
                columns: columns,
                numeric: Set(
                    (document["numeric"]?.elements ?? []).compactMap { number -> Int? in
                        if case .int(let column) = number { column } else { nil }
                    }),
                rows: (document["rows"]?.elements ?? []).map { row in columns.indices.map { row.cell($0) } })
        }
        words = (document["words"]?.elements ?? []).map { ($0.cell(0), $0.cell(1)) }
        guard let chart = document["chart"] else { return }
        self.chart = ReportSheet.Chart(
            unit: chart["unit"]?.string ?? "",
            past: (chart["past"]?.elements ?? []).map { (Int($0.number(0)), $0.number(1)) },
            future: (chart["future"]?.elements ?? []).map {
                (Int($0.number(0)), $0.number(1), $0.number(2), $0.number(3))
            }, limit: chart["limit"].flatMap(\.amount))
    }
}

extension Document {
    /// Those of a list; none for other documents.
    var elements: [Document] { if case .array(let elements) = self { elements } else { [] } }

    fileprivate func cell(_ index: Int) -> String {
        elements.indices.contains(index) ? elements[index].string ?? "" : ""
    }

    fileprivate func number(_ index: Int) -> Double {
        elements.indices.contains(index) ? elements[index].amount ?? 0 : 0
    }

    /// A number of any kind; nil for other documents.
    var amount: Double? {
        switch self {
        case .int(let number): Double(number)
        case .number(let number): Double(number.text)
        default: nil
        }
    }
}
