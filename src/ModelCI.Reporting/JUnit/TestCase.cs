namespace ModelCI.Reporting.JUnit;

/// <summary>One test of a suite.</summary>
/// <param name="Kind">Of a failure or an error, in a word.</param>
/// <param name="Why">Likewise, and of a test that was skipped, in words; empty for one that passed.</param>
internal sealed record TestCase(string Name, TestEnd End, string Kind = "", string Why = "");

/// <summary>The four ends that JUnit knows.</summary>
internal enum TestEnd
{
    Passed,
    /// <summary>What was asked is not so.</summary>
    Failed,
    /// <summary>No answer came, and somebody has to do something before one can.</summary>
    Error,
    /// <summary>Nothing had to be answered.</summary>
    Skipped,
}
