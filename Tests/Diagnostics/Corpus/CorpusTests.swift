import Compilation
import DagDSL
import Diagnostics
import Testing

/// The measure of the catalogue: it finds what people get wrong, and says nothing about what is right.
@Suite struct CorpusTests {
    @Test(arguments: Defect.all)
    func `every defect gives its code, and no other`(_ defect: Defect) {
        #expect(Set(Self.findings(in: defect.entries).map(\.code.id)) == [defect.code], "\(defect)")
    }

    @Test func `the table of defects is as long as it should be`() {
        let names = Set(Defect.all.map(\.name))
        let found = Defect.all.filter { defect in
            Self.findings(in: defect.entries).contains { $0.code.id == defect.code }
        }
        for defect in Defect.all {
            print("\(found.contains { $0.name == defect.name } ? defect.code : "missed ")  \(defect.name)")
        }
        print("\(found.count) of \(Defect.all.count) defects found")
        #expect(names.count == Defect.all.count)
        #expect(Defect.all.count >= 54)
        #expect(found.count == Defect.all.count)
    }

    private static let clean = CleanPipelines.all + CleanDomains.all

    @Test(arguments: clean.indices)
    func `a pipeline without defect gives nothing`(_ index: Int) {
        let pipeline = Self.clean[index]
        let findings = Self.findings(in: [CatalogEntry(pipeline, #filePath)] + CleanPipelines.writers(for: pipeline))
        #expect(findings.map { "\($0.code.id) \($0.message)" } == [], "\(pipeline.id)")
    }

    @Test func `all clean pipelines together give nothing`() {
        let findings = Self.findings(in: Self.clean.map { CatalogEntry($0, #filePath) })
        #expect(findings.map { "\($0.code.id) \($0.message)" } == [])
        #expect(Self.clean.count >= 40)
    }

    private static func findings(in entries: [CatalogEntry]) -> [Diagnostic] {
        let project = FixtureProject(on: .v3_3)
        let catalog = Catalog(project: project, pipelines: entries)
        return Compilation.run(catalog, for: project.environments[0].model, to: .findings).report.sorted
    }
}
