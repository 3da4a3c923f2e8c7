extension OutputFolder {
    /// Files among the generated ones that neither a plan nor the manifest on disk lists: whoever reads the folder takes
    /// them for generated, and nothing renews or deletes them.
    ///
    /// Only folders at the top that hold generated files are looked through; what lies beside them belongs to others, and so
    /// do folders with a manifest of their own, hidden files and what Python leaves behind.
    ///
    /// - Throws: `WorkspaceError` when a folder cannot be listed.
    package func strays(beside plan: OutputPlan) throws(WorkspaceError) -> [ArtifactPath] {
        let listed = Set(plan.changes.map(\.path))
        let tops = Set(listed.compactMap { $0.ancestors.last })
        var found: [ArtifactPath] = []
        for top in tops.sorted() { try collectStrays(in: top, beside: listed, &found) }
        return found
    }

    private func collectStrays(
        in folder: ArtifactPath, beside listed: Set<ArtifactPath>, _ found: inout [ArtifactPath]
    ) throws(WorkspaceError) {
        let names = try WorkspaceFiles.names(in: location(folder)).sorted()
        guard !names.contains(Manifest.path.text) || listed.contains(ArtifactPath("\(folder)/\(Manifest.path)")) else {
            return
        }
        for name in names where !name.hasPrefix(".") && name != "__pycache__" {
            guard let path = ArtifactPath(checking: "\(folder)/\(name)"), !listed.contains(path) else { continue }
            switch try WorkspaceFiles.kind(of: location(path)) {
            case .folder: try collectStrays(in: path, beside: listed, &found)
            case .file, .other: found.append(path)
            case .missing: break
            }
        }
    }
}
