import CodeModels
import PipelineModel

/// What the operator of a task needs to know beside the task itself.
struct OperatorContext {
    let pipeline: PipelineModel
    let environment: EnvironmentModel
    let dialect: AirflowDialect
    /// The file's variables, by the paths of what they hold.
    var names = VariableNames(reserved: [])
    /// The tasks whose results are lists with one of each instance.
    var listResults: Set<String> = []
    /// The tasks that write datasets, by the URIs of those.
    var writers: [String: String] = [:]
    /// The tasks that leave a result of the job runner.
    var resultWriters: Set<String> = []
    /// Functions of the author that are imported by name.
    var functions: Set<String> = []

    /// The mapped group of each task that stands in one, by the task's path.
    var mappedGroups: [String: String] = [:]
    /// That around what is rendered.
    var mappedGroup: String?

    /// A task or group, from where it is rendered.
    ///
    /// The variables of a mapped group are those of the function that makes it: outside, its tasks are found by their ids.
    func node(_ path: String) -> PythonExpression {
        guard let group = mappedGroups[path], group != mappedGroup else { return .name(names[path]) }
        let ids = path.dropFirst(group.count + 1).split(separator: ".")
        return ids.reduce(.name(names[group])) { found, id in
            .call(.attribute(found, "get_child_by_label"), [.positional(.string(String(id)))])
        }
    }

    /// What a task leaves, as Airflow hands it on.
    func output(of task: TaskReference) -> PythonExpression {
        guard let path = task.path else { preconditionFailure("a checked project has every task that it asks") }
        return .attribute(node(path), "output")
    }

    /// A template that becomes a time of the run, ISO 8601 in UTC.
    func template(_ moment: RuntimeText.TimeModel.Moment) -> String {
        JinjaText.template(RuntimeText([.time(pipeline.time(moment))]))
    }

    /// A rendered text under a name of Python: with native objects, what looks like a value of Python has become one.
    func text(_ name: PythonIdentifier) -> PythonExpression {
        pipeline.rendersNativeObjects ? .call(.name("str"), [.positional(.name(name))]) : .name(name)
    }

    /// A JSON document as a template. With native objects Airflow would make a dictionary of it, if Python reads its
    /// indented second line.
    func json(_ value: ValueModel) -> String {
        (pipeline.rendersNativeObjects ? "\n " : "") + JSONTemplate.render(value, instances)
    }

    /// Which instances of a task are meant where its result stands as it is.
    private func instances(of task: TaskReference) -> TaskInstances? {
        guard let path = task.path else { return nil }
        if let group = mappedGroups[path], group == mappedGroup { return .own }
        return listResults.contains(path) ? .all : nil
    }

    /// A function of the author, imported by its name where nothing else has that name.
    func function(_ name: String, in file: String) -> PythonExpression {
        let module = PythonPackage.module(of: file, in: environment.pythonPackage)
        let function = PythonIdentifier(readingLike: name)
        return functions.contains(name)
            ? .imported(module, function) : .attribute(.importedModule(module), function)
    }

    func store(_ name: String) -> StoreModel {
        guard let store = environment.store(named: name) else {
            preconditionFailure("a checked project names every store, and `\(name)` is none")
        }
        return store
    }
}

/// The operator class of a task and the arguments that are its own.
struct OperatorCall {
    var operatorClass: PythonExpression
    /// A text that the operator renders and that ends so is the name of a file to it.
    let fileEndings: [String]
    /// Whether each argument that can hold a value of the run is one that the operator renders. Of a class of the
    /// author's that is not known.
    var rendersFields = true
    /// The arguments of which the operator makes others before it renders them, so that Airflow no longer knows what in
    /// them is data.
    var remade: Set<PythonIdentifier> = []
    var arguments = CallArguments()

    init(_ operatorClass: PythonExpression) {
        self.operatorClass = operatorClass
        fileEndings = []
    }

    init(_ module: String, _ name: PythonIdentifier, filesEndIn fileEndings: [String] = []) {
        operatorClass = .imported(module, name)
        self.fileEndings = fileEndings
    }

    /// One case for each kind: a new kind does not build before it has an operator.
    static func make(for task: TaskModel, _ context: OperatorContext) -> OperatorCall {
        switch task.kind {
        case .quality: qualityJob(task, context)
        case .spark(let job): spark(task, job, context)
        case .dbt(let build): dbt(task, build, context)
        case .reconciliation(let comparison): reconciliation(task, comparison, context)
        case .report(let report): self.report(task, report, context)
        case .http(let check): http(check)
        case .watch(let watch): self.watch(task, watch, context)
        case .sqlCheck(let check): sqlCheck(task, check, context)
        case .bash(let bash): self.bash(bash, isMapped: task.mapping != nil || task.groupItems != nil, context)
        case .branch(let branch): self.branch(branch, context)
        case .gate(let gate): self.gate(gate, context)
        case .empty: OperatorCall("airflow.providers.standard.operators.empty", "EmptyOperator")
        case .sql(let statement): sql(task, statement, context)
        case .httpRequest(let request): httpRequest(request, context)
        case .python(let call): python(call, context)
        case .container(let container): self.container(container, context)
        case .glue(let job): glue(task, job, context)
        case .glueCrawler(let run): glueCrawler(run)
        case .lambda(let call): lambda(call, context)
        case .emrStep(let step): emrStep(task, step, context)
        case .emrServerless(let job): emrServerless(task, job, context)
        case .stateMachine(let run): stateMachine(task, run, context)
        case .trigger(let trigger): self.trigger(trigger, context)
        case .sensor(let sensor): self.sensor(sensor, context)
        case .message(let message): self.message(message)
        case .human(let question): human(question, context)
        case .outcome(let outcome): self.outcome(outcome, context)
        case .review(let review): self.review(review, context)
        case .marker(let marker): self.marker(marker)
        case .custom(let model): custom(model, context)
        }
    }

    static func bash(_ command: String) -> OperatorCall {
        var call = OperatorCall(
            "airflow.providers.standard.operators.bash", "BashOperator", filesEndIn: [".sh", ".bash"])
        call.arguments.add("bash_command", JinjaText.avoiding(call.fileEndings, in: command))
        return call
    }

    /// Runs a command in a folder, with variables on top of the worker's own.
    static func bash(
        _ command: String, in folder: RuntimeText? = nil, environment: [(name: String, value: PythonExpression)]
    ) -> OperatorCall {
        var call = bash(command)
        call.arguments.add("cwd", folder.map(JinjaText.template))
        guard !environment.isEmpty else { return call }
        let items = environment.map { PythonDictItem.pair(.string($0.name), $0.value) }
        call.arguments.add("env", .dict(items))
        call.arguments.add("append_env", .bool(true))
        return call
    }
}
