import Compiler
import DagDSL
import Diagnostics
import Foundation
import Testing

@Suite struct DiagnosticCatalogTests {
    static let fixtures: [any DiagnosticFixture.Type] = [
        DAGC001.self, DAGC002.self, DAGC003.self, DAGC004.self, DAGC005.self, DAGC007.self, DAGC010.self,
        DAGC014.self, DAGC015.self, DAGC020.self, DAGC021.self, DAGC026.self, DAGC028.self, DAGC050.self,
        DAGC052.self, DAGC060.self, DAGC061.self, DAGC070.self, DAGC071.self, DAGC079.self, DAGC095.self, DAGC100.self,
        DAGC120.self, Clean.self,
    ]

    /// A finding as a fixture's comment says it.
    struct Expectation: Hashable, Comparable {
        let line: Int
        let code: String

        static func < (left: Expectation, right: Expectation) -> Bool {
            (left.line, left.code) < (right.line, right.code)
        }
    }

    @Test(arguments: fixtures.indices)
    func everyFixtureGivesExactlyTheFindingsThatItMarks(_ index: Int) throws {
        let fixture = Self.fixtures[index]
        let found = findings(of: fixture).map { Expectation(line: $0.location?.line ?? 0, code: $0.code.id) }
        let text = try String(contentsOfFile: fixture.file, encoding: .utf8)
        #expect(found.sorted() == Self.expectations(in: text), "\(fixture)")
    }

    @Test func everyCodeHasAFixtureThatEmitsIt() {
        let emitted = Set(Self.fixtures.flatMap { findings(of: $0).map(\.code.id) })
        #expect(emitted == Set(DiagnosticCode.all.map(\.id)))
    }

    @Test func everyCodeIsUniqueAndExplained() {
        #expect(Set(DiagnosticCode.all.map(\.id)).count == DiagnosticCode.all.count)
        for code in DiagnosticCode.all {
            #expect(code.id.hasPrefix("DAGC") && code.id.count == 7)
            #expect(![code.title, code.cause, code.bad, code.good].contains(""), "\(code.id)")
        }
    }

    @Test func everyFindingSaysWhereItIsAndWhatToDo() {
        for finding in Self.fixtures.flatMap(findings) {
            #expect(finding.location != nil && finding.fix != nil, "\(finding)")
            #expect(finding.message.last != ".", "\(finding)")
        }
    }

    private func findings(of fixture: any DiagnosticFixture.Type) -> [Diagnostic] {
        let catalog = Catalog(project: FixtureProject(), pipelines: fixture.init().entries)
        let (lowered, found) = ProjectLowering.lower(catalog, for: FixtureProject().environments[0].model)
        return CheckRunner.check(lowered, findings: found).report.sorted
    }

    private static func expectations(in text: String) -> [Expectation] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            guard let marker = line.firstRange(of: "// expect: ") else { return [Expectation]() }
            return line[marker.upperBound...].split(separator: " ").map {
                Expectation(line: index + 1, code: String($0))
            }
        }.sorted()
    }
}
