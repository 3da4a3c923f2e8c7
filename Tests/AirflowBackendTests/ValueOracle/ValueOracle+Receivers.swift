import DagDSL
import DagTesting
import Foundation
import PipelineModel
import TestSupport

/// What takes values by their names and with their types.
enum ValueReceiver: CaseIterable {
    case function
    case gate
    case sensor
    case branch
    /// A class of the author's, whose fields Airflow renders.
    case operatorClass
    /// The parameters of a statement.
    case statement
    /// What a run of another pipeline is started with.
    case trigger
    case requestJSON
    case lambdaPayload
    case stateMachineInput

    /// Whether it starts some of what comes after it.
    var decides: Bool { self == .gate || self == .branch }

    /// Whether all values are one text to Airflow, in which it encodes no item.
    var isOneText: Bool { self == .requestJSON || self == .lambdaPayload }
}

/// What takes text.
enum TextReceiver: CaseIterable {
    /// The variables of a shell command.
    case shell
    /// A notifier of a task.
    case notification
    case slack
    case mail
    case requestPath
    case requestForm
    case requestHeader
    case branchValue
    case gateValue
    case bashSensor
    case fileSensor
    case httpSensor
    case s3Sensor
    case containerArgument
    case containerVariable
    case glueArgument
    case emrStep
    case emrServerless

    var decides: Bool { self == .branchValue || self == .gateValue }
}

/// A task, what it must tell for an item, and what it would by what `DagTesting` says that it is given.
struct ValueWork {
    /// Mapped over items where there are any.
    let flow: (Items?) -> FlowGraph
    /// The end of a line, behind the ids of the pipeline and the task.
    let told: (_ item: OracleValue, _ index: Int) -> String
    let foretold: (TaskInstance) -> String
    let leaves: (_ item: OracleValue) -> Int

    /// - Parameters:
    ///   - told: the values that it is given.
    ///   - given: the same, as they are among what an instance is given.
    ///   - frame: what it tells of the values.
    init(
        _ task: some PipelineTask, _ told: @escaping (OracleValue) -> OracleValue,
        given: @escaping (TaskInstance) -> OracleValue = OracleValue.init(argumentsOf:),
        as frame: @escaping (OracleValue) -> OracleValue = { $0 }
    ) {
        flow = { items in items.map { task.mapped(over: $0).graph } ?? task.graph }
        self.told = { "\($1) \(frame(told($0)).json)" }
        foretold = { "\($0.index ?? -1) \(frame(given($0)).json)" }
        leaves = { told($0).leaves }
    }

    init(
        _ task: some PipelineTask, line: @escaping (OracleValue) -> String,
        foretold: @escaping (TaskInstance) -> String
    ) {
        flow = { items in items.map { task.mapped(over: $0).graph } ?? task.graph }
        told = { item, _ in line(item) }
        self.foretold = foretold
        leaves = { _ in 1 }
    }
}

private enum Way: String, Outcome {
    case left
    case right

    func arm(of branch: TaskID) -> TaskID { self == .left ? "\(branch)_left" : "\(branch)_right" }
}

extension ValueOracle {
    mutating func work(_ id: TaskID, _ choice: ValueChoice) -> ValueWork {
        if generator.chance(50) {
            let receivers = ValueReceiver.allCases.filter { receiver in
                choice.allows(deciding: receiver.decides) && (choice.items.isEmpty || !receiver.isOneText)
            }
            return work(id, generator.pick(receivers), choice)
        }
        let receivers = TextReceiver.allCases.filter { receiver in
            choice.allows(deciding: receiver.decides) && (choice.items.isEmpty || receiver != .bashSensor)
        }
        let receiver = generator.pick(receivers)
        var own = choice
        // A notification tells of the instance that it belongs to, and not of its item. It waits for no result.
        if receiver == .notification {
            own.items = []
            if !own.isInGroup { own.results = [] }
        }
        // What people enter is no part of a command, and neither is an item.
        if receiver == .bashSensor { own.params = [] }
        var form = own.items.isEmpty || generator.chance(50) ? mixed(own) : generator.pick(own.items)
        // A mapped task says the item.
        if !own.items.isEmpty, !form.holdsItem, !own.isInGroup { form = generator.pick(own.items) }
        return text(id, receiver, form, saying: choice.isInGroup ? nil : choice.items.first)
    }

