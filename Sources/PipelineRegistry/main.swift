import Glibc
import SourceLists

exit(PipelineList.run(CommandLine.arguments))
