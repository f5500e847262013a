using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelCI.Core.Accounting;

/// <summary>What slices mean, by name in ordinal order: the predicates as configured. Equal where names and predicates are.</summary>
[JsonConverter(typeof(Converter))]
public sealed class SliceDefinitions : ReadOnlyDictionary<string, string>, IEquatable<SliceDefinitions>
{
    /// <summary>Definitions in any order.</summary>
    /// <exception cref="ArgumentException">A name that occurs twice.</exception>
    public SliceDefinitions(IEnumerable<KeyValuePair<string, string>> definitions)
        : base(Sorted(definitions))
    {
    }

    /// <inheritdoc/>
    public bool Equals(SliceDefinitions? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SliceDefinitions);

    /// <inheritdoc/>
    public override int GetHashCode() => this.Aggregate(0, (hash, definition) => HashCode.Combine(hash, definition.Key, definition.Value));

    private static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string>> definitions)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, predicate) in definitions) sorted.Add(name, predicate);
        return sorted;
    }

    /// <summary>An object with a member per slice.</summary>
    internal sealed class Converter : JsonConverter<SliceDefinitions>
    {
        public override SliceDefinitions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
            var definitions = new Dictionary<string, string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (reader.TokenType != JsonTokenType.String || !definitions.TryAdd(name, reader.GetString()!)) throw new JsonException();
            }
            return new SliceDefinitions(definitions);
        }

        public override void Write(Utf8JsonWriter writer, SliceDefinitions value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, predicate) in value) writer.WriteString(name, predicate);
            writer.WriteEndObject();
        }
    }
}
