import Compilation
import DagDSL
import Diagnostics
import Foundation
import Testing

@Suite struct DiagnosticCatalogTests {
    /// A finding as a fixture's comment says it.
    struct Expectation: Hashable, Comparable {
        let line: Int
        let code: String

        static func < (left: Expectation, right: Expectation) -> Bool {
            (left.line, left.code) < (right.line, right.code)
        }
    }

    @Test(arguments: allFixtures.indices)
    func `every fixture gives exactly the findings that it marks`(_ index: Int) throws {
        let fixture = allFixtures[index]
        let found = findings(of: fixture).map { Expectation(line: $0.location?.line ?? 0, code: $0.code.id) }
        let text = try String(contentsOfFile: fixture.file, encoding: .utf8)
        #expect(found.sorted() == Self.expectations(in: text), "\(fixture)")
    }

    @Test func `every code has a fixture that emits it`() {
        let emitted = Set(allFixtures.flatMap { findings(of: $0).map(\.code.id) })
        // Commands raise them that look at files beside the pipelines, and their own tests show that.
        let byCommands = Set(
            [
                DiagnosticCode.outputDrift, .strayFile, .missingInInventory, .otherInInventory, .missingProvider,
                .oldInventory,
            ].map(\.id))
        #expect(emitted == Set(DiagnosticCode.all.map(\.id)).subtracting(byCommands))
    }

    @Test func `exactly what can be suppressed has its word`() {
        let suppressible = DiagnosticCode.all.filter(\.isSuppressible).map(\.id)
        #expect(Warning.allCases.map(\.rawValue) == suppressible)
    }

    @Test func `every code is unique and explained`() {
        #expect(Set(DiagnosticCode.all.map(\.id)).count == DiagnosticCode.all.count)
        for code in DiagnosticCode.all {
            #expect(code.id.hasPrefix("DAGC") && code.id.count == 7)
            #expect(![code.title, code.cause, code.bad, code.good].contains(""), "\(code.id)")
        }
    }

    @Test func `every finding says where it is and what to do`() {
        for finding in allFixtures.flatMap(findings) {
            #expect(finding.location != nil && finding.fix != nil, "\(finding)")
            #expect(finding.message.last != ".", "\(finding)")
        }
    }

    private func findings(of fixture: any DiagnosticFixture.Type) -> [Diagnostic] {
        let fixture = fixture.init()
        let catalog = Catalog(
            project: fixture.project, pipelines: fixture.entries, streams: fixture.streams,
            pythonFiles: FixtureProject.pythonFiles, dbtManifests: fixture.dbtManifests,
            sqlFiles: FixtureProject.sqlFiles)
        return Compilation.run(catalog, for: fixture.project.environments[0].model, to: .findings).report.sorted
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
