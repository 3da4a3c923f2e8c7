/// The import statements of a module, in the order of ruff's isort rules with their default settings.
struct ImportBlock {
    private struct Statement {
        let section: Section
        let module: String
        /// Sorted; empty for `import module`.
        var members: [PythonImport]
        let alias: String?
    }

    private enum Section: Int, CaseIterable {
        case future, standardLibrary, thirdParty, firstParty
    }

    private var statements: [Statement] = []

    init(_ imports: Set<PythonImport>, postponesAnnotations: Bool, firstPartyPackages: Set<String>) {
        ImportBlock.requireDistinctNames(imports)
        var members: [String: [PythonImport]] = [:]
        func add(_ module: String, _ members: [PythonImport], as alias: String? = nil) {
            precondition(PythonImport.isModulePath(module), "\(module) is not a Python module path")
            let section = ImportBlock.section(of: module, firstPartyPackages)
            statements.append(Statement(section: section, module: module, members: members, alias: alias))
        }
        for item in imports {
            if item.member == nil {
                add(item.module, [], as: item.alias?.text)
            } else if item.alias != nil {
                // Renamed members get a statement each.
                add(item.module, [item])
            } else {
                members[item.module, default: []].append(item)
            }
        }
        for (module, items) in members {
            add(module, items.sorted { ImportOrder.member($0.member?.text ?? "", $1.member?.text ?? "") < 0 })
        }
        if postponesAnnotations {
            let annotations = PythonImport.member(of: "__future__", "annotations")
            statements.append(Statement(section: .future, module: "__future__", members: [annotations], alias: nil))
        }
        statements.sort(by: ImportBlock.precedes)
    }

    /// Two imports that bind the same name would hide one another: `ImportNames` keeps them apart.
    private static func requireDistinctNames(_ imports: Set<PythonImport>) {
        var modules: [String: PythonImport] = [:]
        for item in imports {
            if let other = modules[item.boundName], other.member != nil || item.member != nil {
                preconditionFailure("\(item.boundName) is imported from both \(other.module) and \(item.module)")
            }
            modules[item.boundName] = item
        }
    }

    private static func section(of module: String, _ firstPartyPackages: Set<String>) -> Section {
        let package = String(module.utf8.prefix { $0 != UInt8(ascii: ".") }) ?? module
        if package == "__future__" { return .future }
        if firstPartyPackages.contains(package) { return .firstParty }
        return PythonStandardLibrary.contains(package) ? .standardLibrary : .thirdParty
    }

    /// Sections in order; in each, `import` before `from`, then by module.
    private static func precedes(_ left: Statement, _ right: Statement) -> Bool {
        if left.section != right.section { return left.section.rawValue < right.section.rawValue }
        if left.members.isEmpty != right.members.isEmpty { return left.members.isEmpty }
        let byModule = ImportOrder.name(left.module, right.module)
        if byModule != 0 { return byModule < 0 }
        guard let first = left.members.first, let second = right.members.first else {
            return ImportOrder.alias(left.alias, right.alias) < 0
        }
        let byMember = ImportOrder.member(first.member?.text ?? "", second.member?.text ?? "")
        return byMember == 0 ? ImportOrder.alias(first.alias?.text, second.alias?.text) < 0 : byMember < 0
    }

    var isEmpty: Bool { statements.isEmpty }

    /// Lines, with an empty one between sections.
    var lines: [String] {
        var lines: [String] = []
        for section in Section.allCases {
            let statements = statements.filter { $0.section == section }
            if !lines.isEmpty && !statements.isEmpty { lines.append("") }
            for statement in statements { lines += ImportBlock.lines(of: statement) }
        }
        return lines
    }

    private static func lines(of statement: Statement) -> [String] {
        if statement.members.isEmpty {
            return ["import \(statement.module)" + (statement.alias.map { " as \($0)" } ?? "")]
        }
        let members = statement.members.map { item in
            (item.member?.text ?? "") + (item.alias.map { " as \($0)" } ?? "")
        }
        let line = "from \(statement.module) import \(members.joined(separator: ", "))"
        if line.utf8.count <= LayoutPrinter.lineWidth { return [line] }
        return ["from \(statement.module) import ("] + members.map { "    \($0)," } + [")"]
    }
}
