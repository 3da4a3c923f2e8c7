extension ProgramCall {
    /// Runs the program on a thread of its own, so that none of Swift's pool is held.
    package func runApart() async throws -> Result { try await Caller().run(self) }
}

private actor Caller {
    private let executor = ThreadExecutor(name: "program")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func run(_ call: ProgramCall) throws(ProcessError) -> ProgramCall.Result { try call.run() }
}
