import Compilation
import DagDSL
import Diagnostics
import Foundation
import Testing

@Suite struct DiagnosticCatalogTests {
    static let fixtures: [any DiagnosticFixture.Type] = [
        DAGC001.self, DAGC002.self, DAGC003.self, DAGC004.self, DAGC005.self, DAGC006.self, DAGC007.self,
        DAGC009.self, DAGC010.self, DAGC011.self, DAGC012.self, DAGC013.self, DAGC014.self, DAGC015.self,
        DAGC016.self, DAGC017.self, DAGC018.self, DAGC020.self, DAGC021.self, DAGC024.self, DAGC025.self, DAGC026.self,
        DAGC027.self, DAGC028.self, DAGC029.self, DAGC031.self, DAGC032.self, DAGC033.self, DAGC034.self,
        DAGC040.self, DAGC042.self, DAGC044.self, DAGC045.self, DAGC046.self, DAGC050.self, DAGC051.self,
        DAGC052.self, DAGC053.self, DAGC054.self, DAGC055.self, DAGC056.self, DAGC060.self, DAGC061.self, DAGC186.self,
        DAGC187.self,
        DAGC069.self, DAGC070.self, DAGC071.self, DAGC073.self, DAGC074.self, DAGC075.self, DAGC076.self,
        DAGC077.self, DAGC078.self, DAGC079.self, DAGC085.self, DAGC086.self, DAGC087.self, DAGC090.self,
        DAGC091.self, DAGC092.self, DAGC093.self, DAGC095.self, DAGC096.self, DAGC098.self, DAGC099.self,
        DAGC100.self, DAGC101.self, DAGC103.self, DAGC110.self, DAGC120.self, DAGC130.self, DAGC132.self,
        DAGC133.self, DAGC140.self, DAGC141.self, DAGC142.self, DAGC143.self, DAGC144.self, DAGC155.self,
        DAGC156.self, DAGC160.self, DAGC161.self, DAGC162.self, DAGC163.self,
        DAGC164.self, DAGC165.self, DAGC166.self, DAGC170.self, DAGC171.self, DAGC172.self, DAGC173.self,
        DAGC174.self, DAGC175.self, DAGC176.self, DAGC177.self, DAGC186.self, DAGC187.self, DAGC188.self,
        DAGC190.self, DAGC193.self, DAGC195.self, DAGC196.self, DAGC197.self, DAGC198.self, DAGC220.self,
        DAGC221.self, DAGC222.self, DAGC260.self,
        DAGC300.self, DAGC301.self, DAGC302.self, DAGC303.self, DAGC304.self, DAGC305.self, DAGC306.self, DAGC307.self,
        DAGC308.self, DAGC309.self, DAGC310.self,
        DAGC320.self, DAGC321.self, DAGC322.self, DAGC323.self, DAGC324.self, DAGC325.self, DAGC326.self, DAGC327.self,
        DAGC328.self,
        DAGC360.self, DAGC361.self, DAGC362.self, DAGC363.self, DAGC364.self, DAGC365.self, DAGC366.self,
        DAGC367.self, DAGC368.self, DAGC369.self, DAGC370.self, DAGC371.self, DAGC372.self, DAGC373.self,
        DAGC374.self, DAGC375.self, DAGC376.self, DAGC377.self, DAGC378.self, DAGC379.self, DAGC380.self,
        DAGC381.self, DAGC382.self, DAGC383.self, DAGC384.self, DAGC385.self, DAGC386.self, DAGC387.self,
        DAGC388.self, DAGC389.self,
        Streaming.self,
        DAGC066.self, DAGC200.self, DAGC201.self, DAGC202.self, DAGC203.self, DAGC204.self, DAGC205.self, DAGC206.self,
        DAGC035.self, DAGC036.self, DAGC057.self, DAGC058.self, DAGC062.self, DAGC064.self, DAGC080.self, DAGC119.self,
        DAGC207.self, DAGC208.self, DAGC209.self, DAGC210.self, DAGC211.self, DAGC212.self, DAGC214.self, DAGC215.self,
        DAGC400.self,
        Clean.self, NotSecrets.self, SparkOnKubernetes.self, SparkProperties.self, Suppressed.self,
        DbtManifests.self, DbtWithoutManifest.self,
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
        // The command that would overwrite a file raises it, and its own tests show that.
        let byCommands: Set<String> = [DiagnosticCode.outputDrift.id]
        #expect(emitted == Set(DiagnosticCode.all.map(\.id)).subtracting(byCommands))
    }

    @Test func exactlyWhatCanBeSuppressedHasItsWord() {
        let suppressible = DiagnosticCode.all.filter(\.isSuppressible).map(\.id)
        #expect(Warning.allCases.map(\.rawValue) == suppressible)
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
        let fixture = fixture.init()
        let catalog = Catalog(
            project: fixture.project, pipelines: fixture.entries, streams: fixture.streams,
            pythonFiles: FixtureProject.pythonFiles, dbtManifests: fixture.dbtManifests)
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
