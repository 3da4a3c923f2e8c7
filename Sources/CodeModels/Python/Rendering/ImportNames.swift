/// Other names for imports that would hide one another, such as two classes of the same name from different modules.
struct ImportNames {
    private var renamed: [PythonImport: PythonImport] = [:]

    /// Every import keeps its name.
    init() {}

    /// Names that depend on nothing but the imports. Of those that share a name one keeps it: modules, whose name is
    /// that of all that lies below them, before members, which are in the order of their modules.
    init(of imports: Set<PythonImport>) {
        var taken = Set(imports.map(\.boundName))
        let shared = Dictionary(grouping: imports, by: \.boundName).filter { $1.count > 1 }
        for (name, imports) in shared.sorted(by: { $0.key < $1.key }) {
            let members = imports.filter { $0.member != nil }.sorted(by: Self.precedes)
            for item in members.dropFirst(members.count == imports.count ? 1 : 0) {
                guard let member = item.member else { continue }
                let alias = Self.free(name, besides: taken)
                taken.insert(alias.text)
                renamed[item] = .member(of: item.module, member, as: alias)
            }
        }
    }

    var isEmpty: Bool { renamed.isEmpty }

    /// The import as the module writes it.
    subscript(item: PythonImport) -> PythonImport { renamed[item] ?? item }

    private static func free(_ name: String, besides taken: Set<String>) -> PythonIdentifier {
        var number = 2
        while taken.contains("\(name)_\(number)") { number += 1 }
        return PythonIdentifier(readingLike: "\(name)_\(number)")
    }

    private static func precedes(_ left: PythonImport, _ right: PythonImport) -> Bool {
        if left.module != right.module { return left.module < right.module }
        return (left.member?.text ?? "") < (right.member?.text ?? "")
    }
}
