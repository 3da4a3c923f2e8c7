import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// No text of a declaration is taken for something else by any language that it is written into: each file is read back by
/// that language's own reader, and says what was said.
@Suite(.serialized) struct HostileTextTests {
    /// Set to look further.
    private static let seed = ProcessInfo.processInfo.environment["DAGC_TEXT_SEED"].flatMap(UInt64.init) ?? 1

    @Test(
        "Every text of every kind is read back from what both Airflows, Spark, dbt and SQL jobs are given",
        arguments: AirflowVersion.allCases)
    func textsOfKinds(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            var reading = ReadBack(in: folder)
            for environment in 0...1 {
                var marks = Marks(seed: Self.seed)
                let pipelines: [any Pipeline] =
                    [EveryText(), Downstream()] + (version == .v3_3 ? [EveryHumanText()] : [])
                let plain = try CompiledFixtures(pipelines, of: TextProject(), environment: environment, for: version) {
                    try RandomTexts.replacingMarks(in: $0) { marks.plain($0) }
                }
                let hostile = try CompiledFixtures(pipelines, of: TextProject(), environment: environment, for: version)
                {
                    try RandomTexts.replacingMarks(in: $0) { marks.hostile($0) }
                }
                #expect(plain.findings.isEmpty && hostile.findings.isEmpty, "\(plain.findings) \(hostile.findings)")
                try reading.add("\(environment)", plain.artifacts, hostile.artifacts, marks.texts)
            }
            try await reading.read()
            #expect(reading.count >= 8)
            #expect(reading.differences.isEmpty, "\(reading.differences.joined(separator: "\n"))")
        }
    }

    /// What stands in place of the marks of ``EveryText``.
    private struct Marks {
        private(set) var texts: HostileTexts
        private var known: [String: String] = [:]

        init(seed: UInt64) { texts = HostileTexts(seed: seed) }

        mutating func plain(_ place: String) -> String { text(of: place) { $0 } }

        mutating func hostile(_ place: String) -> String {
            text(of: place) { [texts] mark in texts.texts[mark] ?? mark }
        }

        private mutating func text(of place: String, _ said: (String) -> String) -> String {
            // An address of mail holds not much but letters.
            if ["@to@", "@failed-to@"].contains(place) { return "\(place.filter { $0 != "@" })@example.com" }
            if known[place] == nil {
                known[place] = texts.mark(
                    place.hasPrefix("@dbt-term") ? .name : .anything, atMost: place == "@tag@" ? 90 : .max)
            }
            let text = said(known[place] ?? place)
            return place.hasPrefix("@sql") ? "select \(text)" : text
        }
    }
}
