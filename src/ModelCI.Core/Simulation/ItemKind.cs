using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>One of the finitely many things that a simulated item can be.</summary>
/// <param name="Prediction">What both models answer.</param>
/// <param name="Label">Class index of the true class.</param>
/// <param name="Share">Probability, in [0, 1].</param>
public sealed record ItemKind(PairedPrediction Prediction, int Label, double Share);
