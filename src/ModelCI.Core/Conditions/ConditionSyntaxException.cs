namespace ModelCI.Core.Conditions;

/// <summary>Unwinds the parser to <see cref="ConditionParser.TryParse"/>; never leaves the namespace.</summary>
internal sealed class ConditionSyntaxException(string source, int column, int length, string message) : Exception(message)
{
    public ConditionSyntaxError Error { get; } = new(source, column, length, message);
}
