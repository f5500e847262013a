using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>Labels in reading order. A seam: the test set's labels, or a simulation's.</summary>
public interface ILabelSource
{
    /// <summary>Class index of the item at <paramref name="position"/> of the reading order, or <see cref="LabelBook.Missing"/>.</summary>
    int Read(int position);
}
