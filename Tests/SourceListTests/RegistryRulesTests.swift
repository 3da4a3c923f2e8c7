import Testing

@testable import SourceLists

@Suite("What the registry refuses")
struct RegistryRulesTests {
    private func problems(_ files: [String: String]) -> [String] {
        RegistryRules.problems(
            in: files.sorted { $0.key < $1.key }.map { name, text in
                SourceDeclarations(path: "/package/pipelines/\(name)", in: "/package", text: text)
            })
    }

    private let project = "struct Company: Project {}"

    @Test("A package with a project and pipelines has no problem")
    func fine() {
        #expect(problems(["Platform/Company.swift": project, "Orders.swift": "struct Orders: Pipeline {}"]).isEmpty)
    }

    @Test("A file among the pipelines that declares none is named, one in a folder below is not")
    func nothingDeclared() {
        let found = problems(["Company.swift": project, "Shared/Names.swift": "let a = 1", "Orders.swift": "let a = 1"])
        #expect(found.map { $0.prefix { $0 != " " } } == ["/package/pipelines/Orders.swift:1:1:"])
    }

    @Test("A pipeline with arguments needs a family")
    func arguments() {
        let pipeline = "struct Orders: Pipeline {\n    let region: String\n}"
        #expect(problems(["Company.swift": project, "Orders.swift": "\n" + pipeline]).count == 1)
        #expect(
            problems(["Company.swift": project, "Orders.swift": "\n" + pipeline]).first?.contains(":2:1: error:")
                == true)
        let family = pipeline + "\nstruct Regions: PipelineFamily {}"
        #expect(problems(["Company.swift": project, "Orders.swift": family]).isEmpty)
    }

    @Test("A stream is a declaration like a pipeline, and is made without arguments")
    func streams() {
        #expect(problems(["Company.swift": project, "Shop.swift": "struct Shop: DagDSL.Stream {}"]).isEmpty)
        let found = problems(["Company.swift": project, "Shop.swift": "struct Shop: Stream { let region: String }"])
        #expect(found.map { $0.prefix { $0 != " " } } == ["/package/pipelines/Shop.swift:1:1:"])
    }

    @Test("A package has one project")
    func projects() {
        #expect(problems(["Orders.swift": "struct Orders: Pipeline {}"]).first?.contains("no file declares") == true)
        let twice = problems(["A.swift": project, "B.swift": "struct Other: Project {}"])
        #expect(twice.map { $0.prefix { $0 != " " } } == ["/package/pipelines/B.swift:1:1:"])
    }
}
