/// A name that an import statement binds.
package struct PythonImport: Hashable, Sendable {
    /// The dotted path of the module. It is checked when the import is written.
    package let module: String
    /// The imported member; `nil` imports the module itself.
    package let member: PythonIdentifier?
    package let alias: PythonIdentifier?

    /// `from module import name as alias`.
    package static func member(
        of module: String, _ name: PythonIdentifier, as alias: PythonIdentifier? = nil
    ) -> PythonImport {
        PythonImport(module: module, member: name, alias: alias == name ? nil : alias)
    }

    /// `import module as alias`.
    package static func module(_ module: String, as alias: PythonIdentifier? = nil) -> PythonImport {
        PythonImport(module: module, member: nil, alias: alias)
    }

    private init(module: String, member: PythonIdentifier?, alias: PythonIdentifier?) {
        self.module = module
        self.member = member
        self.alias = alias
    }

    /// Whether `text` is a dotted path of Python names.
    package static func isModulePath(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { PythonIdentifier.isValid(Substring($0)) }
    }

    /// The name as expressions write it: `DAG`, or `airflow.sdk` for a module without alias.
    var spelling: String { alias?.text ?? member?.text ?? module }

    /// The name that the import binds in the module: `DAG`, or `airflow` for `import airflow.sdk`.
    package var boundName: String {
        if let name = alias ?? member { return name.text }
        return String(module.prefix { $0 != "." })
    }
}
