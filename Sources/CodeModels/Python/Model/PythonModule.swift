/// A Python source file as a value.
///
/// Imports are not listed: the module imports exactly what its expressions refer to.
package struct PythonModule: Equatable, Sendable {
    /// Comment lines before everything else.
    package var header: String?
    /// Prose for the reader; spacing at line ends and around it is not kept.
    package var docstring: String?
    /// Whether annotations stay unevaluated (`from __future__ import annotations`).
    package var postponesAnnotations: Bool
    /// Top-level packages that live beside the generated files and are imported last.
    package var firstPartyPackages: Set<String>
    package var body: [PythonStatement]

    /// A module of `body`, with the imports that it needs.
    package init(
        header: String? = nil, docstring: String? = nil, postponesAnnotations: Bool = false,
        firstPartyPackages: Set<String> = [], body: [PythonStatement]
    ) {
        self.header = header
        self.docstring = docstring
        self.postponesAnnotations = postponesAnnotations
        self.firstPartyPackages = firstPartyPackages
        self.body = body
    }
}
