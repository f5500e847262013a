namespace ModelCI.Cli.Configuration.Yaml;

/// <summary>A value of the file with its place. Tags are gone, aliases resolved; an aliased value keeps the anchor's place.</summary>
/// <param name="Weight">Number of values in it once aliases are written out.</param>
internal abstract record SourceNode(Place Place, int Weight)
{
    /// <summary>Completes "not ...".</summary>
    public abstract string Kind { get; }
}

/// <summary>Text, numbers and words: their text decides, not YAML's types.</summary>
/// <param name="Offset">Of the first character in the file, a quote included.</param>
/// <param name="EndOffset">Behind the last character.</param>
internal sealed record SourceScalar(string Text, ScalarQuoting Quoting, Place Place, int Offset, int EndOffset) : SourceNode(Place, 1)
{
    public override string Kind => "text";

    /// <summary>Nothing, or one of YAML's spellings of nothing, without quotes.</summary>
    public bool IsNothing => Quoting == ScalarQuoting.Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record SourceList(IReadOnlyList<SourceNode> Items, Place Place) : SourceNode(Place, 1 + Items.Sum(item => item.Weight))
{
    public override string Kind => "a list";
}

/// <summary>Keys are unique; of a key given twice the first value is kept.</summary>
internal sealed record SourceMapping(IReadOnlyList<SourceEntry> Entries, Place Place)
    : SourceNode(Place, 1 + Entries.Sum(entry => 1 + entry.Value.Weight))
{
    public override string Kind => "a mapping";

    public SourceEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}

internal sealed record SourceEntry(string Key, Place KeyPlace, SourceNode Value);
