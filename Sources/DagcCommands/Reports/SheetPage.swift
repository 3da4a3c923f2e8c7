import Foundation
import PipelineModel

/// A sheet as one page that needs no network, in the style of `dagc report`. It shows all without a program, so that it
/// can be printed, sent and read anywhere.
enum SheetPage {
    static func html(_ sheet: ReportSheet) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>\(escaped("\(sheet.title): \(sheet.subject)"))</title>
        <style>\(style)</style>
        </head>
        <body>
        <header><h1>\(escaped(sheet.title)) · \(escaped(sheet.subject))</h1>
        <button class="plain theme" id="theme" aria-label="Light or dark">◐</button></header>
        <main>
        <section class="card"><p class="lead">\(escaped(sheet.lead))</p>
        \(facts(sheet.facts))</section>
        \(sheet.sections.map(section).joined(separator: "\n"))
        </main>
        <script>
        "use strict";
        const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
        root.dataset.theme = dark.matches ? "dark" : "light";
        dark.addEventListener("change", event => { root.dataset.theme = event.matches ? "dark" : "light"; });
        document.getElementById("theme").addEventListener("click", () => {
          root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
        });
        addEventListener("beforeprint", () => { root.dataset.theme = "light"; });
        </script>
        </body>
        </html>

        """
    }

    /// That of the page of all pipelines, and what only tables need.
    private static var style: String {
        let page = String(decoding: PackageResources.report_html, as: UTF8.self)
        guard let start = page.range(of: "<style>"), let end = page.range(of: "</style>") else {
            preconditionFailure("the page has no style")
        }
        return String(page[start.upperBound..<end.lowerBound]) + """
            main { max-width: 76rem; }
            main > section { margin-bottom: 1rem; }
            h2 { font-size: 1.1rem; margin-bottom: .3rem; }
            p { margin: .3rem 0; max-width: 60rem; }
            .lead { font-size: 1.05rem; }
            .theme { margin-left: auto; }
            th, td { overflow-wrap: break-word; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-right: 1.2rem; }
            tr:last-child td { border-bottom: 0; }
            .words { list-style: none; padding: 0; margin: .5rem 0 0; } .words li { margin: .35rem 0; }
            .chart { width: 100%; height: 11rem; display: block; margin-top: .6rem; border-bottom: 1px solid var(--line); }
            .chart .range { fill: var(--wash); } .chart polyline { fill: none; stroke: var(--bar); stroke-width: 2;
              vector-effect: non-scaling-stroke; }
            .chart .next { stroke-dasharray: 5 4; } .chart line { stroke: var(--bad); stroke-dasharray: 2 4;
              vector-effect: non-scaling-stroke; }
            @media print { .theme { display: none; } header { position: static; } .card { break-inside: avoid; border: 0; padding: 0; } }

            """
    }

    private static func facts(_ facts: [(name: String, value: String)]) -> String {
        guard !facts.isEmpty else { return "" }
        let items = facts.map { "<div><dt>\(escaped($0.name))</dt><dd>\(escaped($0.value))</dd></div>" }
        return "<dl class=\"facts\">\(items.joined())</dl>"
    }

    private static func section(_ section: ReportSheet.Section) -> String {
        var parts = ["<section class=\"card\"><h2>\(escaped(section.title))</h2>"]
        if !section.note.isEmpty { parts.append("<p class=\"soft\">\(escaped(section.note))</p>") }
        if !section.words.isEmpty {
            let items = section.words.map { word in
                let tag =
                    word.weight.isEmpty
                    ? "" : "<span class=\"tag \(escaped(word.weight))\">\(escaped(word.weight))</span>"
                return "<li>\(tag)\(escaped(word.text))</li>"
            }
            parts.append("<ul class=\"words\">\(items.joined())</ul>")
        }
        if let chart = section.chart { parts.append(drawing(of: chart)) }
        if let table = section.table, !table.rows.isEmpty { parts.append(self.table(table)) }
        return parts.joined(separator: "\n") + "</section>"
    }

    private static func table(_ table: ReportSheet.Table) -> String {
        func style(_ column: Int) -> String { table.numeric.contains(column) ? " class=\"number\"" : "" }
        let head = table.columns.enumerated().map { "<th scope=\"col\"\(style($0))>\(escaped($1))</th>" }.joined()
        let rows = table.rows.map { row in
            "<tr>" + row.enumerated().map { "<td\(style($0))>\(escaped($1))</td>" }.joined() + "</tr>"
        }
        return
            "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table></div>"
    }

    /// What has been as a line, what is expected as a broken one with its interval around it.
    private static func drawing(of chart: ReportSheet.Chart) -> String {
        let days = chart.past.map(\.day) + chart.future.map(\.day)
        guard let first = days.min(), let last = days.max(), first < last else { return "" }
        let values = chart.past.map(\.value) + chart.future.map(\.high) + [chart.limit ?? 0]
        let top = max(values.max() ?? 0, 1e-9) * 1.05
        func point(_ day: Int, _ value: Double) -> String {
            let x = Double(day - first) / Double(last - first) * 1000
            return "\(short(x)),\(short(100 - min(max(value / top, 0), 1) * 100))"
        }
        let range =
            chart.future.map { point($0.day, $0.high) } + chart.future.reversed().map { point($0.day, $0.low) }
        var marks = "<polygon class=\"range\" points=\"\(range.joined(separator: " "))\"/>"
        marks += "<polyline points=\"\(chart.past.map { point($0.day, $0.value) }.joined(separator: " "))\"/>"
        marks +=
            "<polyline class=\"next\" points=\"\(chart.future.map { point($0.day, $0.value) }.joined(separator: " "))\"/>"
        if let limit = chart.limit {
            let y = short(100 - min(limit / top, 1) * 100)
            marks += "<line x1=\"0\" x2=\"1000\" y1=\"\(y)\" y2=\"\(y)\"/>"
        }
        return "<svg class=\"chart\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" role=\"img\">"
            + "<title>\(escaped(chart.unit))</title>\(marks)</svg>"
            + "<p class=\"soft\">\(CivilDay(first).date) to \(CivilDay(last).date). What is expected is broken, with its "
            + "interval around it\(chart.limit == nil ? "" : "; the dotted line is the limit").</p>"
    }

    private static func short(_ number: Double) -> String { String(format: "%.1f", number) }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
