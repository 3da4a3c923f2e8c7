import BackendInterface
import CodeModels
import PipelineModel

extension OperatorCall {
    /// A command that ends as the run should take the end of another task. Status 99 is Airflow's for "skipped".
    static func outcome(_ outcome: OutcomeModel, _ context: OperatorContext) -> OperatorCall {
        var environment = [(name: "STATE", value: context.dialect.state(ofTask: outcome.task))]
        switch outcome.question {
        case .hasFailed:
            return bash(
                """
                test "$STATE" = failed || exit 99
                echo "\(outcome.task) has failed: what comes after waits for a review"
                """, environment: environment)
        case .isSettled(let review):
            var onFailure = "echo \"\(outcome.task) has failed: the run goes on without it\""
            if let review {
                environment.append((name: "REVIEW", value: context.dialect.state(ofTask: review)))
                onFailure = "test \"$REVIEW\" = success || { echo 'nobody has approved it' >&2; exit 1; }"
            }
            return bash(
                """
                case "$STATE" in
                success) ;;
                failed) \(onFailure) ;;
                skipped) exit 99 ;;
                *) echo "\(outcome.task) could not start" >&2; exit 1 ;;
                esac
                """, environment: environment)
        }
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
