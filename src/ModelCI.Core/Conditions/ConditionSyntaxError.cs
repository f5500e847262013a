namespace ModelCI.Core.Conditions;

/// <summary>Where and why a condition does not parse.</summary>
/// <param name="Source">The whole text.</param>
/// <param name="Column">0-based offset of the first wrong character.</param>
/// <param name="Length">Number of characters to mark, at least 1.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ConditionSyntaxError(string Source, int Column, int Length, string Message)
{
    /// <summary>The text with carets under the wrong part.</summary>
    public string Excerpt => $"{Source}{Environment.NewLine}{new string(' ', Column)}{new string('^', Length)}";
}
