import DagDSL
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

/// A task, and what it must tell for an item.
struct ValueWork {
    /// Mapped over items where there are any.
    let flow: (Items?) -> FlowGraph
    /// The end of a line, behind the ids of the pipeline and the task.
    let told: (_ item: OracleValue, _ index: Int) -> String
    let leaves: (_ item: OracleValue) -> Int

    init(_ task: some PipelineTask, _ told: @escaping (OracleValue) -> OracleValue) {
        flow = { items in items.map { task.mapped(over: $0).graph } ?? task.graph }
        self.told = { "\($1) \(told($0).json)" }
        leaves = { told($0).leaves }
    }

    init(_ task: some PipelineTask, line: @escaping (OracleValue) -> String) {
        flow = { items in items.map { task.mapped(over: $0).graph } ?? task.graph }
        told = { item, _ in line(item) }
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
        let receiver = generator.pick(TextReceiver.allCases.filter { choice.allows(deciding: $0.decides) })
        var own = choice
        // A notification tells of the instance that it belongs to, and not of its item.
        if receiver == .notification { own.items = [] }
        // What people enter is no part of a command.
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
            return ValueWork(SQLStatement(id, in: .database, "select 1", parameters: arguments)) {
                .dictionary([("parameters", told($0))])
            }
        case .trigger:
            return ValueWork(PipelineTrigger(id, of: ForeignPipeline("elsewhere"), configuration: arguments)) {
                .dictionary([("conf", told($0))])
            }
        case .requestJSON:
            return ValueWork(HTTPRequest(id, .post, .service, path: "/", body: .json(.dict(arguments)))) {
                .dictionary([("json", told($0))])
            }
        case .lambdaPayload:
            return ValueWork(LambdaCall(id, function: "f", payload: .dict(arguments), .aws)) {
                .dictionary([("payload", told($0))])
            }
        case .stateMachineInput:
            return ValueWork(StateMachineRun(id, machine: "m", input: .dict(arguments), .aws)) {
                .dictionary([("input", told($0))])
            }
        }
    }

    /// What gets `form` in the place for text.
    ///
    /// - Parameter item: what a mapped task says that can say no item in that place.
    func text(_ id: TaskID, _ receiver: TextReceiver, _ form: ValueForm, saying item: ValueForm? = nil) -> ValueWork {
        let text = form.text
        func told(_ name: String) -> (OracleValue) -> OracleValue {
            { .dictionary([(name, .text(form.value(for: $0).pythonText))]) }
        }
        switch receiver {
        case .shell:
            let line: RuntimeString =
                "echo \"$AIRFLOW_CTX_DAG_ID $AIRFLOW_CTX_TASK_ID shell $(printf %s \"$V_A\" | base64 -w0)\" >> $NOTES"
            return ValueWork(Bash(id, line).variables(["V_A": text])) { item in
                "shell \(Data(form.value(for: item).pythonText.utf8).base64EncodedString())"
            }
        case .notification:
            let note = Notification.Channel.notifier("kinds_python.callbacks.Teller", text: "words")
            let command = ValueForm.text([.known(.text("true "))] + [item].compactMap(\.self)).text
            return ValueWork(Bash(id, command).notifies(.onSuccess(note, saying: text)), told("v_a"))
        case .slack: return ValueWork(SlackMessage(id, to: .slack, text), told("message"))
        case .mail:
            return ValueWork(EmailMessage(id, to: ["a@b.example"], subject: text, html: text, by: .mail)) { item in
                let words = OracleValue.text(form.value(for: item).pythonText)
                return .dictionary([("html", words), ("subject", words)])
            }
        case .requestPath: return ValueWork(HTTPRequest(id, .get, .service, path: text), told("path"))
        case .requestForm:
            return ValueWork(HTTPRequest(id, .post, .service, path: "/", body: .form(["v_a": text])), told("v_a"))
        case .requestHeader:
            return ValueWork(HTTPRequest(id, .get, .service, path: "/", headers: ["X-A": text]), told("X-A"))
        case .branchValue:
            return ValueWork(Branch(id, on: text, among: Way.self) { Empty($0.arm(of: id)) }, told("value"))
        case .gateValue: return ValueWork(ContinueIf(id, text, is: "yes"), told("value"))
        case .bashSensor: return ValueWork(BashSensor(id, text), told("command"))
        case .fileSensor: return ValueWork(FileSensor(id, path: text, in: .landing), told("path"))
        case .httpSensor: return ValueWork(HTTPSensor(id, .service, path: text), told("path"))
        case .s3Sensor: return ValueWork(S3KeySensor(id, key: text, in: "bucket", .aws), told("key"))
        case .containerArgument:
            return ValueWork(Container(id, image: "image:1", arguments: [text]), told("argument"))
        case .containerVariable:
            return ValueWork(Container(id, image: "image:1").variables(["V_A": text]), told("V_A"))
        case .glueArgument: return ValueWork(GlueJob(id, job: "job", arguments: ["--a": text], .aws), told("--a"))
        case .emrStep: return ValueWork(EMRStep(id, cluster: "j-1", arguments: [text], .aws), told("argument"))
        case .emrServerless:
            return ValueWork(
                EMRServerlessJob(
                    id, application: "a", role: "r", entryPoint: "s3://b/main.py", arguments: [text], .aws),
                told("argument"))
        }
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
