import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// Backups: the scripts that the cluster's jobs and people run, and the page for the day on which they are needed.
package struct BackupBackend: Backend {
    package let name = "backup"
    package let folders = ["backup"]

    package init() {}

    package func emit(_ project: CheckedProject) -> [Artifact] {
        guard let platform = InstalledPlatform(project.model), platform.installation.backups != nil,
            platform.component(ofKind: "backups") != nil
        else { return [] }
        let source = project.model.environment.name
        let scripts = BackupScripts.all.sorted { $0.key < $1.key }.map {
            Artifact("backup/\($0.key)", bytes: Array($0.value.utf8), by: self, from: source)
        }
        let page = RecoveryPage(platform: platform)
        return scripts + [Artifact("backup/recovery.md", bytes: Array(page.text.utf8), by: self, from: source)]
    }
}
