using ModelCI.Core.Statistics;

namespace ModelCI.Core.Gating;

/// <summary>The levels of one evaluation, fixed when it is opened.</summary>
/// <param name="Alpha">alpha_t: bounds the error that the mode protects against.</param>
/// <param name="Beta">Bounds the other error, per run.</param>
public sealed record TestLevels(SignificanceLevel Alpha, SignificanceLevel Beta);
