package import TestSupport

extension TemporaryFolder {
    /// Makes a shell script `name` that can be run, and returns its path.
    ///
    /// Another process writes it: a program that this one has open for writing, even in a child that another
    /// test is just starting, cannot be run.
    package func script(_ name: String, _ text: String) throws -> String {
        let write = "mkdir -p \"$(dirname \"$0\")\" && printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0\" && chmod +x \"$0\""
        try run("sh", "-c", write, file(name), text)
        return file(name)
    }
}
