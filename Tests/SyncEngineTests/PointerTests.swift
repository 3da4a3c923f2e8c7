import Foundation
import System
import Testing

/// What C libraries look at after a call must be owned by what they are reached through: a pointer into a Swift value is
/// good during the call that it is passed to, and tests of a debug build do not see the difference.
@Suite("Pointers that libraries keep")
struct PointerTests {
    /// Ways to get a pointer that outlives what it points to, and the files that may use them, each of them in a type that
    /// owns both.
    static let owners: [(call: String, files: Set<String>)] = [
        ("BIO_new_mem_buf", []),
        ("Unmanaged", ["Locked.swift", "CallbackObject.swift"]),
        ("withUnsafeBytes { $0 }", []), ("withUnsafeBufferPointer { $0 }", []), ("withUnsafePointer(to: self", []),
        ("CURLOPT_POSTFIELDS,", []), ("RESPMEM_PERSISTENT", []),
        ("CURLOPT_ERRORBUFFER", ["CurlTransfer.swift"]), ("CURLOPT_HTTPHEADER", ["CurlTransfer.swift"]),
        ("CURLOPT_MAIL_RCPT", ["MailClient.swift"]), ("git_odb_object_data", ["Handle.swift"]),
    ]

    @Test("are got from types that own what they point to, and nowhere else", arguments: 0..<owners.count)
    func owned(index: Int) throws {
        let (call, files) = Self.owners[index]
        let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var found: Set<String> = []
        for module in ["System", "Network", "Git", "Hashing", "SyncEngine", "dag-sync"] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: "\(package)/Sources/\(module)")
            for name in names where name.hasSuffix(".swift") {
                let source = try text("\(package)/Sources/\(module)/\(name)")
                let code = source.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
                if code.contains(where: { $0.contains(call) }) {
                    found.insert(String(name.split(separator: "/").last ?? ""))
                }
            }
        }
        #expect(found == files, "\(call)")
    }
}
