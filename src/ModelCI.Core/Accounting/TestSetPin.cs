using System.Text.Json.Serialization;

namespace ModelCI.Core.Accounting;

/// <summary>Pins a test set; the same in every opening until <c>holdout extend</c> pins a larger one.</summary>
/// <param name="Name">Names the ledger.</param>
/// <param name="Items">N.</param>
/// <param name="Digest">Of ids and typed features.</param>
/// <param name="Order">Commitment to the reading order; <see cref="Gating.ReadingOrder.Public"/> where it is no secret.</param>
/// <param name="Classes">In index order.</param>
/// <param name="Key">Fingerprint of the account's key; left out where it has none.</param>
public sealed record TestSetPin(
    string Name, int Items, string Digest, string Order, IReadOnlyList<string> Classes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null)
{
    /// <summary>What differs from <paramref name="other"/>, in words; null when nothing does.</summary>
    public string? DifferenceFrom(TestSetPin other)
    {
        if (Items != other.Items) return $"it had {other.Items} items and has {Items} now";
        if (Digest != other.Digest) return "items were changed, added or removed";
        return DifferenceOfRules(other);
    }

    /// <summary>What differs besides the items; these never change.</summary>
    public string? DifferenceOfRules(TestSetPin other)
    {
        if (Name != other.Name) return $"it was named '{other.Name}' and is named '{Name}' now";
        if (Key != other.Key) return "the account's key is another one";
        if (Order != other.Order) return "the reading order's key is another one";
        return Classes.SequenceEqual(other.Classes, StringComparer.Ordinal) ? null : "the list of classes is another one";
    }
}
