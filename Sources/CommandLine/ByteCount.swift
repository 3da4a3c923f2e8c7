/// A size in bytes, written `1048576`, `100MiB` (powers of 1024) or `100MB` (powers of 1000).
package struct ByteCount: ArgumentValue, Comparable, Hashable {
    package let bytes: Int64

    package init(bytes: Int64) {
        self.bytes = bytes
    }

    package static func mebibytes(_ count: Int64) -> ByteCount { ByteCount(bytes: count << 20) }

    package static var placeholder: String { "SIZE" }

    package init(argument: String) throws(InvalidArgument) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        let unit = argument.dropFirst(digits.count)
        guard let count = Int64(digits), let size = Self.units.first(where: { $0.name == unit })?.size else {
            throw InvalidArgument("expected a size such as 1048576, 64MiB or 2GB")
        }
        let (product, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else { throw InvalidArgument("expected a size below 8EiB") }
        bytes = product
    }

    package var argument: String {
        for unit in Self.units.reversed() where unit.size > 1 && bytes > 0 && bytes % unit.size == 0 {
            return "\(bytes / unit.size)\(unit.name)"
        }
        return String(bytes)
    }

    package static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    private static let units: [(name: String, size: Int64)] = [
        ("", 1), ("B", 1), ("kB", 1000), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("KiB", 1 << 10), ("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]
}
