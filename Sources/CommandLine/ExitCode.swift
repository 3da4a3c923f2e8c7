/// How a program of this package ended; a contract with the scripts that call it.
package enum ExitCode: Int32, Sendable {
    /// All is well, or there was nothing to do.
    case success = 0
    /// The work was understood and failed; the reason is on standard error.
    case failure = 1
    /// `dagc plan` found changes.
    case changes = 2
    /// The command line was not understood: `EX_USAGE` of sysexits.h, so that it is never taken for `changes`.
    case usage = 64
}
