internal import Glibc

/// The order of paths by their bytes, in which git lists a tree. Texts of Swift compare by what they mean, and their
/// views of bytes one byte at a time; a list of thousands of paths is gone through several times in each publish.
enum PathOrder {
    /// No path holds NUL, so the system's comparison of C strings sees all of it.
    static func precedes(_ left: String, _ right: String) -> Bool { strcmp(left, right) < 0 }

    static func isSame(_ left: String, _ right: String) -> Bool { strcmp(left, right) == 0 }

    /// Where `path` stands or would stand in sorted `paths`.
    static func position(of path: String, in paths: some RandomAccessCollection<String>) -> Int {
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(paths[paths.index(paths.startIndex, offsetBy: middle)], path) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
