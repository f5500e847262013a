namespace ModelCI.Core.Problems;

/// <summary>
/// The one exception of a user's mistake or a broken environment (exit code 2). Every other exception is a bug of ModelCI (exit code 70).
/// Statistical outcomes are values, never exceptions.
/// </summary>
public sealed class ModelCIException : Exception
{
    /// <summary>Wraps the problems, at least one, in the order in which they are shown.</summary>
    public ModelCIException(IReadOnlyList<Problem> problems)
        : base(string.Join(Environment.NewLine, problems.Select(problem => $"{problem.Code}: {problem.What}")))
    {
        if (problems.Count == 0) throw new ArgumentException("at least one problem is needed", nameof(problems));
        Problems = problems;
    }

    /// <summary>A single problem; parameters as in <see cref="Problem"/>.</summary>
    public ModelCIException(string code, string what, string? where = null, string? fix = null, string? excerpt = null)
        : this([new Problem(code, what, where, fix, excerpt)])
    {
    }

    /// <summary>What is wrong; never empty.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
