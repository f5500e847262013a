using ModelCI.Holdout.Predictions;

namespace ModelCI.Holdout.Labels;

/// <summary>Labels as they are read, one after the other.</summary>
internal sealed class LabelBuilder
{
    private readonly TextIndex _texts = new();
    private readonly List<int> _numbers = [];

    public void Add(ReadOnlySpan<byte> utf8) => _numbers.Add(_texts.NumberOf(utf8));

    public LabelTexts Finish() => new(_texts.Texts, [.. _numbers]);
}
