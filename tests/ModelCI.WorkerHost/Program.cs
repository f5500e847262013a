using ModelCI.Inference;

// The worker as the tests start it; the tool itself is its own host.
return WorkerProgram.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
