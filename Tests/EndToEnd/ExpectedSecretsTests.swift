import Foundation
import TestSupport
import Testing

@Suite("Secrets that an environment expects")
struct ExpectedSecretsTests {
    @Test("are all that its manifests read")
    func areAll() async throws {
        try await withTemporaryFolder { folder in
            // Nothing is sealed there, so each of them is missing.
            let listed = try await BuiltProgram.dagc.call("secrets", "check").run(in: folder)
            #expect(listed.status == 1, "\(listed.account)")
            let file = folder.appending(path: "listed")
            try Data(listed.account.utf8).write(to: file)
            let script = PackageFolder.tests.appending(path: "EndToEnd/Python/secret_references.py")
            let generated = PackageFolder.root.appending(path: "generated")
            let result = try await PythonEnvironment.kubernetes.python(script, [generated.path, file.path])
                .run(in: folder)
            #expect(result.status == 0, "\(result.account)")
        }
    }
}
