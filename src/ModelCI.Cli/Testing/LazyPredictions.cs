using ModelCI.Core.Gating;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>Predictions made on demand, as the gate reads them.</summary>
internal sealed class LazyPredictions(LazyPairs pairs) : IPairedPredictions
{
    public int Count => pairs.Count;

    public PairedPrediction Read(int position)
    {
        var (candidate, baseline) = pairs[position];
        return new PairedPrediction(candidate, baseline ?? candidate);
    }
}
