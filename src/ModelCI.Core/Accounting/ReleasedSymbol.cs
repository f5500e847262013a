using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelCI.Core.Configuration;

namespace ModelCI.Core.Accounting;

/// <summary>What one evaluation releases to developers: one symbol of the alphabet that its opening fixed.</summary>
[JsonConverter(typeof(ReleasedSymbolConverter))]
public sealed record ReleasedSymbol
{
    private const string RefusedPrefix = "refused-";

    private ReleasedSymbol(string text)
    {
        Text = text;
    }

    /// <summary>The condition was accepted (or, fn-free, not refused).</summary>
    public static ReleasedSymbol Pass { get; } = new("pass");

    /// <summary>Not pass: refused or, fp-free, undecided.</summary>
    public static ReleasedSymbol Fail { get; } = new("fail");

    /// <summary>A needed label is not available yet.</summary>
    public static ReleasedSymbol Waiting { get; } = new("waiting");

    /// <summary>Items or labels ran out; the mode resolves it. Only under <c>feedback: reason</c>.</summary>
    public static ReleasedSymbol Undecided { get; } = new("undecided");

    /// <summary>Accepted for evaluation: all that <c>adaptivity: none</c> ever releases.</summary>
    public static ReleasedSymbol Accepted { get; } = new("accepted");

    /// <summary>As it stands in an entry.</summary>
    public string Text { get; }

    /// <summary>Number from 1 of the clause that was refused; null for any other symbol.</summary>
    public int? RefusedClause => Text.StartsWith(RefusedPrefix, StringComparison.Ordinal)
        ? int.Parse(Text.AsSpan(RefusedPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Whether it is a verdict, or the end of what will ever be shown: everything but <see cref="Waiting"/>.</summary>
    public bool IsFinal => this != Waiting;

    /// <summary>The clause with that number, from 1, was refused. Only under <c>feedback: reason</c>.</summary>
    public static ReleasedSymbol Refused(int clause)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clause, 1);
        return new ReleasedSymbol(RefusedPrefix + clause.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the symbol means that the candidate may pass.</summary>
    public bool IsPass(Mode mode) => this == Pass || (this == Undecided && mode == Mode.FnFree);

    /// <summary>What evaluations under a policy can release.</summary>
    /// <param name="clauses">Clauses of the condition, at least 1.</param>
    /// <param name="mayWait">Whether a label is missing.</param>
    public static ReleasedSymbol[] Alphabet(GatePolicy policy, int clauses, bool mayWait)
    {
        if (policy.Adaptivity == Adaptivity.None) return [Accepted];
        ReleasedSymbol[] verdicts = policy.Feedback == Feedback.Reason
            ? [Pass, .. Enumerable.Range(1, clauses).Select(Refused), Undecided]
            : [Pass, Fail];
        return mayWait ? [.. verdicts, Waiting] : verdicts;
    }

    /// <summary>The symbol of a text in an entry; null if there is none.</summary>
    public static ReleasedSymbol? Parse(string text)
    {
        foreach (var symbol in (ReleasedSymbol[])[Pass, Fail, Waiting, Undecided, Accepted])
        {
            if (symbol.Text == text) return symbol;
        }
        return text.StartsWith(RefusedPrefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(RefusedPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var clause)
            && clause >= 1
            && Refused(clause).Text == text
            ? Refused(clause)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Symbols as their text.</summary>
internal sealed class ReleasedSymbolConverter : JsonConverter<ReleasedSymbol>
{
    public override ReleasedSymbol Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ReleasedSymbol.Parse(reader.GetString()!) is { } symbol ? symbol : throw new JsonException("not a symbol");

    public override void Write(Utf8JsonWriter writer, ReleasedSymbol value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
