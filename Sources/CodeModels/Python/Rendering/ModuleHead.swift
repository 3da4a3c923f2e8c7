/// What stands before the statements of a module: comments, docstring and imports.
struct ModuleHead {
    private var lines: [String] = []
    private let bodyStartsWithDefinition: Bool
    private let imports: ImportBlock

    init(_ module: PythonModule, imports: Set<PythonImport>) {
        self.imports = ImportBlock(
            imports, postponesAnnotations: module.postponesAnnotations, firstPartyPackages: module.firstPartyPackages)
        bodyStartsWithDefinition = PythonRenderer.leadsToDefinition(module.body[...])
        if let header = module.header { lines += PythonProse.comment(header, indent: 0) }
        if let docstring = module.docstring { lines += PythonProse.docstring(docstring, indent: 0) }
        if !self.imports.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines += self.imports.lines
        }
    }

    /// The head, the body, and the empty lines between them.
    func bytes(before body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes.append(contentsOf: line.utf8)
            bytes.append(UInt8(ascii: "\n"))
        }
        if !lines.isEmpty && !body.isEmpty {
            let blanks = bodyStartsWithDefinition ? 2 : 1
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: blanks))
        }
        bytes.append(contentsOf: body)
        return bytes
    }
}
