import CodeModels
import PipelineModel

extension OperatorCall {
    /// A command that ends as the run should take the end of another task. Status 99 is Airflow's for "skipped".
    static func outcome(_ outcome: OutcomeModel, _ context: OperatorContext) -> OperatorCall {
        var environment = [
            (
                name: "STATE",
                value: PythonExpression.string(context.dialect.state(ofTask: outcome.task, outcome.instances))
            )
        ]
        let isMapped = outcome.instances == .all
        switch outcome.question {
        case .hasFailed:
            let test = isMapped ? "case \" $STATE \" in *' failed '*) ;; *) false ;; esac" : "test \"$STATE\" = failed"
            return bash(
                """
                \(test) || exit 99
                echo "\(outcome.task) has failed: what comes after waits for a review"
                """, environment: environment)
        case .isSettled(let review):
            var onFailure = "echo \"\(outcome.task) has failed: the run goes on without it\""
            if let review {
                // Of a mapped task there is one review.
                let own = outcome.instances.flatMap { $0 == .own ? $0 : nil }
                environment.append((name: "REVIEW", value: .string(context.dialect.state(ofTask: review, own))))
                onFailure = "test \"$REVIEW\" = success || { echo 'nobody has approved it' >&2; exit 1; }"
            }
            return bash(
                isMapped ? settled(ofInstances: outcome.task, onFailure) : settled(outcome.task, onFailure),
                environment: environment)
        }
    }

    private static func settled(_ task: String, _ onFailure: String) -> String {
        """
        case "$STATE" in
        success) ;;
        failed) \(onFailure) ;;
        skipped) exit 99 ;;
        *) echo "\(task) could not start" >&2; exit 1 ;;
        esac
        """
    }

    /// A failed instance counts before one that has succeeded, and that one before one that was skipped.
    private static func settled(ofInstances task: String, _ onFailure: String) -> String {
        """
        case " $STATE " in
        *' upstream_failed '*) echo "\(task) could not start" >&2; exit 1 ;;
        *' failed '*) \(onFailure) ;;
        *' success '*) ;;
        *' skipped '*) exit 99 ;;
        *) echo "\(task) could not start" >&2; exit 1 ;;
        esac
        """
    }

    /// Airflow 2 cannot ask: there, a sensor waits for somebody who marks it as success or as failed.
    static func review(_ review: ReviewModel, _ context: OperatorContext) -> OperatorCall {
        let subject = review.subject ?? "\(review.task) has failed. May the run go on?"
        switch context.dialect.version {
        case .v2:
            var call = OperatorCall("airflow.providers.standard.sensors.bash", "BashSensor")
            call.arguments.add(
                "bash_command", "echo 'waiting until somebody marks this task as success or as failed'; false")
            call.arguments.add("mode", "reschedule")
            call.arguments.add("poke_interval", seconds: min(60, max(1, review.timeout / 10)))
            call.arguments.add("timeout", seconds: review.timeout)
            call.arguments.add("doc_md", "\(subject)\n\nMark this task as success to let the run go on, or as failed.")
            return call
        case .v3:
            var question = HumanInputModel(
                .approval(failsOnRefusal: true), subject: RuntimeText(subject))
            question.timeout = review.timeout
            question.people = review.people
            return human(question, context)
        }
    }
}
