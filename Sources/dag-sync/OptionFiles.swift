import CommandLine
import SyncEngine

extension OptionValues {
    /// Files with a secret, each as the only thing in it.
    var secretFiles: [(option: Option<String?>, path: String)] {
        let own = [
            SyncOptions.passwordFile, SyncOptions.syncSecretFile, SyncOptions.airflowPasswordFile,
            SyncOptions.airflowTokenFile, SyncOptions.gitHubPrivateKeyFile,
        ]
        let options = own + AlertChannels.all.flatMap { $0.secretFiles }
        return options.compactMap { option in optional(option).map { (option, $0) } }
    }

    /// Every file that an option names and that something reads.
    var namedFiles: [(option: any CommandOption, path: String)] {
        let options = [
            SyncOptions.caFile, SyncOptions.clientCertificateFile, SyncOptions.clientKeyFile,
            SyncOptions.allowedSignersFile, SyncOptions.gpgKeyringFile, SyncOptions.sparseCheckoutFile,
            SyncOptions.sshKnownHostsFile,
        ]
        var files: [(any CommandOption, String)] = secretFiles.map { ($0.option, $0.path) }
        files += options.compactMap { option in optional(option).map { (option, $0) } }
        do throws(InvalidArgument) {
            if let path = try self[SyncOptions.cookieFile]?.path { files.append((SyncOptions.cookieFile, path)) }
            files += try self[SyncOptions.sshKeyFile].map { (SyncOptions.sshKeyFile, $0) }
            files += try self[SyncOptions.credential].flatMap(\.entries).compactMap { entry in
                entry.passwordFile.map { (SyncOptions.credential, $0) }
            }
        } catch {
            // The command line was read with these values.
        }
        return files
    }
}
