using ModelCI.Cli;
using ModelCI.Inference;

// The worker starts before anything else: it shares the executable and nothing more.
return args is [WorkerLauncher.Argument]
    ? WorkerProgram.Run(Console.OpenStandardInput(), Console.OpenStandardOutput())
    : await CommandLine.RunAsync(args).ConfigureAwait(false);
