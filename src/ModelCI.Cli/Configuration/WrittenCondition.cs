using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration;

/// <summary>A condition that the file holds, with its place.</summary>
/// <param name="Key">Under <c>gate</c>.</param>
internal sealed record WrittenCondition(string Key, Condition Condition)
{
    /// <summary>What messages call it.</summary>
    public string Path => $"gate.{Key}";
}
