import Glibc

exit(PipelineRegistry.run(CommandLine.arguments))