    private mutating func work(_ id: TaskID, _ receiver: ValueReceiver, _ choice: ValueChoice) -> ValueWork {
        var choice = choice
        choice.hasMarks = receiver != .operatorClass
        choice.importsValues = receiver.takesPython
        choice.isJSON = receiver.isOneText
        let (arguments, told) = values(choice)
        switch receiver {
        case .function:
            return ValueWork(PythonCall(id, "told", in: "given.py", arguments, returning: String.self), told)
        case .gate: return ValueWork(ContinueIf(id, calling: "told_and_true", in: "given.py", arguments), told)
        case .sensor:
            let sensor = PythonSensor(id, "told_and_true", in: "given.py", arguments)
            return ValueWork(sensor.checking(every: .seconds(1), mode: .poke).givingUp(after: .minutes(10)), told)
        case .branch:
            let branch = Branch(id, calling: "told_and_left", in: "given.py", arguments, among: Way.self) { way in
                Empty(way.arm(of: id))
            }
            return ValueWork(branch, told)
        case .operatorClass: return ValueWork(Operator(id, "kinds_python.classes.Teller", arguments), told)
        case .statement:
            return ValueWork(
                SQLStatement(id, in: .database, "select 1", parameters: arguments), told,
                as: { .dictionary([("parameters", $0)]) })
        case .trigger:
            let trigger = PipelineTrigger(id, of: ForeignPipeline("elsewhere"), configuration: arguments)
            return ValueWork(trigger.startingAnew(), told, as: { .dictionary([("conf", $0)]) })
        case .requestJSON:
            let task = HTTPRequest(id, .post, .service, path: "/", body: .json(.dict(arguments)))
            return ValueWork(
                task, told, given: { OracleValue($0.arguments["body"]) }, as: { .dictionary([("json", $0)]) })
        case .lambdaPayload:
            let task = LambdaCall(id, function: "f", payload: .dict(arguments), .aws)
            return ValueWork(
                task, told, given: { OracleValue($0.arguments["payload"]) }, as: { .dictionary([("payload", $0)]) })
        case .stateMachineInput:
            let task = StateMachineRun(id, machine: "m", input: .dict(arguments), .aws)
            return ValueWork(
                task, told, given: { OracleValue($0.arguments["input"]) }, as: { .dictionary([("input", $0)]) })
        }
    }

    /// Expressions within JSON, which is made of what they give, alone and in texts, and what other tasks leave.
    func expressionsInJSON(_ id: TaskID, _ sources: ValueSources) -> ValueWork {
        var forms = Self.expressions + Self.expressions.map { .text([$0, .known(.text("!"))]) }
        forms[0] = .list([forms[0]] + sources.all.map { .result($0) })
        let named = Array(zip(Self.names, forms))
        let body = Argument.dict(Arguments(named.map { ($0.0, $0.1.argument) }))
        return ValueWork(
            HTTPRequest(id, .post, .service, path: "/", body: .json(body)),
            { item in .dictionary(named.map { ($0.0.description, $0.1.value(for: item, inJSON: true)) }) },
            given: { OracleValue($0.arguments["body"]) }, as: { .dictionary([("json", $0)]) })
    }

    /// A class with the item of a mapping alone, in texts, lists and dictionaries.
    func classWithItems(_ id: TaskID, _ path: Name) -> ValueWork {
        let forms: [ValueForm] = [
            .item, .list([.item, .known(.int(1))]), .dictionary([("left", .item)]),
            .text([.known(.text("x")), .item]), .known(.text("x")), .known(.none),
        ]
        let named = Array(zip(Self.names, forms))
        return ValueWork(
            Operator(id, path, Arguments(named.map { ($0.0, $0.1.argument) })),
            { item in .dictionary(named.map { ($0.0.description, $0.1.value(for: item)) }) })
    }

    /// The class of pods with the item of a mapping in a variable.
    func podWithItem(_ id: TaskID) -> ValueWork {
        let path: Name = "airflow.providers.cncf.kubernetes.operators.pod.KubernetesPodOperator"
        return ValueWork(
            Operator(id, path, ["image": "image:1", "env_vars": ["V_A": "\(.item)"]]), { .dictionary([("V_A", $0)]) },
            given: { .dictionary([("V_A", OracleValue($0.arguments["env_vars"]?["V_A"]))]) })
    }

