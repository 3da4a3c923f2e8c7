internal import CGit2
internal import CShim

/// The library's state that all stores of the process share.
enum LibGit2 {
    /// Sets the library up on first use; every later use finds it done.
    static func prepare() {
        guard isReady else { fatalError("libgit2 could not be initialised") }
    }

    /// The library's version, such as `1.5.1`.
    static var version: String {
        var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }

    private static let isReady: Bool = {
        guard git_libgit2_init() > 0 else { return false }
        // A volume's files often belong to another user than the one that the process runs as.
        cshim_git_set_owner_validation(0)
        // What a machine's or a user's configuration says must not change what is fetched or pushed.
        let levels = [
            GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
        ]
        for level in levels { cshim_git_set_search_path(level.rawValue, "") }
        // Parsed commits and trees; the default of 256 MiB is more than a sidecar may have.
        cshim_git_set_cache_limit(8 << 20)
        // Pages of a mapped pack count as this process's memory: map a little at a time.
        cshim_git_set_window_size(1 << 20)
        cshim_git_set_mapped_limit(8 << 20)
        // Every pack is an open file until it is pushed out by others.
        cshim_git_set_open_packs(16)
        return true
    }()
}
