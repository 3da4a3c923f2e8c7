import TestSupport
import Testing
import Workspace

/// What is written for each kind of work, and the template around it.
@Suite("Machines of every work")
struct MachineGoldenTests {
    @Test("Are written as they were")
    func areAsTheyWere() async throws {
        let files = try CompiledMachines.files(of: EveryWork()).filter { $0.path.text.hasPrefix("stepfunctions/") }
        #expect(!files.isEmpty)
        try await Golden.expect(
            Dictionary(
                uniqueKeysWithValues: files.map {
                    (String($0.path.text.dropFirst("stepfunctions/".count)), String(decoding: $0.bytes, as: UTF8.self))
                }),
            below: "StepFunctions")
    }
}
