/// What made a sync start.
package enum Trigger: String, Sendable {
    case start, period, signal, request, retry
}
