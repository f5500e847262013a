using System.Globalization;

namespace ModelCI.Cli.Configuration.Declaration;

/// <summary>What a value of the configuration may be. The checker and the JSON Schema are both derived from it.</summary>
internal abstract record ValueShape
{
    /// <summary>At least one character that is not blank.</summary>
    public const string NotBlank = @"\S";

    private ValueShape()
    {
    }

    /// <summary>Completes "must be ...".</summary>
    public abstract string Phrase { get; }

    /// <summary>Whether the value is a single one rather than a list, a mapping or a choice.</summary>
    public bool IsScalar => this is Text or Word or Integer or Number;

    /// <summary>Any scalar, kept as its text.</summary>
    /// <param name="Meaning">Completes "must be ...".</param>
    /// <param name="Pattern">A regular expression in the common subset of .NET and JSON Schema.</param>
    /// <param name="ManyLines">Whether line breaks are allowed.</param>
    public sealed record Text(string Meaning, string Pattern = NotBlank, bool ManyLines = false) : ValueShape
    {
        public override string Phrase => Meaning;
    }

    /// <summary>One of some words.</summary>
    public sealed record Word(IReadOnlyList<string> Allowed) : ValueShape
    {
        public override string Phrase => Allowed.Count == 1 ? Allowed[0] : $"one of {string.Join(", ", Allowed)}";
    }

    /// <summary>A whole number.</summary>
    /// <param name="None">A word that may stand in its place, such as "unlimited"; null without one.</param>
    public sealed record Integer(int Minimum, int Maximum = int.MaxValue, string? None = null) : ValueShape
    {
        public override string Phrase
        {
            get
            {
                if (Minimum == Maximum) return Minimum.ToString(CultureInfo.InvariantCulture);
                var or = None is null ? "" : $" or {None}";
                return string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {Minimum}{or}");
            }
        }
    }

    /// <summary>A finite number in an open interval.</summary>
    public sealed record Number(double? Above = null, double? Below = null, bool NotZero = false) : ValueShape
    {
        public override string Phrase => (Above, Below) switch
        {
            ({ } above, { } below) => string.Create(CultureInfo.InvariantCulture, $"a number above {above} and below {below}"),
            ({ } above, null) => string.Create(CultureInfo.InvariantCulture, $"a number above {above}"),
            (null, { } below) => string.Create(CultureInfo.InvariantCulture, $"a number below {below}"),
            _ => NotZero ? "a finite number other than 0" : "a finite number",
        };
    }

    /// <summary>A list.</summary>
    /// <param name="Unique">Whether an item may occur only once.</param>
    public sealed record ListOf(ValueShape Item, string Meaning, int Minimum = 0, int? Maximum = null, bool Unique = false) : ValueShape
    {
        public override string Phrase => Meaning;
    }

    /// <summary>A mapping with fixed keys.</summary>
    public sealed record Mapping(IReadOnlyList<ConfigurationKey> Keys) : ValueShape
    {
        public override string Phrase => $"a mapping with {(Keys.Count == 1 ? "the key" : "the keys")} {string.Join(", ", Keys.Select(key => key.Name))}";
    }

    /// <summary>A mapping whose keys are names that the user chooses.</summary>
    public sealed record Named(string Meaning, string NameMeaning, ValueShape Value, string NamePattern = NotBlank, int Minimum = 0, int? Maximum = null) : ValueShape
    {
        public override string Phrase => Maximum is { } most ? string.Create(CultureInfo.InvariantCulture, $"{Meaning}, at most {most}") : Meaning;
    }

    /// <summary>One of several shapes that differ by kind: at most one scalar, one list and one mapping.</summary>
    public sealed record Either(IReadOnlyList<ValueShape> Alternatives) : ValueShape
    {
        public override string Phrase => string.Join(" or ", Alternatives.Select(alternative => alternative.Phrase));
    }
}
