import Testing

@testable import SourceLists

@Suite("Lists of what sources declare")
struct DeclarationListTests {
    @Test("Checks are found in every file, and the protocol itself is none")
    func checks() {
        let text = DeclarationList.checks.text([
            "protocol Check: Sendable {}\nextension Check {}\nenum TasksAreThere: Check {}",
            "// enum Old: Check {}\nstruct Row { enum Inner: Check {} }\nenum Dates: Sendable, Check {\n}\nenum Checks {}",
        ])
        #expect(text.contains("[any Check.Type] = [\n    Dates.self,\n    TasksAreThere.self,\n]"))
    }

    @Test("Codes are found where they are declared, and not where they are used")
    func codes() {
        let text = DeclarationList.codes.text([
            """
            extension DiagnosticCode {
                package static let late = DiagnosticCode("DAGC001", .error, "late")
                package static let cycle = DiagnosticCode(
                    "DAGC002", .error, "static let none = DiagnosticCode(")
                static let other: [DiagnosticCode] = [.late]
            }
            """
        ])
        #expect(text.contains("[DiagnosticCode] = [\n    .cycle,\n    .late,\n]"))
    }

    @Test("Fixtures are found, and what they share is none")
    func fixtures() {
        let text = DeclarationList.fixtures.text([
            "protocol DiagnosticFixture {}", "struct DAGC002: DiagnosticFixture {}",
            "private struct Shared: Pipeline {}\nstruct DAGC001: DiagnosticFixture {}",
        ])
        #expect(text.contains("[\n    DAGC001.self,\n    DAGC002.self,\n]"))
    }
}
