/// Texts as Prometheus and Alertmanager read them.
package enum PromQLText {
    /// In double quotes, with Go's escapes.
    package static func quoted(_ text: String) -> String { PromQLLine.quoted(text) }
}
