namespace ModelCI.Inference;

/// <summary>How to start a process whose main is <see cref="WorkerProgram.Run"/>.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments, each passed as it is: there is no shell.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments);
