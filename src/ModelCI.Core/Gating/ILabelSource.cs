using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>Labels in reading order. A seam: the test set's labels, or a simulation's.</summary>
public interface ILabelSource
{
    /// <summary>Class index of the item at <paramref name="position"/> of the reading order, <see cref="LabelBook.Missing"/> or <see cref="LabelBook.Unsure"/>.</summary>
    int Read(int position);
}
