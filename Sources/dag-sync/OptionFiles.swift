import CommandLine
import SyncEngine

extension OptionValues {
    /// Files with a secret, each as the only thing in it.
    var secretFiles: [(option: any CommandOption, path: String)] {
        let own = [
            SyncOptions.passwordFile, SyncOptions.syncSecretFile, SyncOptions.airflowPasswordFile,
            SyncOptions.airflowTokenFile, SyncOptions.gitHubPrivateKeyFile,
        ]
        let options = own + AlertChannels.all.flatMap { $0.secretFiles }
        let files = options.compactMap { option in
            optional(option).map { (option: option as any CommandOption, path: $0) }
        }
        do throws(InvalidArgument) {
            return files + (try self[SyncOptions.sshKeyFile].map { (option: SyncOptions.sshKeyFile, path: $0) })
        } catch {
            // The command line was read with these values.
            return files
        }
    }

    /// Every file that an option names and that something reads.
    var namedFiles: [(option: any CommandOption, path: String)] {
        let options = [
            SyncOptions.caFile, SyncOptions.clientCertificateFile, SyncOptions.clientKeyFile,
            SyncOptions.allowedSignersFile, SyncOptions.gpgKeyringFile, SyncOptions.sparseCheckoutFile,
            SyncOptions.sshKnownHostsFile,
        ]
        var files = secretFiles
        files += options.compactMap { option in optional(option).map { (option, $0) } }
        do throws(InvalidArgument) {
            if let path = try self[SyncOptions.cookieFile]?.path { files.append((SyncOptions.cookieFile, path)) }
            files += try self[SyncOptions.credential].flatMap(\.entries).compactMap { entry in
                entry.passwordFile.map { (SyncOptions.credential, $0) }
            }
        } catch {
            // The command line was read with these values.
        }
        return files
    }
}
