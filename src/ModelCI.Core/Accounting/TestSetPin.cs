namespace ModelCI.Core.Accounting;

/// <summary>Pins a test set; the same in every entry of an account.</summary>
/// <param name="Name">Names the ledger.</param>
/// <param name="Items">N.</param>
/// <param name="Digest">Of ids and typed features.</param>
/// <param name="Order">Commitment to the reading order; <see cref="Gating.ReadingOrder.Public"/> where it is no secret.</param>
/// <param name="Classes">In index order.</param>
public sealed record TestSetPin(string Name, int Items, string Digest, string Order, IReadOnlyList<string> Classes)
{
    /// <summary>What differs from <paramref name="other"/>, in words; null when nothing does.</summary>
    public string? DifferenceFrom(TestSetPin other)
    {
        if (Items != other.Items) return $"it had {other.Items} items and has {Items} now";
        if (Digest != other.Digest) return "items were changed, added or removed";
        if (Order != other.Order) return "the reading order's key is another one";
        return Classes.SequenceEqual(other.Classes, StringComparer.Ordinal) ? null : "the list of classes is another one";
    }
}
