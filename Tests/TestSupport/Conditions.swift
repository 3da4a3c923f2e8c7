package import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
    /// What takes minutes, and runs where `DAGC_SLOW_TESTS` is set.
    package static var slow: Self { .enabled(if: SlowTests.areWanted, "slow: `Tests/run --slow` runs it") }

    /// What reads a file or folder that is not part of this package.
    package static func needs(_ url: URL) -> Self {
        .enabled(if: FileManager.default.fileExists(atPath: url.path), "there is no \(url.path)")
    }

    /// What only the superuser may do, such as mounting a file system.
    package static var asSuperuser: Self { .enabled(if: geteuid() == 0, "only the superuser can") }
}

/// Tests in which real parts work for minutes.
package enum SlowTests {
    /// Whether `DAGC_SLOW_TESTS` is set.
    package static let areWanted = ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil
}
