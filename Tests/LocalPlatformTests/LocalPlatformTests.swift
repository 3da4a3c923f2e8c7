import Foundation
import LocalPlatform
import Testing

@Suite("The programs of a platform on one machine")
struct LocalPlatformTests {
    /// A folder whose name the shell would take apart.
    private static let hostile = "/tmp/it's \"a\" $(place) `for` orders; & 100%"

    private static func platform(in package: String, isWatched: Bool = true) -> LocalPlatform {
        LocalPlatform(
            folder: LocalFolder(ofPackage: package), ports: LocalPorts { $0.usual },
            machine: LocalMachine(
                postgres: "/usr/lib/postgresql/15/bin", dagSync: "\(package)/dag-sync", python: "\(package)/python",
                databaseUser: nil, memoryMiB: 4096), isWatched: isWatched)
    }

    @Test("are started by scripts that the shell reads whatever their folder is called")
    func scripts() throws {
        for file in Self.platform(in: Self.hostile).files where file.text.contains("\nexec ") {
            // The shell does all that the script says, but shows the words in place of running the program.
            let text = file.text.replacing("\nexec ", with: "\nprintf '%s\\n' ")
            let words = try shell(text)
            #expect(words.contains { $0.contains(Self.hostile) }, "\(file.path)")
        }
    }

    @Test("are known by the paths that their files have")
    func scriptPaths() {
        let platform = Self.platform(in: "/somewhere")
        let files = Set(platform.files.map(\.path))
        for part in platform.parts { #expect(files.contains(platform.folder.script(of: part.name))) }
    }

    @Test("are all told to the supervisor, which reads them")
    func supervisor() throws {
        let platform = Self.platform(in: Self.hostile)
        let text = platform.supervisorConfiguration(password: "word")
        let sections = text.split(separator: "\n").filter { $0.hasPrefix("[program:") }
        #expect(sections.count == platform.parts.count)
        #expect(!text.contains(Self.hostile), "names of folders need no quotes where none stands")
    }

    @Test("watch only where somebody hears of it")
    func unwatched() {
        let names = Self.platform(in: "/somewhere", isWatched: false).parts.map(\.name)
        #expect(!names.contains("prometheus") && names.contains("airflow-scheduler"))
    }

    @Test("hold no secret in their scripts")
    func secrets() {
        let platform = Self.platform(in: "/somewhere")
        for file in platform.files {
            for secret in LocalSecret.allCases where file.text.contains(secret.rawValue) {
                #expect(
                    file.text.contains("cat \(platform.folder.secret(secret))"), "\(file.path) reads it from its file")
            }
        }
    }

    @Test("are the same when they are read back from the record")
    func record() throws {
        let platform = Self.platform(in: Self.hostile)
        let copy = try JSONDecoder().decode(LocalPlatform.self, from: JSONEncoder().encode(platform))
        #expect(copy.files.map(\.text) == platform.files.map(\.text))
    }

    private func shell(_ text: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", text]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