    /// What gets `form` in the place for text.
    ///
    /// - Parameter item: what a mapped task says that can say no item in that place.
    func text(_ id: TaskID, _ receiver: TextReceiver, _ form: ValueForm, saying item: ValueForm? = nil) -> ValueWork {
        let text = form.text
        func words(_ item: OracleValue) -> OracleValue { .text(form.value(for: item).pythonText) }
        /// A task that tells what it is given in the place under a name.
        func work(
            _ task: some PipelineTask, _ name: String, _ given: @escaping (TaskInstance) -> String
        ) -> ValueWork {
            ValueWork(task, words, given: { .text(given($0)) }, as: { .dictionary([(name, $0)]) })
        }
        func work(_ task: some PipelineTask, _ name: String) -> ValueWork { work(task, name) { $0.texts[0] } }
        switch receiver {
        case .shell:
            let line: RuntimeString =
                "echo \"$AIRFLOW_CTX_DAG_ID $AIRFLOW_CTX_TASK_ID shell $(printf %s \"$V_A\" | base64 -w0)\" >> $NOTES"
            func told(_ text: String) -> String { "shell \(Data(text.utf8).base64EncodedString())" }
            return ValueWork(
                Bash(id, line).variables(["V_A": text]), line: { told(words($0).pythonText) },
                foretold: { told($0.said("V_A")) })
        case .notification:
            let note = Notification.Channel.notifier("kinds_python.callbacks.Teller", text: "words")
            let command = ValueForm.text([.known(.text("true "))] + [item].compactMap(\.self)).text
            return work(Bash(id, command).notifies(.onSuccess(note, saying: text)), "v_a") { $0.notifications[0] }
        case .slack: return work(SlackMessage(id, to: .slack, text), "message")
        case .mail:
            let mail = EmailMessage(id, to: ["a@b.example"], subject: text, html: text, by: .mail)
            return ValueWork(
                mail, { .list([words($0), words($0)]) }, given: { .list($0.texts.map(OracleValue.text)) },
                as: { .dictionary([("html", $0[1]), ("subject", $0[0])]) })
        case .requestPath: return work(HTTPRequest(id, .get, .service, path: text), "path")
        case .requestForm:
            let request = HTTPRequest(id, .post, .service, path: "/", body: .form(["v_a": text]))
            return work(request, "v_a") { $0.said("body", "v_a") }
        case .requestHeader:
            let request = HTTPRequest(id, .get, .service, path: "/", headers: ["X-A": text])
            return work(request, "X-A") { $0.said("headers", "X-A") }
        case .branchValue: return work(Branch(id, on: text, among: Way.self) { Empty($0.arm(of: id)) }, "value")
        case .gateValue: return work(ContinueIf(id, text, is: "yes"), "value")
        case .bashSensor: return work(BashSensor(id, text), "command")
        case .fileSensor: return work(FileSensor(id, path: text, in: .landing), "path")
        case .httpSensor: return work(HTTPSensor(id, .service, path: text), "path")
        case .s3Sensor: return work(S3KeySensor(id, key: text, in: "bucket", .aws), "key")
        case .containerArgument: return work(Container(id, image: "image:1", arguments: [text]), "argument")
        case .containerVariable:
            return work(Container(id, image: "image:1").variables(["V_A": text]), "V_A") { $0.said("V_A") }
        case .glueArgument:
            return work(GlueJob(id, job: "job", arguments: ["--a": text], .aws), "--a") { $0.said("--a") }
        case .emrStep: return work(EMRStep(id, cluster: "j-1", arguments: [text], .aws), "argument") { $0.texts[1] }
        case .emrServerless:
            let job = EMRServerlessJob(
                id, application: "a", role: "r", entryPoint: "s3://b/main.py", arguments: [text], .aws)
            return work(job, "argument")
        }
    }
}

extension TaskInstance {
    /// What an argument, or what it holds under a key, is as a text.
    fileprivate func said(_ name: String, _ key: String? = nil) -> String {
        let value = arguments[name]
        return (key.map { value?[$0] } ?? value)?.description ?? "nothing"
    }
}

extension ValueReceiver {
    /// Whether an object of Python can be one of the values, and not only what JSON has.
    fileprivate var takesPython: Bool {
        switch self {
        case .function, .gate, .sensor, .branch, .operatorClass: true
        case .statement, .trigger, .requestJSON, .lambdaPayload, .stateMachineInput: false
        }
    }
}
