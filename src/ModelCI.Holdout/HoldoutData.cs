using ModelCI.Core.Items;

namespace ModelCI.Holdout;

/// <summary>A test set as read: its items, and their labels apart from them, because only the gate's own process may hold labels.</summary>
/// <param name="Items">Ids and features.</param>
/// <param name="Labels">By row of <paramref name="Items"/>.</param>
/// <param name="Slices">By row of <paramref name="Items"/>; the configured slices in the order of their declaration.</param>
public sealed record HoldoutData(ItemPool Items, LabelBook Labels, SliceTable Slices);
