package import CodeModels

/// A setting that has another value than before.
package struct SettingChange: Equatable, Sendable {
    /// Such as `retry.count`; an element of a list by its id or name: `pools[heavy].slots`.
    package let name: String
    /// Nil when it was not set.
    package let before: Document?
    /// Nil when it is no longer set.
    package let after: Document?

    package init(_ name: String, before: Document?, after: Document?) {
        self.name = name
        self.before = before
        self.after = after
    }

    /// The settings that differ, in the order of the later document.
    ///
    /// Objects are compared key by key and lists of named objects element by element, so that a change is as small as
    /// what was changed. Any other list is one value.
    static func all(from before: Document?, to after: Document?, at name: String = "") -> [SettingChange] {
        if before == after { return [] }
        switch (before, after) {
        case (.object(let old)?, .object(let new)?):
            let keys = new.keys + old.keys.filter { new[$0] == nil }
            return keys.flatMap { key in all(from: old[key], to: new[key], at: name.isEmpty ? key : "\(name).\(key)") }
        case (.array?, _), (_, .array?):
            guard let old = named(before), let new = named(after) else { break }
            let keys = new.keys + old.keys.filter { new[$0] == nil }
            return keys.flatMap { key in all(from: old[key], to: new[key], at: "\(name)[\(key)]") }
        default: break
        }
        return [SettingChange(name, before: before, after: after)]
    }

    /// The elements by their `id` or `name`, which all of them must have, each another; none for a list that is not set.
    private static func named(_ list: Document?) -> DocumentObject? {
        guard let list else { return DocumentObject() }
        guard case .array(let elements) = list else { return nil }
        var object = DocumentObject()
        for element in elements {
            guard let name = (element["id"] ?? element["name"])?.string, object[name] == nil else { return nil }
            object[name] = element.without(["id", "name"])
        }
        return object
    }
}

extension Document {
    /// The names of everything that is set, with the values: what two documents can share.
    var leaves: Set<String> {
        guard case .object(let object) = self else { return [renderedJSON(levels: 0)] }
        return object.entries.reduce(into: []) { leaves, entry in
            for leaf in entry.value.leaves { leaves.insert("\(entry.key).\(leaf)") }
        }
    }

    var elements: [Document] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// An object without some of its keys.
    func without(_ keys: Set<String>) -> Document {
        guard case .object(let object) = self else { return self }
        return .object(DocumentObject(object.entries.filter { !keys.contains($0.key) }))
    }
}
