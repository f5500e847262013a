using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>A test set's labels in its reading order.</summary>
public sealed class OrderedLabels(LabelBook labels, ReadingOrder order) : ILabelSource
{
    /// <inheritdoc/>
    public int Read(int position) => labels[order.RowAt(position)];
}
